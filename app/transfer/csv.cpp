#include "transfer/csv.h"

#include <chrono>
#include <iterator>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/record_time.h"
#include "protocol/json_text.h"

namespace transfer {
namespace {

/// -12, 0.5, 1e9: what a spreadsheet reads as a number and runs nothing for.
bool isNumber(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t from = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at > from;
    };
    const auto skip = [&](std::string_view any) {
        const bool there = at < text.size() && any.find(text[at]) != std::string_view::npos;
        at += there ? 1 : 0;
        return there;
    };
    skip("+-");
    if (!digits())
        return false;
    if (skip(".") && !digits())
        return false;
    if (skip("eE")) {
        skip("+-");
        if (!digits())
            return false;
    }
    return at == text.size();
}

bool wouldRun(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
           !isNumber(text);
}

std::string timeText(std::int64_t ms) {
    const auto point = std::chrono::floor<std::chrono::seconds>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(ms)));
    // No calendar of a spreadsheet has years of more than four digits, or before the first.
    if (ms >= 253'402'300'800'000 || ms < -62'135'596'800'000)
        return std::to_string(ms);
    const auto seconds = point.time_since_epoch().count();
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), ms - seconds * 1000);
}

/// The two cells of a side; true: it is no text, and so in base64.
bool appendSide(const std::optional<base::Buffer>& bytes, bool asBase64, std::string& out) {
    if (!bytes) {
        out += "null,";
        return false;
    }
    const std::string_view text = base::asText(bytes->view());
    const bool isReadable = isPlainText(text);
    if (!asBase64 && isReadable) {
        out += "text,";
        appendCell(text, out);
        return false;
    }
    std::string quoted;
    protocol::appendBase64(quoted, bytes->view());
    out += "base64,";
    out.append(quoted, 1, quoted.size() - 2);
    return !isReadable;
}

} // namespace

void appendCell(std::string_view text, std::string& out) {
    const bool defused = wouldRun(text);
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += defused ? "'" : "";
        out += text;
        return;
    }
    out += defused ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

void appendCsvHead(const Fields& fields, std::string& out) {
    const std::size_t start = out.size();
    const auto name = [&](bool wanted, const char* columns) {
        if (wanted)
            (out += out.size() == start ? "" : ",") += columns;
    };
    name(fields.topic, "topic");
    name(fields.partition, "partition");
    name(fields.offset, "offset");
    name(fields.time, "time,time_type");
    name(fields.headers, "headers,headers_base64");
    name(fields.key, "key_as,key");
    name(fields.value, "value_as,value");
    out += "\r\n";
}

int appendCsv(const std::string& topic, const browse::Record& record, const Fields& fields,
              const AsBase64& base64, std::string& out) {
    const std::size_t start = out.size();
    int encoded = 0;
    const auto next = [&] { out += out.size() == start ? "" : ","; };
    if (fields.topic) {
        next();
        appendCell(topic, out);
    }
    if (fields.partition) {
        next();
        out += std::to_string(record.partition.value());
    }
    if (fields.offset) {
        next();
        out += std::to_string(record.offset.value());
    }
    if (fields.time) {
        next();
        if (record.timestampMs != base::noTimestamp)
            out += timeText(record.timestampMs);
        out += record.timestampType == browse::TimestampType::Create ? ",create" : ",logappend";
    }
    if (fields.headers) {
        next();
        std::string list, places;
        encoded += appendHeaders(record.headers, list, places);
        appendCell(list, out);
        out += ',';
        appendCell(places, out);
    }
    if (fields.key) {
        next();
        encoded += appendSide(record.key, base64.key, out) ? 1 : 0;
    }
    if (fields.value) {
        next();
        encoded += appendSide(record.value, base64.value, out) ? 1 : 0;
    }
    out += "\r\n";
    return encoded;
}

} // namespace transfer
