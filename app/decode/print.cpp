#include "decode/print.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "protocol/json_text.h"

namespace decode {
namespace {

class JsonWriter {
public:
    JsonWriter(const Tree& tree, std::size_t limit, bool pretty)
        : m_tree(tree), m_limit(limit), m_pretty(pretty) {}

    Printed write(Tree::Index root) {
        struct Level {
            Tree::Index node;
            std::uint32_t next = 0;
        };
        std::vector<Level> open; // not by recursion: a tree may be as deep as its limits say
        begin(root);
        if (isContainer(root))
            open.push_back({root});
        while (!open.empty() && !m_out.cut) {
            auto& level = open.back();
            const bool object = m_tree.type(level.node) == Type::Object;
            if (level.next == m_tree.childCount(level.node)) {
                if (level.next > 0)
                    newLine(open.size() - 1);
                put(object ? "}" : "]");
                open.pop_back();
                continue;
            }
            if (level.next > 0)
                put(",");
            const auto child = m_tree.child(level.node, level.next++);
            newLine(open.size());
            if (object)
                name(child);
            begin(child);
            if (isContainer(child))
                open.push_back({child});
        }
        m_out.cut = m_out.cut || m_tree.holdsMore(root);
        return std::move(m_out);
    }

private:
    [[nodiscard]] bool isContainer(Tree::Index node) const {
        return m_tree.type(node) == Type::Array || m_tree.type(node) == Type::Object;
    }

    void put(std::string_view text) {
        if (m_out.cut)
            return;
        const auto room = m_limit - std::min(m_limit, m_out.text.size());
        m_out.cut = text.size() > room;
        m_out.text += m_out.cut ? utf8Prefix(text, room) : text;
    }

    void newLine(std::size_t depth) {
        if (m_pretty)
            put("\n" + std::string(depth * 2, ' '));
    }

    void quoted(std::string_view text) {
        std::string out;
        protocol::appendJsonString(out, utf8Prefix(text, m_limit));
        put(out);
    }

    void name(Tree::Index node) {
        quoted(m_tree.name(node));
        put(m_pretty ? ": " : ":");
    }

    void begin(Tree::Index node) {
        const auto type = m_tree.type(node);
        if (type == Type::Object || type == Type::Array)
            return put(type == Type::Object ? "{" : "[");
        if (const auto original = m_tree.original(node); m_tree.isJson() && !original.empty())
            return put(original);
        const auto text = m_tree.text(node);
        if (type == Type::Bytes) {
            std::string out;
            protocol::appendBase64(out, base::asBytes(text.substr(0, m_limit)));
            return put(out);
        }
        const bool word = type == Type::Number && !text.empty() && text.back() > '9';
        if (type == Type::String || word) // NaN, Infinity
            return quoted(text);
        put(text);
    }

    const Tree& m_tree;
    const std::size_t m_limit;
    const bool m_pretty;
    Printed m_out;
};

} // namespace

Printed prettyJson(const Tree& tree, Tree::Index node, std::size_t limit) {
    return JsonWriter(tree, limit, true).write(node);
}

Printed compactJson(const Tree& tree, Tree::Index node, std::size_t limit) {
    return JsonWriter(tree, limit, false).write(node);
}

namespace {

/// Up to the bracket that closes the one it begins with; all of it where none does.
std::string_view toItsEnd(std::string_view json) {
    std::size_t depth = 0;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') {
            for (++i; i < json.size() && json[i] != '"'; ++i)
                i += json[i] == '\\' ? 1 : 0;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return json.substr(0, i + 1);
        }
    }
    return json;
}

/// Empty where there is none, or its end is not known.
std::string_view wholeOriginal(const Tree& tree, Tree::Index node) {
    if (!tree.holdsMore(node))
        return tree.original(node);
    if (tree.isJson())
        return toItsEnd(tree.originalFrom(node));
    return node == tree.root() ? tree.originalFrom(node) : std::string_view{};
}

} // namespace

Printed copyText(const Tree& tree, Tree::Index node, std::size_t limit) {
    const auto upTo = [&](std::string_view text) {
        return Printed{std::string(utf8Prefix(text, limit)), text.size() > limit};
    };
    switch (tree.type(node)) {
    case Type::Null:
    case Type::Boolean:
    case Type::Number:
    case Type::String:
        return upTo(tree.text(node));
    case Type::Bytes:
        return {hexPairs(base::asBytes(tree.text(node)), limit / 2, false),
                tree.text(node).size() > limit / 2};
    case Type::Array:
    case Type::Object:
        break;
    }
    const auto original = wholeOriginal(tree, node);
    return original.empty() ? prettyJson(tree, node, limit) : upTo(original);
}

std::string_view utf8Prefix(std::string_view text, std::size_t limit) {
    if (text.size() <= limit)
        return text;
    std::size_t whole = limit;
    while (whole > 0 && (static_cast<unsigned char>(text[whole]) & 0xC0) == 0x80)
        --whole;
    // A character has four bytes at most: more of them that go on are none.
    return text.substr(0, limit - whole < 4 ? whole : limit);
}

std::string hexPairs(base::ByteView bytes, std::size_t most, bool blanks) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    const auto shown = bytes.first(std::min(bytes.size(), most));
    out.reserve(shown.size() * 3);
    for (const auto byte : shown) {
        if (blanks && !out.empty())
            out += ' ';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

Printed hexDump(base::ByteView bytes, std::size_t limit, std::size_t perLine) {
    const int digits = bytes.size() > 0x10000 ? 8 : 4;
    const std::size_t lineLength = 14 + 4 * perLine;
    Printed out;
    for (std::size_t at = 0; at < bytes.size(); at += perLine) {
        if (out.text.size() + lineLength > limit) {
            out.cut = true;
            break;
        }
        const base::ByteView row = bytes.subspan(at, std::min(perLine, bytes.size() - at));
        if (at > 0)
            out.text += '\n';
        fmt::format_to(std::back_inserter(out.text), "{:0{}x} ", at, digits);
        std::string printable;
        for (std::size_t i = 0; i < perLine; ++i) {
            out.text += i == 8 ? "  " : " ";
            if (i >= row.size()) {
                out.text += "  ";
                continue;
            }
            fmt::format_to(std::back_inserter(out.text), "{:02x}", row[i]);
            printable += row[i] >= 0x20 && row[i] < 0x7F ? static_cast<char>(row[i]) : '.';
        }
        out.text += "  " + printable;
    }
    return out;
}

} // namespace decode
