#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/buffer.h"
#include "base/result.h"
#include "protocol/records/codecs/unpacker.h"

namespace protocol {

/// A window that moves over the record bytes of a batch: over the bytes themselves if they are not
/// compressed, over what was unpacked last if they are.
class RecordWindow {
public:
    /// Over bytes that are not compressed, and outlive the window.
    explicit RecordWindow(base::ByteView records) : m_bytes(records) {}
    /// Holds `size` bytes of what is unpacked.
    RecordWindow(std::unique_ptr<codecs::Unpacker> unpacker, std::size_t size)
        : m_unpacker(std::move(unpacker))
        , m_buffer(std::make_unique_for_overwrite<std::uint8_t[]>(size))
        , m_size(size) {}

    /// What comes next: `count` bytes or more, fewer only if that is more than the window, at the end, or
    /// where unpacking failed. The view lives until the next call.
    [[nodiscard]] base::ByteView peek(std::size_t count) {
        if (m_bytes.size() < count && m_unpacker)
            fill(count);
        return m_bytes;
    }
    /// Moves over bytes that peek() showed.
    void advance(std::size_t count) { m_bytes = m_bytes.subspan(count); }
    /// Moves over as many bytes; false if there are not as many.
    [[nodiscard]] bool skip(std::size_t count);

    /// Whether all that is left has been shown.
    [[nodiscard]] bool atEnd() const { return !m_unpacker; }
    /// Bytes that were unpacked so far; 0 if they are not compressed.
    [[nodiscard]] std::size_t unpackedBytes() const { return m_unpackedBytes; }
    /// Why unpacking failed, if it did.
    [[nodiscard]] const base::Status& status() const { return m_status; }

private:
    void fill(std::size_t count);

    base::ByteView m_bytes; ///< shown and not yet moved over
    std::unique_ptr<codecs::Unpacker> m_unpacker;
    std::unique_ptr<std::uint8_t[]> m_buffer;
    std::size_t m_size = 0;
    std::size_t m_unpackedBytes = 0;
    base::Status m_status;
};

} // namespace protocol
