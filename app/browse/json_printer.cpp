#include "browse/json_printer.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <simdjson.h>

#include "browse/utf8.h"

namespace browse {
namespace {

namespace od = simdjson::ondemand;

/// Each level is a few frames of the stack.
constexpr int maxDepth = 500;

bool isNumber(std::string_view token) {
    static const re2::RE2 grammar(R"(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?)");
    return re2::RE2::FullMatch(re2::StringPiece(token.data(), token.size()), grammar);
}

std::string_view trimmed(std::string_view token) {
    const auto end = token.find_last_not_of(" \t\r\n");
    return end == std::string_view::npos ? std::string_view{} : token.substr(0, end + 1);
}

std::size_t leadingBlanks(std::string_view text) {
    return std::min(text.find_first_not_of(" \t\r\n"), text.size());
}

/// The name as it stands between its quotes. Precondition: the reader has found its closing quote.
std::string_view rawName(od::raw_json_string name) {
    const char* begin = name.raw();
    const char* end = begin;
    while (*end != '"')
        end += *end == '\\' ? 2 : 1;
    return {begin, static_cast<std::size_t>(end - begin)};
}

} // namespace

bool JsonPrinter::bad(std::string cause) {
    if (m_cause.empty() && !m_cut)
        m_cause = std::move(cause);
    return false;
}

bool JsonPrinter::put(std::string_view text) {
    if (m_out.size() + text.size() > m_limit) {
        m_out.append(utf8Prefix(text, m_limit - std::min(m_limit, m_out.size())));
        m_cut = true;
        return false;
    }
    m_out += text;
    return true;
}

void JsonPrinter::newLine(int depth) {
    m_out += '\n';
    m_out.append(static_cast<std::size_t>(depth) * 2, ' ');
}

template <class A>
bool JsonPrinter::array(A&& items, int depth) {
    if (!put("["))
        return false;
    bool any = false;
    for (auto item : items) {
        if (item.error())
            return bad(simdjson::error_message(item.error()));
        if (any && !put(","))
            return false;
        any = true;
        newLine(depth + 1);
        if (!value(item.value_unsafe(), depth + 1))
            return false;
    }
    if (any)
        newLine(depth);
    return put("]");
}

template <class O>
bool JsonPrinter::object(O&& members, int depth) {
    if (!put("{"))
        return false;
    bool any = false;
    for (auto member : members) {
        if (member.error())
            return bad(simdjson::error_message(member.error()));
        const std::string_view name = rawName(member.key().value_unsafe());
        std::string_view unescaped;
        if (auto error = member.unescaped_key().get(unescaped))
            return bad(simdjson::error_message(error));
        if (any && !put(","))
            return false;
        any = true;
        newLine(depth + 1);
        if (!put("\"") || !put(name) || !put("\": "))
            return false;
        if (!value(member.value().value_unsafe(), depth + 1))
            return false;
    }
    if (any)
        newLine(depth);
    return put("}");
}

template <class V>
bool JsonPrinter::value(V&& node, int depth) {
    if (depth > maxDepth)
        return bad(fmt::format("it is nested more than {} deep", maxDepth));
    od::json_type type;
    if (auto error = node.type().get(type))
        return bad(simdjson::error_message(error));
    if (type == od::json_type::array) {
        od::array items;
        if (auto error = node.get_array().get(items))
            return bad(simdjson::error_message(error));
        return array(items, depth);
    }
    if (type == od::json_type::object) {
        od::object members;
        if (auto error = node.get_object().get(members))
            return bad(simdjson::error_message(error));
        return object(members, depth);
    }
    std::string_view token;
    if (auto error = simdjson::simdjson_result<std::string_view>(node.raw_json_token()).get(token))
        return bad(simdjson::error_message(error));
    token = trimmed(token);
    if (type == od::json_type::string) {
        std::string_view text;
        if (auto error = node.get_string().get(text))
            return bad(simdjson::error_message(error));
    } else if (type == od::json_type::number) {
        // Not get_double(): it refuses what does not fit, and here only the text counts.
        if (!isNumber(token))
            return bad(fmt::format("\"{}\" is not a number", utf8Prefix(token, 40)));
    } else if (type == od::json_type::boolean) {
        bool flag = false;
        if (auto error = node.get_bool().get(flag))
            return bad(simdjson::error_message(error));
    } else if (bool null = false; token != "null" || node.is_null().get(null)) {
        return bad(fmt::format("\"{}\" is not a value", utf8Prefix(token, 40)));
    }
    return put(token);
}

base::Result<Decoded> JsonPrinter::print(base::ByteView bytes) {
    const auto notJson = [](std::string cause) {
        return base::fail(
            {.name = "INVALID_JSON", .cause = std::move(cause), .remedy = "Show it as text or hex."});
    };
    const simdjson::padded_string padded(base::asText(bytes));
    od::parser parser;
    od::document document;
    if (auto error = parser.iterate(padded).get(document))
        return notJson(fmt::format("This is not JSON: {}", simdjson::error_message(error)));
    const std::string_view all = trimmed(base::asText(bytes));
    bool whole = value(document, 0);
    const char* place = nullptr;
    const bool somethingLeft = document.current_location().get(place) == simdjson::SUCCESS;
    const bool container = !m_out.empty() && (m_out.front() == '{' || m_out.front() == '[');
    // A number or a word at the root is not consumed by reading its token: it must be all there is.
    if (whole &&
        (container ? somethingLeft : !all.ends_with(m_out) || all.size() - m_out.size() > leadingBlanks(all)))
        whole = bad("something follows its end");
    if (!whole && !m_cut) {
        const auto at = somethingLeft ? place - padded.data() : static_cast<std::ptrdiff_t>(bytes.size());
        return notJson(fmt::format("This is not JSON: {}, near byte {}.", m_cause, at));
    }
    return Decoded{Format::Json, std::move(m_out), m_cut};
}

} // namespace browse
