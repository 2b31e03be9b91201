#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <QByteArray>
#include <QString>
#include <QVector>

namespace decode {
class Tree;
}

namespace session {

/// A decoded value as the screens see it: nodes by number, texts made when asked for. Immutable and shared;
/// any thread.
class ValueTree {
public:
    using Node = quint32;
    static constexpr Node none = ~Node{0};
    enum class Kind { Null, Boolean, Number, String, Bytes, Array, Object };

    ValueTree() = default; ///< empty: has no nodes
    explicit ValueTree(std::shared_ptr<const decode::Tree> tree) : m_tree(std::move(tree)) {}

    [[nodiscard]] bool isEmpty() const;
    /// Whether it is more than a single leaf.
    [[nodiscard]] bool isStructure() const;
    [[nodiscard]] bool isCut() const; ///< more nodes than are kept
    /// Of a container: it was not read to its end. So are those around it.
    [[nodiscard]] bool holdsMore(Node node) const;
    [[nodiscard]] int nodeCount() const;
    [[nodiscard]] Node root() const;
    [[nodiscard]] Kind kind(Node node) const;
    [[nodiscard]] Node parent(Node node) const;
    [[nodiscard]] int childCount(Node node) const;
    [[nodiscard]] Node child(Node node, int row) const;
    [[nodiscard]] int row(Node node) const;
    [[nodiscard]] QString name(Node node) const; ///< of a member; else empty
    /// At most `limit` bytes of UTF-8, which may be fewer characters: strings without quotes, bytes as hex,
    /// containers as JSON. `goesOn` gets whether there is more.
    [[nodiscard]] QString text(Node node, int limit, bool* goesOn = nullptr) const;
    /// Strings in quotes, those in them escaped as in JSON; containers as their size: "{3}", "[2]", one that
    /// is cut "[2+]". `breaks` gets where backslashes stand that only escape, rising.
    [[nodiscard]] QString shown(Node node, int limit, std::vector<qsizetype>* breaks = nullptr) const;
    [[nodiscard]] QString path(Node node) const;        ///< "$.order.items[0]"
    [[nodiscard]] Node find(const QString& path) const; ///< none: there is no such node
    /// The first `most` nodes, in their order, whose name or text holds `words` in any case.
    [[nodiscard]] QVector<Node> holding(const QString& words, qsizetype most) const;
    /// Whether two nodes hold the same, whatever blanks their sources have.
    [[nodiscard]] static bool same(const ValueTree& a, Node ofA, const ValueTree& b, Node ofB);
    [[nodiscard]] const std::shared_ptr<const decode::Tree>& tree() const { return m_tree; }

private:
    std::shared_ptr<const decode::Tree> m_tree;
};

/// A leaf as a tree of one level has it. The text of bytes are those themselves.
struct Field {
    QString name;
    QByteArray text = {};
    ValueTree::Kind kind = ValueTree::Kind::String;
};
ValueTree treeOf(const std::vector<Field>& fields);
/// Of bytes that are there and are none, which null is not: one leaf.
ValueTree treeOfNoBytes();

} // namespace session
