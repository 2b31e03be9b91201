#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/buffer.h"
#include "base/byte_reader.h"
#include "protocol/visitors/minimal_size.h"
#include "protocol/visitors/path.h"

namespace protocol {

/// Why bytes are not the message they should be. Thrown by Reader and caught where the frame is decoded.
struct Malformed {
    std::string what;
};

/// Reads a message of one version, trusting no length: space is asked for only as far as the bytes that are
/// left could fill it. Throws Malformed.
class Reader {
public:
    /// `room`: bytes of memory that the elements of lists may take together.
    Reader(const base::Buffer& body, std::string_view messageName, std::int16_t version, bool flexible,
           std::size_t room)
        : m_body(body)
        , m_in(body.view())
        , m_messageName(messageName)
        , m_version(version)
        , m_flexible(flexible)
        , m_room(room) {}

    template <class S>
    void structure(S& value) {
        const Scope outer = std::exchange(m_scope, Scope{});
        S::describe(value, *this);
        if (m_flexible)
            readTagged(value);
        m_scope = outer;
    }

    template <class T>
    void field(const char* name, T& value, Field f = {}) {
        if (!f.livesIn(m_version) || f.tag != m_scope.wantedTag)
            return;
        m_scope.found = true;
        m_path.enter(name);
        read(value, f);
        m_path.leave();
    }

    void expectEnd() {
        if (m_in.remaining() > 0)
            fail(fmt::format("{} bytes are left over after the message", m_in.remaining()));
    }

    [[nodiscard]] std::size_t position() const { return m_in.position(); }

private:
    struct Scope {
        std::int32_t wantedTag = -1; ///< -1 while the untagged fields are read
        bool found = false;
    };

    template <class S>
    void readTagged(S& value) {
        const auto count = m_in.unsignedVarint();
        if (!m_in.ok() || count > m_in.remaining() / 2)
            fail("the number of tagged fields does not fit the bytes that are left");
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto tag = m_in.unsignedVarint();
            const auto size = m_in.unsignedVarint();
            if (!m_in.ok() || size > m_in.remaining())
                fail("a tagged field does not fit the bytes that are left");
            const auto end = m_in.position() + size;
            m_scope = {static_cast<std::int32_t>(std::min(tag, 0x7fffffffU)), false};
            S::describe(value, *this);
            if (!m_scope.found)
                m_in.skip(size); // of a newer version: skipped
            if (m_in.position() != end)
                fail(fmt::format("tagged field {} does not end where its size says", tag));
        }
    }

    template <class T>
    void read(T& value, const Field& f) {
        if constexpr (isOptional<T>) {
            readNullable(value, f);
        } else if constexpr (std::is_same_v<T, bool>) {
            value = number<std::uint8_t>() != 0;
        } else if constexpr (isNumber<T>) {
            value = number<T>();
        } else if constexpr (std::is_same_v<T, base::Uuid>) {
            const auto bytes = bytesOf(value.bytes.size());
            std::copy(bytes.begin(), bytes.end(), value.bytes.begin());
        } else if constexpr (isStructure<T>) {
            structure(value);
        } else {
            const auto length = readLength<T>(f);
            if (!length)
                fail("is null, which this version does not allow");
            fill(value, *length, f);
        }
    }

    template <class T>
    void readNullable(std::optional<T>& value, const Field& f) {
        if constexpr (isStructure<T>) {
            value.reset();
            if (f.nullableIn(m_version) && number<std::int8_t>() < 0)
                return;
            // To clang a structure inside the message that holds it cannot be made by emplace().
            T there{};
            read(there, f);
            value = std::move(there);
        } else {
            const auto length = readLength<T>(f);
            if (!length && !f.nullableIn(m_version))
                fail("is null, which this version does not allow");
            value.reset();
            if (length)
                fill(value.emplace(), *length, f);
        }
    }

    /// Nothing stands for null.
    template <class T>
    std::optional<std::size_t> readLength(const Field& f) {
        std::int64_t length = 0;
        if (m_flexible && !f.neverCompact)
            length = std::int64_t{m_in.unsignedVarint()} - 1;
        else if constexpr (std::is_same_v<T, std::string>)
            length = m_in.fixed<std::int16_t>();
        else
            length = m_in.fixed<std::int32_t>();
        if (!m_in.ok())
            fail("is cut off");
        if (length < -1)
            fail(fmt::format("has the negative length {}", length));
        if (length == -1)
            return std::nullopt;
        return static_cast<std::size_t>(length);
    }

    void fill(std::string& value, std::size_t length, const Field&) {
        if (length > 32767)
            fail(fmt::format("is a string of {} bytes; the most is 32767", length));
        value = base::asText(bytesOf(length));
    }

    void fill(base::Buffer& value, std::size_t length, const Field&) {
        const auto at = m_in.position();
        bytesOf(length);
        value = m_body.slice(at, length);
    }

    template <class E>
    void fill(std::vector<E>& value, std::size_t count, const Field& f) {
        const auto most = m_in.remaining() / MinimalSize(m_version, m_flexible).of<E>();
        if (count > most)
            fail(fmt::format("announces {} elements, but the {} bytes that are left hold at most {}", count,
                             m_in.remaining(), most));
        // An empty name of one byte makes an element of a hundred: the frame's length alone bounds nothing.
        if (count > m_room / sizeof(E))
            fail(fmt::format(
                "announces {} elements, which would take {} bytes of memory; {} are left for them", count,
                count * sizeof(E), m_room));
        m_room -= count * sizeof(E);
        value.clear();
        value.reserve(std::min(count, m_in.remaining() / sizeof(E) + 1));
        for (std::size_t i = 0; i < count; ++i) {
            if (value.size() == value.capacity())
                value.reserve(std::min(count, 2 * value.capacity()));
            m_path.index(i);
            read(value.emplace_back(), f);
        }
    }

    template <class T>
    T number() {
        const T value = m_in.fixed<T>();
        if (!m_in.ok())
            fail("is cut off");
        return value;
    }

    base::ByteView bytesOf(std::size_t length) {
        if (length > m_in.remaining())
            fail(fmt::format("announces {} bytes, but {} are left", length, m_in.remaining()));
        return m_in.take(length);
    }

    [[noreturn]] void fail(std::string_view why) const {
        throw Malformed{fmt::format("{} {}, at byte {} of {}", m_path.text(m_messageName), why,
                                    m_in.position(), m_body.size())};
    }

    const base::Buffer& m_body;
    base::ByteReader m_in;
    std::string_view m_messageName;
    std::int16_t m_version;
    bool m_flexible;
    std::size_t m_room;
    Scope m_scope;
    Path m_path;
};

} // namespace protocol
