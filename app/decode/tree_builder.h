#pragma once

#include <string_view>
#include <vector>

#include "decode/limits.h"
#include "decode/tree.h"

namespace decode {

/// Makes a Tree from a reader's events. Every call answers whether to go on: false once a limit is reached,
/// and then for good. Used once.
class TreeBuilder {
public:
    enum class Source { None, Text, Json };
    /// `bytes`: what `sourceAt` counts in; none where the source is no UTF-8 text.
    explicit TreeBuilder(const Limits& limits, Source source = Source::None, base::Buffer bytes = {});

    /// The name of the next node.
    bool name(std::string_view text);
    bool leaf(Type type, std::string_view text, std::size_t sourceAt = 0, std::size_t sourceSize = 0);
    bool open(Type type, std::size_t sourceAt = 0); ///< an array or object: until close()
    bool close(std::size_t sourceEnd = 0);
    /// A copy of another tree as one node, without its source.
    bool graft(const Tree& tree);

    [[nodiscard]] bool isCut() const { return m_tree.m_cut; }
    [[nodiscard]] bool isTooDeep() const { return m_tooDeep; }
    [[nodiscard]] int depth() const { return static_cast<int>(m_open.size()); }
    /// Whether one value is there, and nothing of it open.
    [[nodiscard]] bool isWhole() const { return !m_tree.m_nodes.empty() && m_open.empty(); }
    /// What is there; containers that are still open end here.
    [[nodiscard]] Tree release() &&;

private:
    bool add(Type type);
    bool isFull(std::size_t more);
    void put(std::string_view text, std::uint32_t& at, std::uint32_t& size);

    Limits m_limits;
    Tree m_tree;
    std::vector<Tree::Index> m_open;
    std::uint32_t m_nameAt = 0, m_nameSize = 0;
    bool m_tooDeep = false;
};

} // namespace decode
