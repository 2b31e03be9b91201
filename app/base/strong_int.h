#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <ostream>

namespace base {

/// An integer with a meaning: two kinds never convert into each other. Differences and steps are plain
/// numbers.
template <class Tag, class Rep>
class StrongInt {
public:
    using rep = Rep;

    constexpr StrongInt() = default;
    constexpr explicit StrongInt(Rep value) : m_value(value) {}

    [[nodiscard]] constexpr Rep value() const { return m_value; }
    constexpr auto operator<=>(const StrongInt&) const = default;

    friend constexpr StrongInt operator+(StrongInt a, Rep step) { return StrongInt(a.m_value + step); }
    friend constexpr StrongInt operator-(StrongInt a, Rep step) { return StrongInt(a.m_value - step); }
    friend constexpr Rep operator-(StrongInt a, StrongInt b) { return a.m_value - b.m_value; }
    constexpr StrongInt& operator+=(Rep step) {
        m_value += step;
        return *this;
    }
    constexpr StrongInt& operator++() {
        ++m_value;
        return *this;
    }

    friend std::ostream& operator<<(std::ostream& out, StrongInt v) { return out << +v.m_value; }

private:
    Rep m_value{};
};

} // namespace base

template <class Tag, class Rep>
struct std::hash<base::StrongInt<Tag, Rep>> {
    std::size_t operator()(base::StrongInt<Tag, Rep> v) const noexcept { return std::hash<Rep>{}(v.value()); }
};
