#include "decode/json_reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "decode/print.h"
#include "decode/tree_builder.h"

namespace decode {
namespace {

namespace od = simdjson::ondemand;

constexpr std::string_view blanks = " \t\r\n";

/// Whether the token is a number of RFC 8259; the reader's own check refuses what fits no double.
bool isNumber(std::string_view token) {
    const auto digits = [&] {
        const auto count = std::min(token.find_first_not_of("0123456789"), token.size());
        token.remove_prefix(count);
        return count;
    };
    const auto take = [&](std::string_view any) {
        const bool there = !token.empty() && any.find(token.front()) != std::string_view::npos;
        token.remove_prefix(there ? 1 : 0);
        return there;
    };
    take("-");
    if (!take("0") && digits() == 0)
        return false;
    if (take(".") && digits() == 0)
        return false;
    if (take("eE")) {
        take("+-");
        if (digits() == 0)
            return false;
    }
    return token.empty();
}

std::string_view trimmed(std::string_view token) {
    const auto end = token.find_last_not_of(blanks);
    return end == std::string_view::npos ? std::string_view{} : token.substr(0, end + 1);
}

/// One document on its way into a tree.
class Walk {
public:
    Walk(TreeBuilder& builder, const simdjson::padded_string_view& text, od::document& document)
        : m_builder(builder), m_text(text), m_document(document) {}

    template <class V>
    bool value(V&& node) {
        od::json_type type;
        if (auto error = node.type().get(type))
            return bad(simdjson::error_message(error));
        std::string_view token;
        if (auto error = simdjson::simdjson_result<std::string_view>(node.raw_json_token()).get(token))
            return bad(simdjson::error_message(error));
        const std::size_t at = positionOf(token.data());
        if (type == od::json_type::array) {
            od::array items;
            if (auto error = node.get_array().get(items))
                return bad(simdjson::error_message(error));
            return m_builder.open(Type::Array, at) && array(items) && m_builder.close(end());
        }
        if (type == od::json_type::object) {
            od::object members;
            if (auto error = node.get_object().get(members))
                return bad(simdjson::error_message(error));
            return m_builder.open(Type::Object, at) && object(members) && m_builder.close(end());
        }
        return leaf(node, type, trimmed(token), at);
    }

    [[nodiscard]] const std::string& cause() const { return m_cause; }
    [[nodiscard]] std::size_t position() {
        const char* place = nullptr;
        return m_document.current_location().get(place) == simdjson::SUCCESS ? positionOf(place)
                                                                             : m_text.size();
    }
    bool bad(std::string cause) {
        if (m_cause.empty())
            m_cause = std::move(cause);
        return false;
    }

private:
    [[nodiscard]] std::size_t positionOf(const char* place) const {
        return static_cast<std::size_t>(place - m_text.data());
    }

    /// Of the container that was just read: what stands between its bracket and the next token is blank.
    [[nodiscard]] std::size_t end() { return trimmed(std::string_view(m_text).substr(0, position())).size(); }

    bool array(od::array items) {
        for (auto item : items) {
            if (item.error())
                return bad(simdjson::error_message(item.error()));
            if (!value(item.value_unsafe()))
                return false;
        }
        return true;
    }

    bool object(od::object members) {
        for (auto member : members) {
            if (member.error())
                return bad(simdjson::error_message(member.error()));
            std::string_view name;
            if (auto error = member.unescaped_key().get(name))
                return bad(simdjson::error_message(error));
            if (!m_builder.name(name) || !value(member.value().value_unsafe()))
                return false;
        }
        return true;
    }

    template <class V>
    bool leaf(V&& node, od::json_type type, std::string_view token, std::size_t at) {
        if (type == od::json_type::string) {
            std::string_view text;
            if (auto error = node.get_string().get(text))
                return bad(simdjson::error_message(error));
            return m_builder.leaf(Type::String, text, at, token.size());
        }
        if (type == od::json_type::number)
            return isNumber(token) ? m_builder.leaf(Type::Number, token, at, token.size())
                                   : bad(fmt::format("\"{}\" is not a number", utf8Prefix(token, 40)));
        bool flag = false;
        if (type == od::json_type::boolean) {
            if (auto error = node.get_bool().get(flag))
                return bad(simdjson::error_message(error));
            return m_builder.leaf(Type::Boolean, token, at, token.size());
        }
        if (token != "null" || node.is_null().get(flag))
            return bad(fmt::format("\"{}\" is not a value", utf8Prefix(token, 40)));
        return m_builder.leaf(Type::Null, token, at, token.size());
    }

    TreeBuilder& m_builder;
    const simdjson::padded_string_view& m_text;
    od::document& m_document;
    std::string m_cause; ///< empty: only a limit was reached
};

/// A number or a word at the root is not consumed by reading its token: it must be all there is.
bool isAlone(const Tree& tree, std::string_view text) {
    const auto original = tree.original(tree.root());
    const auto start = std::min(text.find_first_not_of(blanks), text.size());
    return trimmed(text.substr(start)) == original;
}

} // namespace

struct JsonReader::Private {
    od::parser parser;
    std::string padded;
};

JsonReader::JsonReader() : d(std::make_unique<Private>()) {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;

base::Result<Tree> JsonReader::read(const base::Buffer& bytes, const Limits& limits) {
    const std::size_t mark = markSize(bytes.view());
    const auto source = bytes.slice(mark, bytes.size() - mark);
    const std::string_view text = base::asText(source.view());
    d->padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    d->padded.assign(text);
    const simdjson::padded_string_view padded(d->padded.data(), text.size(), d->padded.capacity());
    od::document document;
    if (auto error = d->parser.iterate(padded).get(document))
        return refuse(fmt::format("This is not JSON: {}", simdjson::error_message(error)));
    TreeBuilder builder(limits, TreeBuilder::Source::Json, source);
    Walk walk(builder, padded, document);
    bool whole = walk.value(document);
    if (builder.isTooDeep())
        return giveUp(fmt::format("This JSON is nested more than {} deep.", limits.depth));
    if (!whole && builder.isCut())
        return std::move(builder).release();
    const auto position = walk.position();
    Tree tree = std::move(builder).release();
    if (whole && tree.type(tree.root()) != Type::Array && tree.type(tree.root()) != Type::Object
            ? !isAlone(tree, text)
            : position != text.size())
        whole = whole && walk.bad("something follows its end");
    if (!whole)
        return refuse(fmt::format("This is not JSON: {}, near byte {}.", walk.cause(), position + mark));
    return tree;
}

std::size_t markSize(base::ByteView bytes) {
    return base::asText(bytes).starts_with("\xef\xbb\xbf") ? 3 : 0;
}

} // namespace decode
