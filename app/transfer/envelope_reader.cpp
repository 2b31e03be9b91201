#include "transfer/envelope_reader.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>
#include <simdjson.h>

#include "protocol/json_text.h"

namespace transfer {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(LineReader::padding >= simdjson::SIMDJSON_PADDING);

struct Refusal {
    std::string reason;
};

constexpr const char* behindBrace = "Something stands behind the record's closing brace.";

/// Where something stands behind the braces that the line begins with; its size: nothing does.
std::size_t behindObject(std::string_view line) {
    int open = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '}') {
            open += c == '{' ? 1 : -1;
            if (open == 0)
                return std::min(line.find_first_not_of(" \t\r", i + 1), line.size());
        }
    }
    return line.size();
}

std::string notJson(std::string_view why) {
    return fmt::format("It is not JSON: {}{}", why, why.ends_with('.') ? "" : ".");
}

/// One byte as the character of that number.
void widen(unsigned char byte, std::string& out) {
    if (byte < 0x80) {
        out += static_cast<char>(byte);
    } else {
        out += static_cast<char>(0xc0 | byte >> 6);
        out += static_cast<char>(0x80 | (byte & 0x3f));
    }
}

/// Four hex digits behind a "\\u"; none: they are no such thing.
std::optional<std::uint32_t> escapedUnit(std::string_view bytes, std::size_t at) {
    std::uint32_t unit = 0;
    if (bytes.substr(at, 2) != "\\u" || at + 6 > bytes.size())
        return std::nullopt;
    const auto [end, wrong] = std::from_chars(bytes.data() + at + 2, bytes.data() + at + 6, unit, 16);
    if (wrong != std::errc() || end != bytes.data() + at + 6)
        return std::nullopt;
    return unit;
}

/// An escaped character beyond ASCII as the bytes of its UTF-8; returns how much of `bytes` it took, nothing
/// where it is another escape.
std::size_t widenEscape(std::string_view bytes, std::size_t at, std::string& out) {
    const auto unit = escapedUnit(bytes, at);
    if (!unit || *unit < 0x80)
        return 0;
    std::uint32_t code = *unit;
    std::size_t taken = 6;
    if (code >= 0xd800 && code < 0xdc00) {
        const auto low = escapedUnit(bytes, at + 6);
        if (!low || *low < 0xdc00 || *low > 0xdfff)
            return 0; // the parser refuses it
        code = 0x10000 + ((code - 0xd800) << 10) + (*low - 0xdc00);
        taken = 12;
    } else if (code >= 0xdc00 && code < 0xe000) {
        return 0;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static constexpr unsigned char leads[] = {0, 0xc0, 0xe0, 0xf0};
    widen(static_cast<unsigned char>(leads[more] | code >> (6 * more)), out);
    for (int i = more - 1; i >= 0; --i)
        widen(static_cast<unsigned char>(0x80 | (code >> (6 * i) & 0x3f)), out);
    return taken;
}

/// Each byte as the character of that number: what is left of ASCII stays, so it parses as before.
std::string widened(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2 + simdjson::SIMDJSON_PADDING);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\\' && i + 1 < bytes.size()) {
            const std::size_t taken = widenEscape(bytes, i, out);
            if (taken == 0)
                out.append(bytes.substr(i, 2)); // an escaped backslash begins no escape
            i += taken == 0 ? 1 : taken - 1;
        } else {
            widen(static_cast<unsigned char>(bytes[i]), out);
        }
    }
    return out;
}

/// The bytes that `widened` made this of.
std::string narrowed(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            out += text[i];
            continue;
        }
        if (byte > 0xc3 || i + 1 == text.size())
            throw Refusal{"It has bytes that are not UTF-8 beside an escape that is no character."};
        out += static_cast<char>((byte & 0x03) << 6 | (static_cast<unsigned char>(text[++i]) & 0x3f));
    }
    return out;
}

} // namespace

struct EnvelopeReader::Private {
    ondemand::parser parser;
    bool wide = false;  ///< the line is read byte for byte
    std::string member; ///< that is read

    struct Parts {
        std::vector<std::optional<std::string>> headers;
        std::vector<std::int64_t> encoded;
        bool keyEncoded = false, valueEncoded = false;
        std::vector<std::string> seen;
    };

    std::string bytes(std::string_view text) const { return wide ? narrowed(text) : std::string(text); }

    std::optional<std::string> side(const char* name, ondemand::value value) const {
        if (value.is_null())
            return std::nullopt;
        if (value.type() != ondemand::json_type::string)
            throw Refusal{
                fmt::format("\"{}\" is neither a string nor null: what it was made of is not known.", name)};
        return bytes(value.get_string());
    }

    std::optional<std::string> text(ondemand::value value) const {
        if (value.is_null())
            return std::nullopt;
        return bytes(value.get_string());
    }

    /// The list of names and values in turn, as kcat writes it unless told otherwise.
    void headerList(ondemand::array list, std::vector<std::optional<std::string>>& parts) const {
        for (ondemand::value part : list)
            parts.push_back(text(part));
    }

    /// {"name":["value",…],…}, as kcat writes headers with its json map.
    void headerMap(ondemand::object map, std::vector<std::optional<std::string>>& parts) const {
        for (auto header : map) {
            const std::string name = bytes(header.unescaped_key());
            for (ondemand::value part : header.value().get_array()) {
                parts.emplace_back(name);
                parts.push_back(text(part));
            }
        }
    }

    static void decode(const char* name, std::optional<std::string>& side) {
        if (!side)
            return;
        auto plain = protocol::bytesOfBase64(*side);
        if (!plain)
            throw Refusal{fmt::format("\"{}\" is said to be base64 and is not.", name)};
        side = std::move(*plain);
    }

    void take(ondemand::value value, EnvelopeRecord& out, Parts& parts) const;
    EnvelopeRecord record(ondemand::object object);
};

/// The value of `member`; of a name that the envelope does not have it is passed over.
void EnvelopeReader::Private::take(ondemand::value value, EnvelopeRecord& out, Parts& parts) const {
    if (std::ranges::find(parts.seen, member) != parts.seen.end())
        throw Refusal{fmt::format("\"{}\" stands twice: which of them holds is not known.", member)};
    if (member == "payload") {
        out.value = side("payload", value);
    } else if (member == "key") {
        out.key = side("key", value);
    } else if (member == "ts") {
        out.timestampMs = value.get_int64();
    } else if (member == "partition") {
        const std::int64_t partition = value.get_int64();
        if (partition < 0 || partition > std::numeric_limits<std::int32_t>::max())
            throw Refusal{fmt::format("\"partition\" is {}, which no partition can be.", partition)};
        out.partition = static_cast<std::int32_t>(partition);
    } else if (member == "offset") {
        out.offset = value.get_int64();
    } else if (member == "topic") {
        out.topic = bytes(value.get_string());
    } else if (member == "headers") {
        if (value.type() == ondemand::json_type::object)
            headerMap(value.get_object(), parts.headers);
        else
            headerList(value.get_array(), parts.headers);
    } else if (member == "key_base64") {
        parts.keyEncoded = value.get_bool();
    } else if (member == "payload_base64") {
        parts.valueEncoded = value.get_bool();
    } else if (member == "headers_base64") {
        for (ondemand::value place : value.get_array())
            parts.encoded.push_back(place.get_int64());
    } else {
        return;
    }
    parts.seen.push_back(member);
}

EnvelopeRecord EnvelopeReader::Private::record(ondemand::object object) {
    EnvelopeRecord out;
    Parts all;
    auto& parts = all.headers;
    for (auto field : object) {
        member = std::string_view(field.unescaped_key());
        take(field.value(), out, all);
    }
    member.clear();
    const auto seen = [&all](const char* name) {
        return std::ranges::find(all.seen, name) != all.seen.end();
    };
    if (!seen("payload"))
        throw Refusal{seen("key") ? "It has no \"payload\"; a record without a value says null."
                                  : "It has neither \"key\" nor \"payload\"."};
    if (all.keyEncoded)
        decode("key", out.key);
    if (all.valueEncoded)
        decode("payload", out.value);
    for (const std::int64_t place : all.encoded) {
        if (place < 0 || place >= static_cast<std::int64_t>(parts.size()))
            throw Refusal{"\"headers_base64\" names a place that \"headers\" does not have."};
        decode("headers", parts[static_cast<std::size_t>(place)]);
    }
    if (parts.size() % 2 != 0)
        throw Refusal{"\"headers\" has a name without a value."};
    for (std::size_t i = 0; i < parts.size(); i += 2) {
        if (!parts[i])
            throw Refusal{"A header's name is null."};
        out.headers.push_back({std::move(*parts[i]), std::move(parts[i + 1])});
    }
    return out;
}

EnvelopeReader::EnvelopeReader() : d(std::make_unique<Private>()) {}
EnvelopeReader::~EnvelopeReader() = default;

tl::expected<EnvelopeRecord, BadLine> EnvelopeReader::read(const Line& line) {
    std::string wide;
    simdjson::padded_string_view input(line.text.data(), line.text.size(), line.readable);
    d->wide = !simdjson::validate_utf8(line.text.data(), line.text.size());
    if (d->wide) {
        wide = widened(line.text);
        wide.resize(wide.size() + simdjson::SIMDJSON_PADDING, ' ');
        input =
            simdjson::padded_string_view(wide.data(), wide.size() - simdjson::SIMDJSON_PADDING, wide.size());
    }
    d->member.clear();
    ondemand::document document;
    bool begun = false; // the document knows where it is
    const auto column = [&] {
        const char* at = nullptr;
        if (!begun)
            return std::int64_t{1};
        if (document.current_location().get(at) != simdjson::SUCCESS || at < input.data() ||
            at > input.data() + input.size())
            return std::int64_t{1};
        return static_cast<std::int64_t>(at - input.data()) + 1;
    };
    const auto bad = [&](std::string reason) { return tl::unexpected(BadLine{std::move(reason), column()}); };
    try {
        document = d->parser.iterate(input);
        begun = true;
        EnvelopeRecord out = d->record(document.get_object());
        if (const char* at = nullptr; document.current_location().get(at) == simdjson::SUCCESS)
            return bad(behindBrace);
        return out;
    } catch (const Refusal& refusal) {
        return bad(refusal.reason);
    } catch (const simdjson::simdjson_error& error) {
        switch (error.error()) {
        case simdjson::INCORRECT_TYPE:
            if (!line.text.starts_with('{') && !line.text.starts_with('['))
                return bad("It is not JSON.");
            return bad(d->member.empty()
                           ? "It is no object: a record is one."
                           : fmt::format("\"{}\" has another type than the envelope gives it.", d->member));
        case simdjson::NUMBER_ERROR:
        case simdjson::NUMBER_OUT_OF_RANGE:
            return bad(fmt::format("\"{}\" is no whole number of 64 bits.", d->member));
        case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
            if (const auto end = behindObject(line.text); end < line.text.size())
                return tl::unexpected(BadLine{behindBrace, static_cast<std::int64_t>(end) + 1});
            return bad("It is not JSON: it ends in the middle of the record.");
        case simdjson::UNESCAPED_CHARS:
        case simdjson::UNCLOSED_STRING:
            return bad("A string is not closed, or holds a line break or another control character.");
        default:
            return bad(notJson(simdjson::error_message(error.error())));
        }
    }
}

} // namespace transfer
