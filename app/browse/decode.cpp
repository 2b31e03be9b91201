#include "browse/decode.h"

#include <array>

#include <fmt/format.h>
#include <simdjson.h>

#include "browse/json_printer.h"
#include "browse/utf8.h"

namespace browse {
namespace {

bool isUtf8(base::ByteView bytes) {
    return simdjson::validate_utf8(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

/// NUL and other control characters besides line breaks and tabs: data, though formally UTF-8.
bool hasControls(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F)
            return true;
    }
    return false;
}

bool opensLikeJson(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

Decoded asText(base::ByteView bytes, std::size_t limit) {
    const std::string_view text = utf8Prefix(base::asText(bytes), limit);
    return {Format::Text, std::string(text), text.size() < bytes.size()};
}

} // namespace

Format guessFormat(base::ByteView bytes) {
    const std::string_view text = base::asText(bytes);
    if (!isUtf8(bytes) || hasControls(text))
        return Format::Hex;
    return opensLikeJson(text) && prettyJson(bytes, text.size() * 4 + 64) ? Format::Json : Format::Text;
}

base::Result<Decoded> decodeAs(Format format, base::ByteView bytes, std::size_t limit) {
    switch (format) {
    case Format::Json:
        return prettyJson(bytes, limit);
    case Format::Hex:
        return hexDump(bytes, limit);
    case Format::Text:
        if (isUtf8(bytes))
            return asText(bytes, limit);
        return base::fail({.name = "INVALID_UTF8",
                           .cause = "These bytes are not UTF-8 text.",
                           .remedy = "Show them as hex."});
    }
    return hexDump(bytes, limit);
}

Decoded decode(base::ByteView bytes, std::size_t limit) {
    const std::string_view text = base::asText(bytes);
    if (!isUtf8(bytes) || hasControls(text))
        return hexDump(bytes, limit);
    if (opensLikeJson(text)) {
        if (auto json = prettyJson(bytes, limit))
            return std::move(*json);
    }
    return asText(bytes, limit);
}

std::string cellText(base::ByteView bytes, std::size_t limit) {
    std::string out;
    // A character has at most four bytes: what is cut there cannot make the part before it invalid.
    const std::size_t looked = std::min(bytes.size(), limit + 4);
    std::string_view text = base::asText(bytes.first(looked));
    if (looked < bytes.size())
        text = utf8Prefix(text, limit);
    if (simdjson::validate_utf8(text)) {
        out = utf8Prefix(text, limit);
        for (char& c : out) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
                c = ' ';
        }
        return out;
    }
    for (const std::uint8_t byte : bytes) {
        if (out.size() + 3 > limit)
            break;
        fmt::format_to(std::back_inserter(out), "{}{:02x}", out.empty() ? "" : " ", byte);
    }
    return out;
}

base::Result<Decoded> prettyJson(base::ByteView bytes, std::size_t limit) {
    return JsonPrinter(limit).print(bytes);
}

Decoded hexDump(base::ByteView bytes, std::size_t limit) {
    constexpr std::size_t perLine = 16;
    constexpr std::size_t lineLength = 79;
    Decoded out;
    out.format = Format::Hex;
    for (std::size_t at = 0; at < bytes.size(); at += perLine) {
        if (out.text.size() + lineLength > limit) {
            out.cut = true;
            break;
        }
        const base::ByteView row = bytes.subspan(at, std::min(perLine, bytes.size() - at));
        if (at > 0)
            out.text += '\n';
        fmt::format_to(std::back_inserter(out.text), "{:08x} ", at);
        std::string printable;
        for (std::size_t i = 0; i < perLine; ++i) {
            out.text += i == perLine / 2 ? "  " : " ";
            if (i >= row.size()) {
                out.text += "  ";
                continue;
            }
            fmt::format_to(std::back_inserter(out.text), "{:02x}", row[i]);
            printable += row[i] >= 0x20 && row[i] < 0x7F ? static_cast<char>(row[i]) : '.';
        }
        out.text += "  |" + printable + "|";
    }
    return out;
}

} // namespace browse
