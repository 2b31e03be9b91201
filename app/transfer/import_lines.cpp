#include "transfer/import_lines.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "transfer/envelope.h"

namespace transfer {
namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t excerptBytes = 160;

} // namespace

std::string readable(std::string_view text) {
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
    while (!text.empty() && continues(text.front()))
        text.remove_prefix(1);
    for (int i = 0; i < 3 && !text.empty() && !isText(text); ++i)
        text.remove_suffix(1);
    const bool ascii = !isText(text);
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 ? ' ' : ascii && byte > 0x7e ? '?' : c;
    }
    return out;
}

LineFault faultOf(const Line& line, std::int64_t number, BadLine bad) {
    const auto at = static_cast<std::size_t>(std::max<std::int64_t>(bad.column - 1, 0));
    const std::size_t from = at > excerptBytes / 2 ? at - excerptBytes / 2 : 0;
    const std::string_view around = from < line.text.size() ? line.text.substr(from, excerptBytes) : "";
    return {number, bad.column, std::move(bad.reason), readable(around), false};
}

tl::expected<EnvelopeRecord, BadLine> readLine(EnvelopeReader& reader, const Line& line) {
    if (line.isTooLong())
        return tl::unexpected(
            BadLine{fmt::format("The line has {} bytes; {} are the most that is read as one.", line.bytes,
                                LineReader::longestLine)});
    return reader.read(line);
}

bool isBlank(std::string_view text) {
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

Line withoutMark(Line line) {
    if (line.start == 0 && line.text.starts_with(byteOrderMark)) {
        line.text.remove_prefix(byteOrderMark.size());
        line.readable -= byteOrderMark.size();
        line.bytes -= std::int64_t(byteOrderMark.size());
    }
    return line;
}

} // namespace transfer
