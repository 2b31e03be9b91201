#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/result.h"
#include "protocol/error_codes.h"
#include "protocol/output_bytes.h"
#include "protocol/visitors/equal.h"
#include "protocol/visitors/path.h"

namespace protocol {

/// Writes a message in one version. What the version cannot say is left out, and the first such thing is
/// remembered.
class Writer {
public:
    Writer(OutputBytes& out, std::string_view messageName, std::int16_t version, bool flexible)
        : m_out(out), m_messageName(messageName), m_version(version), m_flexible(flexible) {}

    [[nodiscard]] const base::Status& status() const { return m_status; }

    template <class S>
    void structure(const S& value) {
        const Scope outer = std::exchange(m_scope, Scope{Pair(value, defaultsOf<S>())});
        S::describe(value, *this);
        if (m_flexible) {
            own().unsignedVarint(m_scope.taggedFields);
            m_scope.inTags = true;
            if (m_scope.taggedFields > 0)
                S::describe(value, *this);
        }
        m_scope = outer;
    }

    template <class T>
    void field(const char* name, const T& value, Field f = {}) {
        m_path.enter(name);
        if (!f.livesIn(m_version)) {
            if (!f.ignorable && !m_scope.inTags && !isDefault(value))
                refuse("has no place in this version");
        } else if (!f.tagged()) {
            if (!m_scope.inTags)
                write(value, f);
        } else if (!isDefault(value)) {
            if (m_scope.inTags)
                writeTagged(value, f);
            else
                ++m_scope.taggedFields;
        }
        m_path.leave();
    }

private:
    struct Scope {
        Pair withDefaults;
        std::uint32_t taggedFields = 0;
        bool inTags = false; ///< second visit, for the tagged fields
    };

    [[nodiscard]] base::ByteWriter& own() { return m_out.own(); }

    template <class T>
    [[nodiscard]] bool isDefault(const T& value) const {
        return Equal::same(value, m_scope.withDefaults.twinOf(value));
    }

    template <class T>
    void writeTagged(const T& value, const Field& f) {
        own().unsignedVarint(static_cast<std::uint32_t>(f.tag));
        // Its size stands before it: written aside first. Records are never tagged, so nothing is shared
        // meanwhile.
        base::ByteWriter before = std::exchange(own(), {});
        write(value, f);
        base::ByteWriter payload = std::exchange(own(), std::move(before));
        own().unsignedVarint(static_cast<std::uint32_t>(payload.size()));
        own().bytes(payload.view());
    }

    template <class T>
    void write(const T& value, const Field& f) {
        if constexpr (isOptional<T>) {
            writeNullable(value, f);
        } else if constexpr (std::is_same_v<T, bool>) {
            own().fixed<std::uint8_t>(value ? 1 : 0);
        } else if constexpr (isNumber<T>) {
            own().fixed(value);
        } else if constexpr (std::is_same_v<T, std::string>) {
            std::string_view text = value;
            if (text.size() > 32767) {
                refuse("is longer than 32767 bytes");
                text = text.substr(0, 32767);
            }
            writeLength<std::int16_t>(text.size(), f);
            own().bytes(base::asBytes(text));
        } else if constexpr (std::is_same_v<T, base::Buffer>) {
            writeLength<std::int32_t>(value.size(), f);
            if (f.records)
                m_out.records(value);
            else
                own().bytes(value.view());
        } else if constexpr (std::is_same_v<T, base::Uuid>) {
            own().bytes(value.bytes);
        } else if constexpr (isVector<T>) {
            writeLength<std::int32_t>(value.size(), f);
            for (std::size_t i = 0; i < value.size(); ++i) {
                m_path.index(i);
                write(value[i], f);
            }
        } else {
            structure(value);
        }
    }

    template <class T>
    void writeNullable(const std::optional<T>& value, const Field& f) {
        if constexpr (isStructure<T>) {
            if (f.nullableIn(m_version))
                own().fixed<std::int8_t>(value ? 1 : -1);
            else if (!value)
                refuse("is null, which this version cannot say");
            if (value || !f.nullableIn(m_version))
                write(value ? *value : defaultsOf<T>(), f);
        } else if (value) {
            write(*value, f);
        } else if (!f.nullableIn(m_version)) {
            refuse("is null, which this version cannot say");
            write(T{}, f);
        } else if (m_flexible && !f.neverCompact) {
            own().unsignedVarint(0);
        } else if constexpr (std::is_same_v<T, std::string>) {
            own().fixed<std::int16_t>(-1);
        } else {
            own().fixed<std::int32_t>(-1);
        }
    }

    template <class Long>
    void writeLength(std::size_t length, const Field& f) {
        if (m_flexible && !f.neverCompact)
            own().unsignedVarint(static_cast<std::uint32_t>(length) + 1);
        else
            own().fixed(static_cast<Long>(length));
    }

    void refuse(std::string_view why) {
        if (m_status)
            m_status = base::fail(
                makeError(ErrorCode::UNSUPPORTED_VERSION,
                          fmt::format("{} {} (version {})", m_path.text(m_messageName), why, m_version),
                          "Leave the field at its default or speak a version that has it."));
    }

    OutputBytes& m_out;
    std::string_view m_messageName;
    std::int16_t m_version;
    bool m_flexible;
    Scope m_scope;
    Path m_path;
    base::Status m_status;
};

} // namespace protocol
