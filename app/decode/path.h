#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "decode/tree.h"

namespace decode {

/// Where a node stands: `$` is the root, `.name` or `['any name']` a member, `[3]` an element. A name that
/// comes more than once in its object is counted: `.name` is the first, `.name#2` the second.
class Path {
public:
    struct Step {
        std::string name;         ///< of a member
        std::uint32_t number = 0; ///< of an element from 0; of a member among those of its name from 1
        bool isElement = false;
        bool operator==(const Step&) const = default;
    };

    static base::Result<Path> parse(std::string_view text);
    static Path to(const Tree& tree, Tree::Index node);

    [[nodiscard]] std::string text() const;
    /// Tree::none where there is no such node.
    [[nodiscard]] Tree::Index find(const Tree& tree) const;
    [[nodiscard]] const std::vector<Step>& steps() const { return m_steps; }
    bool operator==(const Path&) const = default;

private:
    std::vector<Step> m_steps;
};

} // namespace decode
