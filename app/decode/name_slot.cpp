#include "decode/name_slot.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <simdjson.h>

#include "decode/decoder.h"
#include "decode/print.h"

namespace decode {
namespace {

/// A name of more bytes than this is cut: it is one word of a path.
constexpr std::size_t longestName = 4096;

template <class T>
std::string shortest(T value) {
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value < 0 ? "-Infinity" : "Infinity";
    return fmt::format("{}", value);
}

bool isReadable(std::string_view text) {
    return !text.empty() &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

} // namespace

bool NameSlot::leaf(Type type, std::string_view text) {
    if (!m_isName)
        return m_builder.leaf(type, text);
    m_isName = false;
    return m_builder.name(type == Type::Bytes ? hexPairs(base::asBytes(text), longestName / 2, false)
                                              : std::string(utf8Prefix(text, longestName)));
}

bool NameSlot::text(std::string_view text) {
    return leaf(simdjson::validate_utf8(text.data(), text.size()) ? Type::String : Type::Bytes, text);
}

bool NameSlot::open(Type type) {
    if (m_isName) {
        m_cause = "a map has a list or map as a name";
        return false;
    }
    return m_builder.open(type);
}

std::string digits(double value) {
    return shortest(value);
}

std::string digits(float value) {
    return shortest(value);
}

base::Status likelyBinary(const Tree& tree) {
    const auto root = tree.root();
    if ((tree.type(root) != Type::Array && tree.type(root) != Type::Object) || tree.childCount(root) == 0)
        return refuse("It would be a single value or nothing.");
    for (std::uint32_t row = 0; row < tree.childCount(root) && tree.type(root) == Type::Object; ++row)
        if (!isReadable(tree.name(tree.child(root, row))))
            return refuse("Its names would be no words.");
    return {};
}

} // namespace decode
