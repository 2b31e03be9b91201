#pragma once

#include <string>
#include <string_view>

#include "base/buffer.h"
#include "decode/guess.h"
#include "decode/path.h"
#include "decode/print.h"

namespace payloads {

inline decode::Input input(std::string_view bytes, decode::Side side = decode::Side::Value) {
    return {.bytes = base::Buffer::copyOf(base::asBytes(bytes)), .side = side};
}

/// Bytes written as pairs of hex digits, blanks between them at will.
inline std::string hex(std::string_view digits) {
    std::string out, clean;
    for (const char c : digits)
        if (c != ' ')
            clean += c;
    for (std::size_t i = 0; i + 1 < clean.size(); i += 2)
        out += static_cast<char>(std::stoi(clean.substr(i, 2), nullptr, 16));
    return out;
}

/// As compact JSON, or the refusal after "error: ".
inline std::string read(std::string_view decoder, const decode::Input& input,
                        const decode::Limits& limits = {}) {
    const auto decoded = decode::findDecoder(decoder)->decode(input, limits);
    if (!decoded)
        return "error: " + decoded.error().cause;
    return decode::compactJson(decoded->tree, decoded->tree.root(), 1 << 20).text;
}

inline std::string read(std::string_view decoder, std::string_view bytes) {
    return read(decoder, input(bytes));
}

inline decode::Tree tree(std::string_view decoder, std::string_view bytes) {
    return decode::findDecoder(decoder)->decode(input(bytes), {})->tree;
}

/// The ids of the layers, joined by blanks.
inline std::string layers(const decode::Decoded& decoded) {
    std::string out;
    for (const auto& layer : decoded.layers)
        (out += out.empty() ? "" : " ") += layer.decoder;
    return out;
}

} // namespace payloads
