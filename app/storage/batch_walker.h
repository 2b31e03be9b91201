#pragma once

#include <cstdint>
#include <optional>

#include "storage/segment.h"

namespace storage {

/// Goes from batch to batch of a segment by their headers alone. The segment must outlive it.
class BatchWalker {
public:
    struct Step {
        BatchFacts facts;
        std::int64_t position = 0;

        [[nodiscard]] std::int64_t end() const { return position + facts.sizeBytes; }
    };

    /// `position` is where a batch starts, `end` how far may be read.
    BatchWalker(const Segment& segment, std::int64_t position, std::int64_t end)
        : m_segment(segment), m_position(position), m_end(end) {}

    /// Nothing at the end. An error when what stands there is not a whole batch: position() says where.
    [[nodiscard]] base::Result<std::optional<Step>> next();
    [[nodiscard]] std::int64_t position() const { return m_position; }

private:
    const Segment& m_segment;
    std::int64_t m_position;
    const std::int64_t m_end;
    base::Buffer m_window;
    std::int64_t m_windowStart = 0;
};

/// How many of the first bytes are whole batches, and where the last of those begins.
struct WholeBatches {
    std::size_t bytes = 0;
    std::size_t lastStart = 0;
};
[[nodiscard]] WholeBatches wholeBatches(base::ByteView bytes);

} // namespace storage
