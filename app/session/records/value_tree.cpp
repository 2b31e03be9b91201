#include "session/records/value_tree.h"

#include <algorithm>

#include "decode/path.h"
#include "decode/print.h"
#include "decode/tree_builder.h"
#include "session/clusters/grouped.h"
#include "session/convert.h"

namespace session {

bool ValueTree::isEmpty() const {
    return !m_tree || m_tree->empty();
}

bool ValueTree::isStructure() const {
    return !isEmpty() && (kind(root()) == Kind::Array || kind(root()) == Kind::Object);
}

bool ValueTree::isCut() const {
    return m_tree && m_tree->isCut();
}

bool ValueTree::holdsMore(Node node) const {
    return m_tree->holdsMore(node);
}

int ValueTree::nodeCount() const {
    return m_tree && !m_tree->empty() ? static_cast<int>(m_tree->end() - m_tree->root()) : 0;
}

ValueTree::Node ValueTree::root() const {
    return m_tree->root();
}

ValueTree::Kind ValueTree::kind(Node node) const {
    switch (m_tree->type(node)) {
    case decode::Type::Null:
        return Kind::Null;
    case decode::Type::Boolean:
        return Kind::Boolean;
    case decode::Type::Number:
        return Kind::Number;
    case decode::Type::String:
        return Kind::String;
    case decode::Type::Bytes:
        return Kind::Bytes;
    case decode::Type::Array:
        return Kind::Array;
    case decode::Type::Object:
        return Kind::Object;
    }
    return Kind::Null;
}

ValueTree::Node ValueTree::parent(Node node) const {
    return m_tree->parent(node);
}

int ValueTree::childCount(Node node) const {
    return static_cast<int>(m_tree->childCount(node));
}

ValueTree::Node ValueTree::child(Node node, int row) const {
    return m_tree->child(node, static_cast<std::uint32_t>(row));
}

int ValueTree::row(Node node) const {
    return static_cast<int>(m_tree->row(node));
}

QString ValueTree::name(Node node) const {
    return session::text(m_tree->name(node));
}

QString ValueTree::text(Node node, int limit, bool* goesOn) const {
    const auto most = static_cast<std::size_t>(limit);
    const bool holds = kind(node) == Kind::Array || kind(node) == Kind::Object;
    const auto part =
        holds ? decode::compactJson(*m_tree, node, most) : decode::copyText(*m_tree, node, most);
    if (goesOn)
        *goesOn = part.cut;
    return session::text(part.text);
}

namespace {

const QChar cutSign(0x2026); ///< instead of the end, which is not shown

/// A text without quotes in it is shown as it is: nothing in it could be taken for its end.
QString quoted(const QString& text, std::vector<qsizetype>* breaks) {
    const QLatin1Char quote('"'), backslash('\\');
    QString out(quote);
    const bool escapes = text.contains(quote);
    for (const QChar c : text) {
        if (escapes && (c == quote || c == backslash)) {
            if (breaks)
                breaks->push_back(out.size());
            out += backslash;
        }
        out += c;
    }
    return out + quote;
}

} // namespace

QString ValueTree::shown(Node node, int limit, std::vector<qsizetype>* breaks) const {
    const QString size = grouped(childCount(node)) + (holdsMore(node) ? QStringLiteral("+") : QString());
    switch (kind(node)) {
    case Kind::Array:
        return QStringLiteral("[%1]").arg(size);
    case Kind::Object:
        return QStringLiteral("{%1}").arg(size);
    case Kind::String: {
        bool goesOn = false;
        const QString whole = quoted(text(node, limit, &goesOn), breaks);
        return goesOn ? whole.chopped(1) + cutSign : whole;
    }
    case Kind::Null:
    case Kind::Boolean:
    case Kind::Number:
    case Kind::Bytes:
        break;
    }
    bool goesOn = false;
    const QString part = text(node, limit, &goesOn);
    return goesOn ? part + cutSign : part;
}

QString ValueTree::path(Node node) const {
    return session::text(decode::Path::to(*m_tree, node).text());
}

ValueTree::Node ValueTree::find(const QString& path) const {
    const auto parsed = decode::Path::parse(path.toStdString());
    return parsed && !isEmpty() ? parsed->find(*m_tree) : none;
}

QVector<ValueTree::Node> ValueTree::holding(const QString& words, qsizetype most) const {
    QVector<Node> found;
    if (words.isEmpty() || isEmpty())
        return found;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    const std::string wanted = words.toStdString();
    const bool ascii = std::ranges::all_of(words, [](QChar c) { return c.unicode() < 0x80; });
    const auto holds = [&](std::string_view text) {
        return ascii ? !std::ranges::search(text, wanted, {}, lower, lower).empty()
                     : QString::fromUtf8(text.data(), qsizetype(text.size()))
                           .contains(words, Qt::CaseInsensitive);
    };
    const Node first = root(), end = first + static_cast<Node>(nodeCount());
    for (Node node = first; node < end && found.size() < most; ++node) {
        const bool bytes = m_tree->type(node) == decode::Type::Bytes;
        if (holds(m_tree->name(node)) || (!bytes && holds(m_tree->text(node))))
            found += node;
    }
    return found;
}

bool ValueTree::same(const ValueTree& a, Node ofA, const ValueTree& b, Node ofB) {
    // By pairs of nodes that stand at the same place, not by recursion.
    std::vector<std::pair<Node, Node>> open{{ofA, ofB}};
    while (!open.empty()) {
        const auto [left, right] = open.back();
        open.pop_back();
        if (a.m_tree->type(left) != b.m_tree->type(right) ||
            a.m_tree->childCount(left) != b.m_tree->childCount(right) ||
            a.m_tree->text(left) != b.m_tree->text(right))
            return false;
        for (std::uint32_t i = 0; i < a.m_tree->childCount(left); ++i) {
            const auto one = a.m_tree->child(left, i), other = b.m_tree->child(right, i);
            if (a.m_tree->name(one) != b.m_tree->name(other))
                return false;
            open.emplace_back(one, other);
        }
    }
    return true;
}

namespace {

decode::Type typeOf(ValueTree::Kind kind) {
    switch (kind) {
    case ValueTree::Kind::Null:
        return decode::Type::Null;
    case ValueTree::Kind::Boolean:
        return decode::Type::Boolean;
    case ValueTree::Kind::Number:
        return decode::Type::Number;
    case ValueTree::Kind::String:
        return decode::Type::String;
    case ValueTree::Kind::Bytes:
        return decode::Type::Bytes;
    case ValueTree::Kind::Array:
        return decode::Type::Array;
    case ValueTree::Kind::Object:
        return decode::Type::Object;
    }
    return decode::Type::Null;
}

} // namespace

ValueTree treeOfNoBytes() {
    decode::TreeBuilder builder{decode::Limits()};
    builder.leaf(decode::Type::Bytes, {});
    return ValueTree(std::make_shared<const decode::Tree>(std::move(builder).release()));
}

ValueTree treeOf(const std::vector<Field>& fields) {
    decode::TreeBuilder builder{decode::Limits()};
    builder.open(decode::Type::Object);
    for (const auto& field : fields) {
        const auto size = static_cast<std::size_t>(field.text.size());
        builder.name(field.name.toStdString());
        builder.leaf(typeOf(field.kind), {field.text.constData(), size});
    }
    builder.close();
    return ValueTree(std::make_shared<const decode::Tree>(std::move(builder).release()));
}

} // namespace session
