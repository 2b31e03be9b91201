#include "models/compare_model.h"

#include <algorithm>

#include <QCoreApplication>
#include <QHash>

#include "models/cells.h"
#include "models/value_tree_model.h"

using session::ValueTree;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(compare)
};

/// More rows than this are not looked through by anybody, and pairing them would hold the window up.
constexpr int mostRows = 20'000;
/// Characters in which differences are looked for before the window would wait.
constexpr int mostLooked = 2'000'000;

bool isContainer(const ValueTree& tree, ValueTree::Node node) {
    return node != ValueTree::none &&
           (tree.kind(node) == ValueTree::Kind::Array || tree.kind(node) == ValueTree::Kind::Object);
}

/// What is shown of a text from there on, with signs where there is more.
QString cutText(const ValueTree& tree, ValueTree::Node node, qsizetype from) {
    constexpr int longest = 3; // bytes of UTF-8 that a unit of UTF-16 takes
    bool goesOn = false;
    const QString text = tree.text(node, longest * (int(from) + CompareModel::kShownLength), &goesOn);
    QString shown = text.mid(from, CompareModel::kShownLength);
    if (!shown.isEmpty() && shown.back().isHighSurrogate())
        shown.chop(1);
    goesOn = goesOn || from + shown.size() < text.size();
    return (from > 0 ? QStringLiteral("…") : QString()) + shown + (goesOn ? QStringLiteral("…") : QString());
}

} // namespace

struct CompareModel::Row {
    QString name;
    ValueTree::Node first = ValueTree::none, second = ValueTree::none;
    int parent = -1, place = 0;
    std::vector<int> children;
    bool differs = false;
    qsizetype from = 0; ///< long texts are shown from shortly before what differs
};

CompareModel::CompareModel(QObject* parent) : QAbstractItemModel(parent) {}
CompareModel::~CompareModel() = default;

void CompareModel::show(const ValueTree& first, const ValueTree& second) {
    show(first, second, false);
}

void CompareModel::showAlone(const ValueTree& first) {
    show(first, first, true);
}

void CompareModel::setPlain(bool plain) {
    emit layoutAboutToBeChanged();
    m_plain = plain;
    emit layoutChanged(); // in any row
}

void CompareModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_differing = m_equal = 0;
    m_cut = false;
    endResetModel();
}

void CompareModel::show(const ValueTree& first, const ValueTree& second, bool alone) {
    beginResetModel();
    m_first = first;
    m_second = second;
    m_rows.clear();
    m_differing = m_equal = 0;
    m_cut = false;
    m_alone = alone;
    m_looked = 0;
    Row root;
    root.name = QStringLiteral("$");
    if (!first.isEmpty())
        root.first = first.root();
    if (!second.isEmpty())
        root.second = second.root();
    m_rows.push_back(std::move(root));
    for (int at = 0; at < int(m_rows.size()); ++at)
        pair(at);
    // From the last to the first: a row differs where one of its own does.
    for (int at = int(m_rows.size()) - 1; at >= 0; --at) {
        auto& row = m_rows[std::size_t(at)];
        if (row.children.empty())
            ++(row.differs ? m_differing : m_equal);
        if (row.differs && row.parent >= 0)
            m_rows[std::size_t(row.parent)].differs = true;
    }
    endResetModel();
}

/// Gives a row its children, or tells whether its two leaves differ.
void CompareModel::pair(int at) {
    const auto first = m_rows[std::size_t(at)].first, second = m_rows[std::size_t(at)].second;
    const bool a = isContainer(m_first, first), b = isContainer(m_second, second);
    if (first == ValueTree::none && second == ValueTree::none)
        return; // both are null
    const bool one = first == ValueTree::none || second == ValueTree::none;
    if (one || a != b || (a && m_first.kind(first) != m_second.kind(second))) {
        m_rows[std::size_t(at)].differs = true;
    } else if (!a) {
        auto& row = m_rows[std::size_t(at)];
        row.differs = !ValueTree::same(m_first, first, m_second, second);
        if (row.differs)
            row.from = shownFrom(first, second);
        return;
    }
    const auto add = [&](QString name, ValueTree::Node left, ValueTree::Node right) {
        m_cut = m_cut || int(m_rows.size()) >= mostRows;
        if (m_cut)
            return;
        Row child;
        child.name = std::move(name);
        child.first = left;
        child.second = right;
        child.parent = at;
        child.place = int(m_rows[std::size_t(at)].children.size());
        m_rows[std::size_t(at)].children.push_back(int(m_rows.size()));
        m_rows.push_back(std::move(child));
    };
    if (a && b && m_first.kind(first) == ValueTree::Kind::Array) {
        for (int i = 0; i < std::max(m_first.childCount(first), m_second.childCount(second)); ++i)
            add(QString::number(i), i < m_first.childCount(first) ? m_first.child(first, i) : ValueTree::none,
                i < m_second.childCount(second) ? m_second.child(second, i) : ValueTree::none);
        return;
    }
    if (!(a && b))
        return;
    QMultiHash<QString, ValueTree::Node> others; // the last inserted is found first
    for (int i = m_second.childCount(second) - 1; i >= 0; --i)
        others.insert(m_second.name(m_second.child(second, i)), m_second.child(second, i));
    for (int i = 0; i < m_first.childCount(first); ++i) {
        const auto child = m_first.child(first, i);
        const auto twin = others.find(m_first.name(child));
        add(m_first.name(child), child, twin == others.end() ? ValueTree::none : *twin);
        if (twin != others.end())
            others.erase(twin);
    }
    for (int i = 0; i < m_second.childCount(second); ++i)
        if (const auto child = m_second.child(second, i); others.contains(m_second.name(child), child))
            add(m_second.name(child), ValueTree::none, child);
}

qsizetype CompareModel::shownFrom(ValueTree::Node first, ValueTree::Node second) {
    constexpr int before = 4; // columns are narrow
    const int left = std::max(0, mostLooked - m_looked);
    const QString one = m_first.text(first, left), other = m_second.text(second, left);
    m_looked += int(std::max(one.size(), other.size()));
    const auto same = std::ranges::mismatch(one, other).in1 - one.begin();
    const bool found = same < one.size() || same < other.size();
    // Shown from its beginning, a text is cut by its bytes.
    const bool isFar = one.left(std::min<qsizetype>(same, kShownLength)).toUtf8().size() > kShownLength / 2;
    if (!found || !isFar)
        return 0;
    const auto from = same - before;
    return one.at(from).isLowSurrogate() ? from - 1 : from;
}

void CompareModel::setTitles(const QString& first, const QString& second) {
    m_titles[0] = first;
    m_titles[1] = second;
    emit headerDataChanged(Qt::Horizontal, First, Second);
}

const CompareModel::Row& CompareModel::rowAt(const QModelIndex& index) const {
    return m_rows[index.isValid() ? std::size_t(index.internalId()) : 0];
}

bool CompareModel::differs(const QModelIndex& index) const {
    return !m_alone && rowAt(index).differs;
}

QModelIndex CompareModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    // Two leaves have only themselves to show.
    const auto& above = rowAt(parent);
    const int at = above.children.empty() ? 0 : above.children[std::size_t(row)];
    return createIndex(row, column, quintptr(at));
}

QModelIndex CompareModel::parent(const QModelIndex& index) const {
    const int above = index.isValid() ? rowAt(index).parent : 0;
    return above <= 0 ? QModelIndex() : createIndex(m_rows[std::size_t(above)].place, Field, quintptr(above));
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    if (m_rows.empty() || parent.column() > 0)
        return 0;
    const auto count = int(rowAt(parent).children.size());
    return !parent.isValid() && count == 0 ? 1 : parent.isValid() && parent.internalId() == 0 ? 0 : count;
}

int CompareModel::columnCount(const QModelIndex&) const {
    return ColumnCount;
}

QString CompareModel::differenceSign(const Row& row) {
    const bool whole = row.parent < 0; // a null value is not missing
    return row.first == ValueTree::none && !whole    ? QStringLiteral("+ ")
           : row.second == ValueTree::none && !whole ? QStringLiteral("− ")
                                                     : QStringLiteral("≠ ");
}

QString CompareModel::absence(const Row& row, bool first) const {
    const auto& tree = first ? m_first : m_second;
    const auto node = first ? row.first : row.second;
    if (node == ValueTree::none)
        return row.parent < 0 ? Words::tr("null") : Words::tr("missing");
    const bool empty = tree.kind(node) == ValueTree::Kind::Bytes && tree.text(node, 2).isEmpty();
    return empty ? Words::tr("empty") : QString();
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = rowAt(index);
    const bool left = index.column() == First;
    const auto& tree = left ? m_first : m_second;
    const auto node = left ? row.first : row.second;
    const bool other = index.column() == Field || (m_alone && index.column() == Second);
    const QString absent = other ? QString() : absence(row, left);
    const bool differs = row.differs && !m_alone;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Field)
            return (differs ? differenceSign(row) : QString()) + row.name;
        if (other)
            return {};
        return !absent.isEmpty()         ? absent
               : row.from > 0 || m_plain ? cutText(tree, node, row.from)
                                         : tree.shown(node, kShownLength);
    case KindRole:
        return int(absent.isEmpty() ? CellKind::Mono : CellKind::Text);
    case ItalicRole:
        return !absent.isEmpty();
    case GroundRole:
        return differs ? QVariant(int(Tone::Warn)) : QVariant();
    default:
        return other || !absent.isEmpty() ? QVariant() : valueFact(tree.kind(node), role);
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == BadgeRole && section != Field)
        return section == First ? QStringLiteral("A") : QStringLiteral("B");
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Field ? Words::tr("Field") : m_titles[section == First ? 0 : 1];
}

} // namespace models
