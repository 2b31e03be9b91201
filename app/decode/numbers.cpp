#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include <fmt/format.h>

#include "base/endian.h"
#include "decode/decoder_list.h"
#include "decode/name_slot.h"

namespace decode {
namespace {

/// As text of an encoding with a byte a letter has them: no control characters, and most are ASCII.
bool isMostlyLetters(base::ByteView bytes) {
    const auto isControl = [](std::uint8_t byte) { return byte < 0x20 || byte == 0x7F || byte == 0xFF; };
    const auto letters = std::ranges::count_if(bytes, [](std::uint8_t byte) { return byte < 0x7F; });
    return std::ranges::none_of(bytes, isControl) && letters * 2 > std::ssize(bytes);
}

/// Bytes are far more often meant as a number below this than as a greater one. Of 64 bits it lies above
/// 2^53, about which numbers are tried out; of 32 little-endian ones the last byte is nothing but the sign.
template <class T, bool Little>
constexpr std::int64_t usualInteger() {
    if (sizeof(T) == 8)
        return std::int64_t{1} << 54;
    return std::int64_t{1} << (Little ? 24 : 30);
}

bool isBelow(std::int64_t value, std::int64_t most) {
    return value >= -most && value < most;
}

bool isUsual(double value) {
    const double size = std::fabs(value);
    return std::isfinite(value) && (size == 0 || (size > 1e-6 && size < 1e15));
}

template <class T, bool Little>
class Number final : public Decoder {
public:
    explicit Number(std::string_view id) : m_id(id) {}

private:
    std::string_view id() const override { return m_id; }
    bool isWeak() const override { return true; }

    static T valueOf(base::ByteView bytes, bool little = Little) {
        std::array<std::uint8_t, sizeof(T)> copy{};
        std::memcpy(copy.data(), bytes.data(), sizeof(T));
        if (little)
            std::reverse(copy.begin(), copy.end());
        using Raw = std::conditional_t<
            sizeof(T) == 8, std::uint64_t,
            std::conditional_t<sizeof(T) == 4, std::uint32_t,
                               std::conditional_t<sizeof(T) == 2, std::uint16_t, std::uint8_t>>>;
        return std::bit_cast<T>(base::loadBigEndian<Raw>(copy.data()));
    }

    base::Result<Decoded> decode(const Input& input, const Limits&) const override {
        const auto bytes = input.bytes.view();
        if (bytes.size() != sizeof(T))
            return refuse(fmt::format("Such a number has {} bytes, these are {}.", sizeof(T), bytes.size()));
        const T value = valueOf(bytes);
        if constexpr (std::is_floating_point_v<T>)
            return leafOf(m_id, input, Type::Number, digits(value));
        return leafOf(m_id, input, Type::Number, fmt::format("{}", value));
    }

    std::variant<std::monostate, std::int64_t, double> number(base::ByteView bytes) const override {
        using Wide = std::conditional_t<std::is_floating_point_v<T>, double, std::int64_t>;
        if (bytes.size() != sizeof(T))
            return {};
        return static_cast<Wide>(valueOf(bytes));
    }

    base::Status likely(const Input& input, const Decoded&) const override {
        const T value = valueOf(input.bytes.view());
        if constexpr (std::is_floating_point_v<T>) {
            if (isUsual(static_cast<double>(value)))
                return {};
        } else if constexpr (sizeof(T) <= 2) {
            // Any such bytes are a usual number, so they say nothing about being meant as one.
            return refuse(fmt::format("It would be {}, but so few bytes may be anything.", value));
        } else {
            constexpr auto most = usualInteger<T, Little>();
            const auto other = valueOf(input.bytes.view(), !Little);
            const bool fitsOther =
                !Little && sizeof(T) == 4 && !isBelow(value, 1 << 24) && isBelow(other, 1 << 16);
            if (fitsOther)
                return refuse(fmt::format("It would be {}, and {} in the other byte order.", value, other));
            if (isBelow(value, most))
                return {};
        }
        return refuse(fmt::format("It would be {}, which is seldom meant.", value));
    }

    base::Status evident(const Input& input, const Decoded&) const override {
        const auto bytes = input.bytes.view();
        if (Little) // Kafka's serializers write big-endian
            return refuse("So few samples say nothing of this byte order.");
        if (isMostlyLetters(bytes))
            return refuse("So few samples may be letters as well.");
        if constexpr (std::is_integral_v<T> && sizeof(T) == 4)
            if (const T value = valueOf(bytes); !isBelow(value, 1 << 24)) // beyond the first byte's sign
                return refuse(fmt::format("It would be {}, and so few samples may be anything.", value));
        return {};
    }

    const std::string_view m_id;
};

} // namespace

const std::vector<const Decoder*>& numberDecoders() {
    static const Number<std::int64_t, false> int64("int64");
    static const Number<double, false> float64("float64");
    static const Number<std::int64_t, true> int64Le("int64-le");
    static const Number<double, true> float64Le("float64-le");
    static const Number<std::int32_t, false> int32("int32");
    static const Number<float, false> float32("float32");
    static const Number<std::int32_t, true> int32Le("int32-le");
    static const Number<float, true> float32Le("float32-le");
    static const Number<std::int16_t, false> int16("int16");
    static const Number<std::int16_t, true> int16Le("int16-le");
    static const Number<std::int8_t, false> int8("int8");
    static const std::vector<const Decoder*> all{&int64,   &float64,   &int64Le, &float64Le, &int32, &float32,
                                                 &int32Le, &float32Le, &int16,   &int16Le,   &int8};
    return all;
}

} // namespace decode
