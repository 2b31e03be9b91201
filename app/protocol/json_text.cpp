#include "protocol/json_text.h"

#include <array>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

namespace protocol {
namespace {

/// The length of the UTF-8 character that `text` starts with, or 0 if it starts with none (RFC 3629).
std::size_t characterLength(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0; };
    const auto continues = [&](std::size_t i) { return (at(i) & 0xc0) == 0x80; };
    const auto first = at(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return continues(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool overlong = first == 0xe0 && at(1) < 0xa0;
        const bool surrogate = first == 0xed && at(1) > 0x9f;
        return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool outside = (first == 0xf0 && at(1) < 0x90) || (first == 0xf4 && at(1) > 0x8f);
        return continues(1) && continues(2) && continues(3) && !outside ? 4 : 0;
    }
    return 0;
}

constexpr std::string_view base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

void appendJsonString(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const char c = text.front();
        const auto length = characterLength(text);
        if (length == 0)
            out += "\xef\xbf\xbd";
        else if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (static_cast<std::uint8_t>(c) < 0x20)
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<int>(c));
        else
            out += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    out += '"';
}

void appendBase64(std::string& out, base::ByteView bytes) {
    out += '"';
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](std::size_t j) { return j < bytes.size() ? std::uint32_t{bytes[j]} : 0; };
        const std::uint32_t bits = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
        out += base64Digits[bits >> 18];
        out += base64Digits[bits >> 12 & 63];
        out += i + 1 < bytes.size() ? base64Digits[bits >> 6 & 63] : '=';
        out += i + 2 < bytes.size() ? base64Digits[bits & 63] : '=';
    }
    out += '"';
}

std::optional<std::string> bytesOfBase64(std::string_view text) {
    static constexpr auto values = [] {
        std::array<std::uint8_t, 256> out{};
        out.fill(64);
        for (std::uint8_t i = 0; i < 64; ++i)
            out[static_cast<std::uint8_t>(base64Digits[i])] = i;
        return out;
    }();
    if (text.size() % 4 != 0)
        return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    const std::size_t digits = text.size() - padding;
    std::string out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint8_t value = i < digits ? values[static_cast<std::uint8_t>(text[i])] : 0;
        if (value > 63)
            return std::nullopt;
        bits = bits << 6 | value;
        if (i % 4 != 3)
            continue;
        out += static_cast<char>(bits >> 16 & 0xff);
        out += static_cast<char>(bits >> 8 & 0xff);
        out += static_cast<char>(bits & 0xff);
    }
    // What the padding stands for has to be nothing, or two texts would mean the same bytes.
    for (std::size_t i = 0; i < padding; ++i) {
        if (out.back() != 0)
            return std::nullopt;
        out.pop_back();
    }
    return out;
}

} // namespace protocol
