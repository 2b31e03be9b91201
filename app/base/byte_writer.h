#pragma once

#include <cstddef>
#include <cstdint>

#include "base/buffer.h"
#include "base/endian.h"

namespace base {

/// Appends big-endian numbers and varints (protobuf's, zigzag where signed) to a byte vector that it owns.
class ByteWriter {
public:
    ByteWriter() = default;
    explicit ByteWriter(Bytes bytes) : m_bytes(std::move(bytes)) {}

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] ByteView view() const { return m_bytes; }
    [[nodiscard]] std::uint8_t* data() { return m_bytes.data(); }
    void reserve(std::size_t bytes) { m_bytes.reserve(bytes); }
    /// Empties the writer but keeps its room.
    void clear() { m_bytes.clear(); }
    /// The bytes written; the writer is empty afterwards.
    [[nodiscard]] Bytes release() { return std::exchange(m_bytes, {}); }

    template <class T>
    void fixed(T value) {
        const auto at = m_bytes.size();
        m_bytes.resize(at + sizeof(T));
        storeBigEndian(m_bytes.data() + at, value);
    }

    void unsignedVarint(std::uint32_t value) { varintBits(value); }
    void varint(std::int32_t value) {
        varintBits((static_cast<std::uint32_t>(value) << 1) ^ static_cast<std::uint32_t>(value >> 31));
    }
    void varlong(std::int64_t value) {
        varintBits((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }

    void bytes(ByteView view) { m_bytes.insert(m_bytes.end(), view.begin(), view.end()); }

    /// Overwrites what already stands at `position`.
    template <class T>
    void patch(std::size_t position, T value) {
        storeBigEndian(m_bytes.data() + position, value);
    }

private:
    void varintBits(std::uint64_t value) {
        while (value >= 0x80) {
            m_bytes.push_back(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        m_bytes.push_back(static_cast<std::uint8_t>(value));
    }

    Bytes m_bytes;
};

} // namespace base
