#pragma once

#include "protocol/field.h"
#include "protocol/visitors/kinds.h"

namespace protocol {

/// Compares two values field by field, whatever the version.
class Equal {
public:
    template <class T>
    [[nodiscard]] static bool same(const T& a, const T& b) {
        if constexpr (isVector<T>) {
            if (a.size() != b.size())
                return false;
            for (std::size_t i = 0; i < a.size(); ++i)
                if (!same(a[i], b[i]))
                    return false;
            return true;
        } else if constexpr (isOptional<T>) {
            return a.has_value() == b.has_value() && (!a || same(*a, *b));
        } else if constexpr (isStructure<T>) {
            Equal visitor(a, b);
            T::describe(a, visitor);
            return visitor.m_same;
        } else {
            return a == b;
        }
    }

    template <class T>
    void field(const char*, const T& value, Field = {}) {
        m_same = m_same && same(value, m_pair.twinOf(value));
    }

private:
    template <class S>
    Equal(const S& a, const S& b) : m_pair(a, b) {}

    Pair m_pair;
    bool m_same = true;
};

} // namespace protocol
