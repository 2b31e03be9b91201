#include "decode/path.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace decode {
namespace {

/// A path that a person typed or copied; longer ones name nothing that a tree within its limits holds.
constexpr std::size_t longestPath = 64u << 10;

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '@' || static_cast<unsigned char>(c) >= 0x80;
}

bool isPlainName(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, isPlain);
}

bool isContainer(Type type) {
    return type == Type::Array || type == Type::Object;
}

/// Takes a number from the front of `rest`.
bool takeNumber(std::string_view& rest, std::uint32_t& number) {
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc() || end == rest.data())
        return false;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    return true;
}

/// Takes a quoted name and its closing bracket from behind `['`.
bool takeQuoted(std::string_view& rest, std::string& name) {
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '\\' && i + 1 < rest.size()) {
            name += rest[++i];
        } else if (rest[i] == '\'') {
            rest.remove_prefix(i + 1);
            if (!rest.starts_with(']'))
                return false;
            rest.remove_prefix(1);
            return true;
        } else {
            name += rest[i];
        }
    }
    return false;
}

bool takeStep(std::string_view& rest, Path::Step& step) {
    if (rest.starts_with("['")) {
        rest.remove_prefix(2);
        if (!takeQuoted(rest, step.name))
            return false;
    } else if (rest.starts_with('[')) {
        rest.remove_prefix(1);
        step.isElement = true;
        if (!takeNumber(rest, step.number) || !rest.starts_with(']'))
            return false;
        rest.remove_prefix(1);
        return true;
    } else if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        const auto end = std::ranges::find_if_not(rest, isPlain);
        step.name = std::string(rest.begin(), end);
        if (step.name.empty())
            return false;
        rest.remove_prefix(step.name.size());
    } else {
        return false;
    }
    step.number = 1;
    if (rest.starts_with('#')) {
        rest.remove_prefix(1);
        return takeNumber(rest, step.number) && step.number > 0;
    }
    return true;
}

} // namespace

base::Result<Path> Path::parse(std::string_view text) {
    const auto wrong = [&](std::string_view rest) {
        return base::fail(
            {.name = "INVALID_PATH",
             .cause = fmt::format("This is not a path, from character {} on.", text.size() - rest.size() + 1),
             .remedy = "Write it like $.order.items[0].price."});
    };
    std::string_view rest = text;
    if (!rest.starts_with('$') || rest.size() > longestPath)
        return wrong(rest);
    rest.remove_prefix(1);
    Path path;
    while (!rest.empty()) {
        const auto before = rest;
        if (!takeStep(rest, path.m_steps.emplace_back()))
            return wrong(before);
    }
    return path;
}

Path Path::to(const Tree& tree, Tree::Index node) {
    Path path;
    for (auto parent = tree.parent(node); parent != Tree::none; node = parent, parent = tree.parent(node)) {
        Step step{.number = tree.row(node), .isElement = tree.type(parent) == Type::Array};
        if (!step.isElement) {
            step.name = tree.name(node);
            step.number = 1;
            for (std::uint32_t row = 0; row < tree.row(node); ++row)
                step.number += tree.name(tree.child(parent, row)) == step.name ? 1 : 0;
        }
        path.m_steps.push_back(std::move(step));
    }
    std::ranges::reverse(path.m_steps);
    return path;
}

std::string Path::text() const {
    std::string out = "$";
    for (const auto& step : m_steps) {
        if (step.isElement) {
            fmt::format_to(std::back_inserter(out), "[{}]", step.number);
            continue;
        }
        if (isPlainName(step.name)) {
            out += '.';
            out += step.name;
        } else {
            out += "['";
            for (const char c : step.name) {
                if (c == '\'' || c == '\\')
                    out += '\\';
                out += c;
            }
            out += "']";
        }
        if (step.number > 1)
            fmt::format_to(std::back_inserter(out), "#{}", step.number);
    }
    return out;
}

Tree::Index Path::find(const Tree& tree) const {
    if (tree.empty())
        return Tree::none;
    auto node = tree.root();
    for (const auto& step : m_steps) {
        if (!isContainer(tree.type(node)) || step.isElement != (tree.type(node) == Type::Array))
            return Tree::none;
        auto next = Tree::none;
        if (step.isElement) {
            if (step.number < tree.childCount(node))
                next = tree.child(node, step.number);
        } else {
            std::uint32_t seen = 0;
            for (std::uint32_t row = 0; row < tree.childCount(node) && next == Tree::none; ++row) {
                const auto child = tree.child(node, row);
                if (tree.name(child) == step.name && ++seen == step.number)
                    next = child;
            }
        }
        if (next == Tree::none)
            return Tree::none;
        node = next;
    }
    return node;
}

} // namespace decode
