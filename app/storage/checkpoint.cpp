#include "storage/checkpoint.h"

#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "storage/storage_error.h"

namespace storage {
namespace {

using base::fail;

// Enough for a row of 300 bytes for each of 200 000 partitions.
constexpr std::size_t kTextLimit = 64 << 20;

template <class Int>
std::optional<Int> number(std::string_view text) {
    Int value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

/// Calls `row` with the words of each row; it says whether it could be read.
template <class Row>
base::Status readCheckpoint(const std::filesystem::path& path, std::size_t words, Row row) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return {};
    const auto text = readText(path, kTextLimit);
    if (!text)
        return fail(text.error());
    auto lines = split(*text, '\n');
    if (!lines.empty() && lines.back().empty())
        lines.pop_back();
    const auto damaged = [&](std::size_t line) {
        return fail(storageError(fmt::format("{} is damaged at line {}", path.string(), line)));
    };
    if (lines.size() < 2 || lines[0] != "0")
        return damaged(1);
    const auto count = number<std::size_t>(lines[1]);
    if (!count || *count != lines.size() - 2)
        return damaged(2);
    for (std::size_t i = 2; i < lines.size(); ++i) {
        const auto parts = split(lines[i], ' ');
        if (parts.size() != words || !row(parts))
            return damaged(i + 1);
    }
    return {};
}

void escapeTo(std::string& out, std::string_view text, bool key) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        switch (c) {
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        case ' ':
            if (key || i == 0) // leading blanks of a value are not part of it
                out += '\\';
            out += c;
            break;
        case '=':
        case ':':
        case '#':
        case '!':
            out += '\\';
            out += c;
            break;
        default:
            out += c;
        }
    }
}

std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        out += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }
    return out;
}

std::size_t endOfKey(std::string_view line) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\')
            ++i;
        else if (line[i] == '=' || line[i] == ':')
            return i;
    }
    return std::string_view::npos;
}

std::string_view withoutLeadingBlanks(std::string_view text) {
    const auto at = text.find_first_not_of(" \t");
    return at == std::string_view::npos ? std::string_view{} : text.substr(at);
}

} // namespace

base::Result<PartitionOffsets> readPartitionOffsets(const std::filesystem::path& path) {
    PartitionOffsets rows;
    auto done = readCheckpoint(path, 3, [&](const std::vector<std::string_view>& words) {
        const auto partition = number<std::int32_t>(words[1]);
        const auto offset = number<std::int64_t>(words[2]);
        if (words[0].empty() || !partition || *partition < 0 || !offset || *offset < 0)
            return false;
        rows[{std::string(words[0]), base::PartitionId(*partition)}] = base::Offset(*offset);
        return true;
    });
    if (!done)
        return fail(done.error());
    return rows;
}

base::Status writePartitionOffsets(const std::filesystem::path& path, const PartitionOffsets& rows) {
    std::string text = fmt::format("0\n{}\n", rows.size());
    for (const auto& [where, offset] : rows)
        fmt::format_to(std::back_inserter(text), "{} {} {}\n", where.topic, where.partition.value(),
                       offset.value());
    return replaceText(path, text);
}

base::Result<std::vector<EpochStart>> readEpochs(const std::filesystem::path& path) {
    std::vector<EpochStart> rows;
    auto done = readCheckpoint(path, 2, [&](const std::vector<std::string_view>& words) {
        const auto epoch = number<std::int32_t>(words[0]);
        const auto start = number<std::int64_t>(words[1]);
        if (!epoch || !start || *epoch < 0 || *start < 0)
            return false;
        if (!rows.empty() &&
            (rows.back().epoch.value() >= *epoch || rows.back().startOffset.value() > *start))
            return false;
        rows.push_back({base::LeaderEpoch(*epoch), base::Offset(*start)});
        return true;
    });
    if (!done)
        return fail(done.error());
    return rows;
}

base::Status writeEpochs(const std::filesystem::path& path, const std::vector<EpochStart>& rows,
                         Durable durable) {
    std::string text = fmt::format("0\n{}\n", rows.size());
    for (const auto& row : rows)
        fmt::format_to(std::back_inserter(text), "{} {}\n", row.epoch.value(), row.startOffset.value());
    return replaceText(path, text, durable);
}

base::Result<Properties> readProperties(const std::filesystem::path& path) {
    Properties values;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return values;
    const auto text = readText(path, kTextLimit);
    if (!text)
        return fail(text.error());
    std::size_t number = 0;
    for (auto line : split(*text, '\n')) {
        ++number;
        line = withoutLeadingBlanks(line);
        if (line.empty() || line.front() == '#' || line.front() == '!')
            continue;
        const auto end = endOfKey(line);
        if (end == std::string_view::npos)
            return fail(storageError(fmt::format("{} is damaged at line {}: no '='", path.string(), number)));
        auto key = line.substr(0, end);
        while (!key.empty() && (key.back() == ' ' || key.back() == '\t'))
            key.remove_suffix(1);
        auto value = withoutLeadingBlanks(line.substr(end + 1));
        if (!value.empty() && value.back() == '\r')
            value.remove_suffix(1);
        values[unescape(key)] = unescape(value);
    }
    return values;
}

base::Status writeProperties(const std::filesystem::path& path, const Properties& values, Durable durable) {
    std::string text;
    for (const auto& [key, value] : values) {
        escapeTo(text, key, true);
        text += '=';
        escapeTo(text, value, false);
        text += '\n';
    }
    return replaceText(path, text, durable);
}

} // namespace storage
