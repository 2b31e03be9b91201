#include "models/value_tree_model.h"

#include <QCoreApplication>

#include "models/cells.h"
#include "models/match_spans.h"

using session::ValueTree;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(values)
};

bool isLiteral(ValueTree::Kind kind) {
    return kind == ValueTree::Kind::Number || kind == ValueTree::Kind::Boolean;
}

} // namespace

QString valueKindName(ValueTree::Kind kind) {
    switch (kind) {
    case ValueTree::Kind::Null:
        return Words::tr("null");
    case ValueTree::Kind::Boolean:
        return Words::tr("boolean");
    case ValueTree::Kind::Number:
        return Words::tr("number");
    case ValueTree::Kind::String:
        return Words::tr("string");
    case ValueTree::Kind::Bytes:
        return Words::tr("bytes");
    case ValueTree::Kind::Array:
        return Words::tr("array");
    case ValueTree::Kind::Object:
        return Words::tr("object");
    }
    return {};
}

QVariant valueFact(ValueTree::Kind kind, int role) {
    const bool quiet =
        kind == ValueTree::Kind::Null || kind == ValueTree::Kind::Array || kind == ValueTree::Kind::Object;
    if (role == ToneRole && quiet)
        return int(Tone::Muted);
    if (role == LiteralRole)
        return isLiteral(kind);
    return {};
}

void ValueTreeModel::show(ValueTree tree) {
    beginResetModel();
    m_tree = std::move(tree);
    endResetModel();
}

void ValueTreeModel::setMatcher(std::function<TextSpans(const QString&)> matcher) {
    emit layoutAboutToBeChanged();
    m_matcher = std::move(matcher);
    emit layoutChanged(); // in any row
}

/// The id of the row behind the last child of a cut container is that of the container, and this.
constexpr quintptr kMoreRow = quintptr(1) << 32;

ValueTree::Node ValueTreeModel::nodeOf(const QModelIndex& index) const {
    return index.isValid() && !isMore(index) ? ValueTree::Node(index.internalId()) : ValueTree::none;
}

bool ValueTreeModel::isMore(const QModelIndex& index) {
    return (index.internalId() & kMoreRow) != 0;
}

QModelIndex ValueTreeModel::indexOf(ValueTree::Node node, int column) const {
    if (m_tree.isEmpty() || node == ValueTree::none || (node == m_tree.root() && m_tree.isStructure()))
        return {};
    return createIndex(node == m_tree.root() ? 0 : m_tree.row(node), column, quintptr(node));
}

QModelIndex ValueTreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid() && !m_tree.isStructure())
        return createIndex(row, column, quintptr(m_tree.root()));
    const auto above = parent.isValid() ? nodeOf(parent) : m_tree.root();
    if (row == m_tree.childCount(above))
        return createIndex(row, column, kMoreRow | above);
    return createIndex(row, column, quintptr(m_tree.child(above, row)));
}

QModelIndex ValueTreeModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || nodeOf(index) == m_tree.root())
        return {};
    if (isMore(index))
        return indexOf(ValueTree::Node(index.internalId() & ~kMoreRow));
    return indexOf(m_tree.parent(nodeOf(index)));
}

int ValueTreeModel::rowCount(const QModelIndex& parent) const {
    if (m_tree.isEmpty() || parent.column() > 0)
        return 0;
    if (parent.isValid() && isMore(parent))
        return 0;
    if (!parent.isValid() && !m_tree.isStructure())
        return 1;
    const auto node = parent.isValid() ? nodeOf(parent) : m_tree.root();
    return m_tree.childCount(node) + (m_tree.holdsMore(node) ? 1 : 0);
}

int ValueTreeModel::columnCount(const QModelIndex&) const {
    return ColumnCount;
}

QVariant ValueTreeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isMore(index))
        return dataOfMore(index.column(), role);
    const auto node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return display(node, index.column());
    case Qt::ToolTipRole:
        return index.column() == Field ? m_tree.path(node) : QVariant();
    case MatchesRole: {
        const bool holds = m_tree.childCount(node) > 0; // "{3}" is no text of the value
        if (!m_matcher || (index.column() != Field && (index.column() != Value || holds)))
            return {};
        if (index.column() == Field)
            return QVariant::fromValue(m_matcher(display(node, Field).toString()));
        std::vector<qsizetype> breaks; // what escapes is no text of the value either
        const QString shown = m_tree.shown(node, kShownLength, &breaks);
        return QVariant::fromValue(acrossBreaks(shown, breaks, m_matcher));
    }
    case KindRole:
        return int(index.column() == Kind ? CellKind::Text : CellKind::Mono);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (index.column() == Kind ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return index.column() == Value ? valueFact(m_tree.kind(node), role) : QVariant();
    }
}

QVariant ValueTreeModel::dataOfMore(int column, int role) {
    if (role == Qt::DisplayRole)
        return column == Field   ? QStringLiteral("…")
               : column == Value ? Words::tr("not read any further")
                                 : QVariant();
    if (role == KindRole)
        return int(CellKind::Text);
    return role == ToneRole ? QVariant(int(Tone::Muted)) : QVariant();
}

QVariant ValueTreeModel::display(ValueTree::Node node, int column) const {
    if (column == Value)
        return m_tree.shown(node, kShownLength);
    if (column == Kind)
        return valueKindName(m_tree.kind(node));
    if (node == m_tree.root())
        return QStringLiteral("$");
    return m_tree.kind(m_tree.parent(node)) == ValueTree::Kind::Array ? QString::number(m_tree.row(node))
                                                                      : m_tree.name(node);
}

QVariant ValueTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Field ? Words::tr("Field") : section == Value ? Words::tr("Value") : Words::tr("Type");
}

} // namespace models
