#pragma once

#include <cstddef>
#include <cstdint>

#include "base/buffer.h"
#include "base/endian.h"

namespace base {

/// Reads big-endian numbers and varints (protobuf's, zigzag where signed) from bytes it does not own.
/// Never reads past the end: the first read that does not fit turns ok() false for good and yields zero or
/// nothing.
class ByteReader {
public:
    explicit ByteReader(ByteView bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::size_t position() const { return m_at; }
    [[nodiscard]] std::size_t remaining() const { return m_bytes.size() - m_at; }

    template <class T>
    T fixed() {
        if (!has(sizeof(T)))
            return T{};
        const T value = loadBigEndian<T>(m_bytes.data() + m_at);
        m_at += sizeof(T);
        return value;
    }

    std::uint32_t unsignedVarint() { return static_cast<std::uint32_t>(varintBits(5)); }
    std::int32_t varint() {
        const auto raw = unsignedVarint();
        return static_cast<std::int32_t>(raw >> 1) ^ -static_cast<std::int32_t>(raw & 1);
    }
    std::int64_t varlong() {
        const auto raw = varintBits(10);
        return static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
    }

    ByteView take(std::size_t count) {
        if (!has(count))
            return {};
        const ByteView view = m_bytes.subspan(m_at, count);
        m_at += count;
        return view;
    }

    void skip(std::size_t count) { take(count); }
    void fail() { m_ok = false; }

private:
    bool has(std::size_t count) {
        if (!m_ok || count > remaining())
            m_ok = false;
        return m_ok;
    }

    /// Fails on a varint of more than `longest` bytes, and on bits that its type has no room for.
    std::uint64_t varintBits(unsigned longest) {
        std::uint64_t value = 0;
        for (unsigned i = 0; i < longest; ++i) {
            if (!has(1))
                return 0;
            const std::uint8_t byte = m_bytes[m_at++];
            value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
            if (byte < 0x80) {
                if ((longest == 5 && value >> 32) || (i == 9 && byte > 1))
                    m_ok = false;
                return m_ok ? value : 0;
            }
        }
        m_ok = false;
        return 0;
    }

    ByteView m_bytes;
    std::size_t m_at = 0;
    bool m_ok = true;
};

} // namespace base
