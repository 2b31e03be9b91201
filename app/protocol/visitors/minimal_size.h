#pragma once

#include <cstdint>

#include "protocol/field.h"
#include "protocol/visitors/kinds.h"

namespace protocol {

/// The fewest bytes that a value of some type takes on the wire in one version: how many elements can still
/// come.
class MinimalSize {
public:
    MinimalSize(std::int16_t version, bool flexible) : m_version(version), m_flexible(flexible) {}

    template <class T>
    [[nodiscard]] std::size_t of() const {
        if constexpr (isNumber<T>) {
            return sizeof(T);
        } else if constexpr (std::is_same_v<T, base::Uuid>) {
            return sizeof(base::Uuid);
        } else if constexpr (std::is_same_v<T, std::string> ||
                             std::is_same_v<T, std::optional<std::string>>) {
            return m_flexible ? 1 : 2;
        } else if constexpr (isStructure<T>) {
            MinimalSize visitor(m_version, m_flexible);
            T::describe(defaultsOf<T>(), visitor);
            return visitor.m_size + (m_flexible ? 1 : 0);
        } else {
            return m_flexible ? 1 : shortestLong<T>();
        }
    }

    template <class T>
    void field(const char*, const T&, Field f = {}) {
        if (f.livesIn(m_version) && !f.tagged())
            m_size += of<T>();
    }

private:
    /// Of what is left in non-flexible versions: a nullable struct starts with one byte, arrays and bytes
    /// with four.
    template <class T>
    [[nodiscard]] static constexpr std::size_t shortestLong() {
        if constexpr (isOptional<T>)
            return isStructure<typename T::value_type> ? 1 : 4;
        else
            return 4;
    }

    std::int16_t m_version;
    bool m_flexible;
    std::size_t m_size = 0;
};

} // namespace protocol
