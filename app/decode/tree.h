#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"

namespace decode {

enum class Type : std::uint8_t { Null, Boolean, Number, String, Bytes, Array, Object };

/// A value as a tree in one arena, in the order of its source: names may come twice, and numbers are kept as
/// the digits that were written. Immutable once built; any thread.
class Tree {
public:
    using Index = std::uint32_t;
    static constexpr Index none = std::numeric_limits<Index>::max();

    [[nodiscard]] bool empty() const { return m_nodes.empty(); }
    [[nodiscard]] std::size_t size() const { return m_nodes.size(); }
    [[nodiscard]] Index root() const { return m_root; }
    /// After the last node below the root: those from the root up to it are all there is to see.
    [[nodiscard]] Index end() const { return m_end == none ? static_cast<Index>(size()) : m_end; }
    [[nodiscard]] Type type(Index node) const { return m_nodes[node].type; }
    [[nodiscard]] Index parent(Index node) const { return node == m_root ? none : m_nodes[node].parent; }
    [[nodiscard]] std::uint32_t childCount(Index node) const { return m_nodes[node].children; }
    [[nodiscard]] Index child(Index node, std::uint32_t row) const {
        return m_children[m_nodes[node].childrenAt + row];
    }
    [[nodiscard]] std::uint32_t row(Index node) const { return m_nodes[node].row; } ///< among its siblings
    /// Of a member of an object, unescaped; of other nodes empty.
    [[nodiscard]] std::string_view name(Index node) const {
        return std::string_view(m_text).substr(m_nodes[node].nameAt, m_nodes[node].nameSize);
    }
    /// Of what holds no others: "null", "true", a number's digits, a string unescaped, bytes as they are.
    [[nodiscard]] std::string_view text(Index node) const {
        return std::string_view(m_text).substr(m_nodes[node].textAt, m_nodes[node].textSize);
    }
    /// As it stands in the source; empty where the source is no text.
    [[nodiscard]] std::string_view original(Index node) const {
        return base::asText(m_source.view()).substr(m_nodes[node].sourceAt, m_nodes[node].sourceSize);
    }
    /// The source from where it begins on; empty where the source is no text.
    [[nodiscard]] std::string_view originalFrom(Index node) const {
        return base::asText(m_source.view()).substr(m_nodes[node].sourceAt);
    }
    [[nodiscard]] bool isJson() const { return m_isJson; } ///< the source, so that original() is JSON
    /// More than the limits let in: what is missing comes after what is there.
    [[nodiscard]] bool isCut() const { return m_cut; }
    /// Of an array or object: whether it was not read to its end. So are those around it.
    [[nodiscard]] bool holdsMore(Index node) const { return m_nodes[node].cut; }

    /// The same tree seen from one of its nodes.
    [[nodiscard]] Tree from(Index node) &&;

private:
    friend class TreeBuilder;
    struct Node {
        std::uint32_t nameAt = 0, nameSize = 0, textAt = 0, textSize = 0;
        std::uint32_t sourceAt = 0, sourceSize = 0;
        Index parent = none;
        std::uint32_t row = 0, children = 0, childrenAt = 0;
        Type type = Type::Null;
        bool cut = false;
    };

    std::vector<Node> m_nodes; ///< a parent before its children, siblings in order
    std::vector<Index> m_children;
    std::string m_text; ///< of all names and leaves
    base::Buffer m_source;
    Index m_root = 0, m_end = none;
    bool m_isJson = false;
    bool m_cut = false;
};

} // namespace decode
