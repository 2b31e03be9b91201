#include "decode/tree_builder.h"

#include <algorithm>
#include <utility>

namespace decode {
namespace {

/// Offsets in a tree are 32 bits wide.
constexpr std::size_t mostText = std::size_t{1} << 31;

} // namespace

TreeBuilder::TreeBuilder(const Limits& limits, Source source, base::Buffer bytes) : m_limits(limits) {
    m_limits.text = std::min(m_limits.text, mostText);
    m_tree.m_isJson = source == Source::Json;
    if (source != Source::None && bytes.size() < mostText)
        m_tree.m_source = std::move(bytes);
}

bool TreeBuilder::isFull(std::size_t more) {
    m_tree.m_cut = m_tree.m_cut || m_tree.m_nodes.size() >= m_limits.nodes ||
                   m_tree.m_text.size() + more > m_limits.text ||
                   (m_tree.m_nodes.size() % 1024 == 1023 && m_limits.stop.stop_requested());
    return m_tree.m_cut || m_tooDeep;
}

void TreeBuilder::put(std::string_view text, std::uint32_t& at, std::uint32_t& size) {
    at = static_cast<std::uint32_t>(m_tree.m_text.size());
    size = static_cast<std::uint32_t>(text.size());
    m_tree.m_text += text;
}

bool TreeBuilder::name(std::string_view text) {
    if (isFull(text.size()))
        return false;
    put(text, m_nameAt, m_nameSize);
    return true;
}

bool TreeBuilder::add(Type type) {
    auto& node = m_tree.m_nodes.emplace_back();
    node.type = type;
    node.nameAt = std::exchange(m_nameAt, 0);
    node.nameSize = std::exchange(m_nameSize, 0);
    if (!m_open.empty()) {
        node.parent = m_open.back();
        node.row = m_tree.m_nodes[node.parent].children++;
    }
    return true;
}

bool TreeBuilder::leaf(Type type, std::string_view text, std::size_t sourceAt, std::size_t sourceSize) {
    if (isFull(text.size()) || (m_open.empty() && !m_tree.m_nodes.empty()))
        return false;
    add(type);
    auto& node = m_tree.m_nodes.back();
    put(text, node.textAt, node.textSize);
    if (sourceAt + sourceSize <= m_tree.m_source.size()) {
        node.sourceAt = static_cast<std::uint32_t>(sourceAt);
        node.sourceSize = static_cast<std::uint32_t>(sourceSize);
    }
    return true;
}

bool TreeBuilder::open(Type type, std::size_t sourceAt) {
    if (isFull(0) || (m_open.empty() && !m_tree.m_nodes.empty()))
        return false;
    if (depth() >= m_limits.depth) {
        m_tooDeep = true;
        return false;
    }
    add(type);
    if (sourceAt < m_tree.m_source.size())
        m_tree.m_nodes.back().sourceAt = static_cast<std::uint32_t>(sourceAt);
    m_open.push_back(static_cast<Tree::Index>(m_tree.m_nodes.size() - 1));
    return true;
}

bool TreeBuilder::close(std::size_t sourceEnd) {
    if (m_tree.m_cut || m_tooDeep || m_open.empty())
        return false;
    auto& node = m_tree.m_nodes[m_open.back()];
    if (sourceEnd > node.sourceAt && sourceEnd <= m_tree.m_source.size())
        node.sourceSize = static_cast<std::uint32_t>(sourceEnd) - node.sourceAt;
    m_open.pop_back();
    return true;
}

bool TreeBuilder::graft(const Tree& tree) {
    // Nodes stand parent first: whatever is open and no ancestor of the next one ends before it.
    std::vector<Tree::Index> path;
    for (Tree::Index node = tree.root(); node < tree.end(); ++node) {
        while (!path.empty() && path.back() != tree.parent(node)) {
            path.pop_back();
            close();
        }
        if (node != tree.root() && tree.type(path.back()) == Type::Object && !name(tree.name(node)))
            return false;
        const auto type = tree.type(node);
        if (type != Type::Array && type != Type::Object) {
            if (!leaf(type, tree.text(node)))
                return false;
        } else {
            if (!open(type))
                return false;
            m_tree.m_nodes.back().cut = tree.holdsMore(node);
            path.push_back(node);
        }
    }
    for (; !path.empty(); path.pop_back())
        close();
    m_tree.m_cut = m_tree.m_cut || tree.isCut();
    return !m_tree.m_cut;
}

Tree TreeBuilder::release() && {
    auto& nodes = m_tree.m_nodes;
    if (m_tree.m_cut)
        for (const Tree::Index node : m_open)
            nodes[node].cut = true;
    std::uint32_t at = 0;
    for (auto& node : nodes) {
        node.childrenAt = at;
        at += node.children;
    }
    m_tree.m_children.resize(at);
    for (Tree::Index node = 0; node < nodes.size(); ++node)
        if (nodes[node].parent != Tree::none)
            m_tree.m_children[nodes[nodes[node].parent].childrenAt + nodes[node].row] = node;
    return std::move(m_tree);
}

Tree Tree::from(Index node) && {
    m_end = node + 1;
    while (m_end < size() && m_nodes[m_end].parent >= node && m_nodes[m_end].parent != none)
        ++m_end;
    m_root = node;
    return std::move(*this);
}

} // namespace decode
