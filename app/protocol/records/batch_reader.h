#pragma once

#include <cstddef>
#include <optional>

#include "base/buffer.h"
#include "base/result.h"
#include "protocol/records/record_batch.h"

namespace protocol {

/// Walks over batches that lie one after the other. A last one that is cut ends the walk without an error, as
/// a fetch answers with as many bytes as were asked for.
class BatchReader {
public:
    explicit BatchReader(base::ByteView bytes) : m_bytes(bytes) {}

    /// Nothing at the end, at a cut last batch and at the first that is malformed: status() tells the last
    /// case. The view lives as long as the bytes.
    [[nodiscard]] std::optional<BatchView> next();
    [[nodiscard]] const base::Status& status() const { return m_status; }
    /// Where the next batch starts; after the walk, what could be read as whole batches.
    [[nodiscard]] std::size_t position() const { return m_at; }

private:
    base::ByteView m_bytes;
    std::size_t m_at = 0;
    base::Status m_status;
};

} // namespace protocol
