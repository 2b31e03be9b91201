#include "transfer/envelope.h"

#include <array>
#include <iterator>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/record_time.h"
#include "protocol/json_text.h"

namespace transfer {
namespace {

/// Bytes that a JSON string may not hold as they are.
constexpr auto special = [] {
    std::array<bool, 256> out{};
    for (std::size_t i = 0; i < 0x20; ++i)
        out[i] = true;
    out['"'] = out['\\'] = true;
    return out;
}();

void appendEscaped(char c, std::string& out) {
    switch (c) {
    case '"':
    case '\\':
        (out += '\\') += c;
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\b':
        out += "\\b";
        return;
    case '\f':
        out += "\\f";
        return;
    default:
        fmt::format_to(std::back_inserter(out), "\\u{:04X}", static_cast<int>(c));
    }
}

void appendNumber(std::int64_t number, std::string& out) {
    const fmt::format_int digits(number);
    out.append(digits.data(), digits.size());
}

/// The bytes as a JSON string; true: in base64.
bool appendBytes(base::ByteView bytes, bool asBase64, std::string& out) {
    if (!asBase64 && isText(base::asText(bytes))) {
        appendQuoted(base::asText(bytes), out);
        return false;
    }
    protocol::appendBase64(out, bytes);
    return true;
}

bool appendSide(const char* name, const std::optional<base::Buffer>& bytes, bool asBase64, std::string& out) {
    out += ",\"";
    out += name;
    out += "\":";
    if (bytes)
        return appendBytes(bytes->view(), asBase64, out);
    out += "null";
    return false;
}

} // namespace

bool isText(std::string_view bytes) {
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

bool isPlainText(std::string_view bytes) {
    return bytes.find('\0') == std::string_view::npos && isText(bytes);
}

void appendQuoted(std::string_view text, std::string& out) {
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!special[static_cast<unsigned char>(text[i])])
            continue;
        out.append(text, from, i - from);
        appendEscaped(text[i], out);
        from = i + 1;
    }
    out.append(text, from);
    out += '"';
}

int appendHeaders(const std::vector<browse::Header>& headers, std::string& out, std::string& places) {
    int encoded = 0;
    std::int64_t place = 0;
    const auto append = [&](base::ByteView bytes) {
        if (appendBytes(bytes, false, out)) {
            places += encoded++ == 0 ? "" : ",";
            appendNumber(place, places);
        }
    };
    out += '[';
    for (const browse::Header& header : headers) {
        if (place > 0)
            out += ',';
        append(base::asBytes(header.name));
        ++place;
        out += ',';
        if (header.value)
            append(header.value->view());
        else
            out += "null";
        ++place;
    }
    out += ']';
    return encoded;
}

int appendEnvelope(const std::string& topic, const browse::Record& record, const Fields& fields,
                   const AsBase64& base64, std::string& out) {
    const std::size_t start = out.size();
    if (fields.topic) {
        out += ",\"topic\":";
        appendQuoted(topic, out);
    }
    if (fields.partition) {
        out += ",\"partition\":";
        appendNumber(record.partition.value(), out);
    }
    if (fields.offset) {
        out += ",\"offset\":";
        appendNumber(record.offset.value(), out);
    }
    if (fields.time && record.timestampMs != base::noTimestamp) {
        out += record.timestampType == browse::TimestampType::Create ? ",\"tstype\":\"create\",\"ts\":"
                                                                     : ",\"tstype\":\"logappend\",\"ts\":";
        appendNumber(record.timestampMs, out);
    }
    std::string places;
    int encoded = 0;
    if (fields.headers && !record.headers.empty()) {
        out += ",\"headers\":";
        encoded = appendHeaders(record.headers, out, places);
    }
    const bool keyEncoded = fields.key && appendSide("key", record.key, base64.key, out);
    const bool valueEncoded = fields.value && appendSide("payload", record.value, base64.value, out);
    if (keyEncoded)
        out += ",\"key_base64\":true";
    if (valueEncoded)
        out += ",\"payload_base64\":true";
    if (!places.empty())
        ((out += ",\"headers_base64\":[") += places) += ']';
    if (out.size() == start)
        out += '{';
    else
        out[start] = '{';
    out += "}\n";
    // What was asked for in base64 may be text all the same.
    const auto isNoText = [](bool isEncoded, bool asked, const std::optional<base::Buffer>& bytes) {
        return isEncoded && !(asked && isText(base::asText(bytes->view()))) ? 1 : 0;
    };
    return encoded + isNoText(keyEncoded, base64.key, record.key) +
           isNoText(valueEncoded, base64.value, record.value);
}

} // namespace transfer
