#include "models/group_offsets_model.h"

#include <algorithm>
#include <set>

#include <QCoreApplication>
#include <QHash>

#include "models/commit_words.h"
#include "models/group_model.h"
#include "models/unread.h"

using session::CommitState;
using session::GroupPartitionRow;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(groups)
};

bool isNumber(int column) {
    return column >= GroupOffsetsModel::Committed && column <= GroupOffsetsModel::Lag;
}

CellKind kindOf(int column, bool topic) {
    if (isNumber(column))
        return CellKind::Number;
    switch (column) {
    case GroupOffsetsModel::Name:
        return topic ? CellKind::Name : CellKind::Mono;
    case GroupOffsetsModel::Member: // of a long one the end tells it from others
        return topic ? CellKind::Text : CellKind::Name;
    case GroupOffsetsModel::Host:
        return CellKind::Mono;
    case GroupOffsetsModel::Trend:
        return CellKind::Sparkline;
    default:
        return CellKind::Text;
    }
}

bool isBeyond(const GroupPartitionRow& row) {
    return row.commitState == CommitState::BeyondEnd;
}

QString lagText(const GroupPartitionRow& row) {
    const QString instead = insteadOfNoLag(row.lag, row.beyondEnd, row.deletedUnread);
    return instead.isEmpty() ? formatCount(row.lag) : instead;
}

QVariant lagFact(const GroupPartitionRow& row, int role) {
    const bool meant = isBeyond(row) || row.commitState == CommitState::BeforeLogStart;
    switch (role) {
    case Qt::DisplayRole:
        return lagText(row);
    case Qt::ToolTipRole:
        return meant && !row.lag.reason() ? commitMeaning(row) : unreadTip(row.lag);
    case SortRole:
        return row.lag ? QVariant(*row.lag) : QVariant();
    case ItalicRole:
        return isOlder(row.lag);
    case ShapeRole:
        return meant ? QVariant(int(Shape::Diamond)) : QVariant();
    case ToneRole:
        if (meant && !row.lag.reason())
            return int(Tone::Warn);
        return row.lag.value_or(0) == 0 || row.lag.reason() ? QVariant(int(Tone::Muted)) : QVariant();
    default:
        return {};
    }
}

QString ownerText(const GroupPartitionRow& row) {
    if (!row.owners)
        return unknownSign;
    if (*row.owners == 0)
        return Words::tr("nobody");
    const QString first = memberName(row.clientId, row.memberId, row.sharesClient);
    return *row.owners == 1
               ? first
               : counted(Words::tr("%1 and %n more", nullptr, *row.owners - 1), *row.owners - 1).arg(first);
}

} // namespace

GroupOffsetsModel::GroupOffsetsModel(QObject* parent) : QAbstractItemModel(parent) {}

GroupOffsetsModel::Topics GroupOffsetsModel::grouped(const std::vector<GroupPartitionRow>& rows,
                                                     const std::vector<session::GroupTopicRow>& topics) {
    Topics nodes;
    for (const auto& row : rows) {
        if (nodes.empty() || nodes.back().name != row.topic)
            nodes.push_back({.id = 0, .name = row.topic});
        nodes.back().partitions.push_back(row);
    }
    // Not the sum of the partitions' lines: where one of them was not read it has a gap.
    QHash<QString, session::Sparkline> lines;
    for (const auto& topic : topics)
        lines.insert(topic.topic, topic.sparkline);
    for (auto& node : nodes)
        node.sparkline = lines.value(node.name);
    std::stable_sort(nodes.begin(), nodes.end(),
                     [](const TopicNode& a, const TopicNode& b) { return a.name < b.name; });
    return nodes;
}

void GroupOffsetsModel::total(TopicNode& node) {
    node.lag.reset();
    node.withoutCommit = node.beyond = 0;
    node.beyondEnd = node.deletedUnread = 0;
    node.unread = {};
    bool lacks = false;
    for (const auto& row : node.partitions) {
        if (row.lag)
            node.lag = node.lag.value_or(0) + *row.lag;
        node.withoutCommit += row.commitState == CommitState::NoCommit && !row.lag ? 1 : 0;
        node.beyond += isBeyond(row) ? 1 : 0;
        node.beyondEnd += row.beyondEnd;
        node.deletedUnread += row.deletedUnread;
        if (row.lag.reason())
            node.unread = row.lag.reason();
        lacks = lacks || (!row.lag && row.lag.reason());
    }
    if (lacks)
        node.lag.reset(); // a part of the sum would look like all of it
}

void GroupOffsetsModel::update(const std::vector<GroupPartitionRow>& rows,
                               const std::vector<session::GroupTopicRow>& topics) {
    auto next = grouped(rows, topics);
    int at = 0;
    std::size_t from = 0;
    // Both lists are sorted by name: one walk finds what went, what came and what stayed.
    while (at < int(m_topics.size()) || from < next.size()) {
        const bool gone =
            at < int(m_topics.size()) && (from == next.size() || m_topics[at].name < next[from].name);
        const bool fresh = !gone && (at == int(m_topics.size()) || next[from].name < m_topics[at].name);
        if (gone) {
            beginRemoveRows({}, at, at);
            m_topics.erase(m_topics.begin() + at);
            endRemoveRows();
        } else if (fresh) {
            beginInsertRows({}, at, at);
            next[from].id = m_nextId++;
            total(next[from]);
            m_topics.insert(m_topics.begin() + at, std::move(next[from]));
            endInsertRows();
            ++at;
            ++from;
        } else {
            updateLine(at, next[from].sparkline);
            updatePartitions(at, std::move(next[from].partitions));
            ++at;
            ++from;
        }
    }
}

void GroupOffsetsModel::updateLine(int topicRow, const session::Sparkline& next) {
    auto& line = m_topics[std::size_t(topicRow)].sparkline;
    if (line == next)
        return;
    line = next;
    emit dataChanged(index(topicRow, Trend), index(topicRow, Trend));
}

void GroupOffsetsModel::updatePartitions(int topicRow, std::vector<GroupPartitionRow> next) {
    auto& node = m_topics[std::size_t(topicRow)];
    const auto parentIndex = index(topicRow, 0);
    const auto byId = [](const GroupPartitionRow& a, const GroupPartitionRow& b) {
        return a.partition < b.partition;
    };
    std::sort(next.begin(), next.end(), byId);
    bool changed = false;
    std::size_t at = 0, from = 0;
    while (at < node.partitions.size() || from < next.size()) {
        auto& rows = node.partitions;
        const int row = int(at);
        if (at < rows.size() && (from == next.size() || byId(rows[at], next[from]))) {
            beginRemoveRows(parentIndex, row, row);
            rows.erase(rows.begin() + row);
            endRemoveRows();
            changed = true;
        } else if (at == rows.size() || byId(next[from], rows[at])) {
            beginInsertRows(parentIndex, row, row);
            rows.insert(rows.begin() + row, next[from]);
            endInsertRows();
            changed = true;
            ++at;
            ++from;
        } else {
            if (rows[at] != next[from]) {
                rows[at] = next[from];
                emit dataChanged(index(row, 0, parentIndex), index(row, ColumnCount - 1, parentIndex));
                changed = true;
            }
            ++at;
            ++from;
        }
    }
    if (changed) {
        total(node);
        emit dataChanged(parentIndex, index(topicRow, ColumnCount - 1));
    }
}

std::pair<QString, int> GroupOffsetsModel::placeOf(const QModelIndex& index) const {
    if (!index.isValid())
        return {{}, -1};
    if (index.internalId() == 0)
        return {m_topics[std::size_t(index.row())].name, -1};
    const auto& node = m_topics[std::size_t(rowOf(index.internalId()))];
    return {node.name, node.partitions[std::size_t(index.row())].partition};
}

int GroupOffsetsModel::rowOf(quintptr id) const {
    for (std::size_t i = 0; i < m_topics.size(); ++i)
        if (m_topics[i].id == id)
            return int(i);
    return -1;
}

QModelIndex GroupOffsetsModel::index(int row, int column, const QModelIndex& parentIndex) const {
    if (!hasIndex(row, column, parentIndex))
        return {};
    if (!parentIndex.isValid())
        return createIndex(row, column, quintptr(0));
    return createIndex(row, column, m_topics[std::size_t(parentIndex.row())].id);
}

QModelIndex GroupOffsetsModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == 0)
        return {};
    const int row = rowOf(child.internalId());
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr(0));
}

int GroupOffsetsModel::rowCount(const QModelIndex& parentIndex) const {
    if (!parentIndex.isValid())
        return int(m_topics.size());
    if (parentIndex.internalId() != 0 || parentIndex.column() != 0)
        return 0;
    return int(m_topics[std::size_t(parentIndex.row())].partitions.size());
}

int GroupOffsetsModel::columnCount(const QModelIndex&) const {
    return ColumnCount;
}

QVariant GroupOffsetsModel::data(const QModelIndex& at, int role) const {
    if (!checkIndex(at, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = Column(at.column());
    const bool isTopic = at.internalId() == 0;
    if (role == KindRole)
        return int(kindOf(column, isTopic));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (isTopic)
        return topicData(m_topics[std::size_t(at.row())], column, role);
    return partitionData(m_topics[std::size_t(rowOf(at.internalId()))].partitions[std::size_t(at.row())],
                         column, role);
}

QString GroupOffsetsModel::lagTip(const TopicNode& node) {
    QStringList lines;
    if (node.unread)
        lines << unreadTip(node.unread, node.lag.has_value());
    if (node.withoutCommit > 0)
        lines << counted(
            Words::tr("%n partition(s) without a commit are not in this sum.", nullptr, node.withoutCommit),
            node.withoutCommit);
    if (node.beyond > 0)
        lines << counted(
            Words::tr("%n partition(s) committed beyond the end are not in this sum.", nullptr, node.beyond),
            node.beyond);
    if (node.deletedUnread > 0)
        lines << deletedUnread(node.deletedUnread);
    return lines.join(QLatin1Char('\n'));
}

QVariant GroupOffsetsModel::topicData(const TopicNode& node, Column column, int role) const {
    if (role == IdentityRole)
        return node.name;
    if (column == Name) {
        if (role == IconRole)
            return QStringLiteral("topic");
        if (role == Qt::DisplayRole || role == SortRole)
            return node.name;
    }
    if (column == Name && role == Qt::ToolTipRole)
        return counted(Words::tr("%n partition(s)", nullptr, int(node.partitions.size())),
                       node.partitions.size());
    if (column == Member && role == Qt::DisplayRole) {
        std::set<QString> members;
        for (const auto& row : node.partitions)
            if (!row.memberId.isEmpty())
                members.insert(row.memberId);
        if (!members.empty())
            return counted(Words::tr("%n member(s)", nullptr, int(members.size())), members.size());
        const bool nobody = std::ranges::all_of(
            node.partitions, [](const auto& row) { return row.owners && *row.owners == 0; });
        return nobody ? Words::tr("nobody") : QString(unknownSign);
    }
    if (column == Trend && role == SparklineRole)
        return QVariant::fromValue(Sparkline(node.sparkline));
    if (column == Member && role == ToneRole)
        return int(Tone::Muted);
    if (column == Lag) {
        if (role == Qt::DisplayRole) {
            const QString instead =
                node.unread ? QString() : insteadOfNoLag(node.lag, node.beyondEnd, node.deletedUnread);
            return instead.isEmpty() ? lagSum(node.lag, node.partitions) : instead;
        }
        if (role == SortRole)
            return node.lag ? QVariant(*node.lag) : QVariant();
        if (role == StrongRole)
            return node.lag.value_or(0) > 0;
        const bool leftOut = node.beyond > 0 || node.deletedUnread > 0;
        if (role == ShapeRole && leftOut)
            return int(Shape::Diamond);
        if (role == ItalicRole)
            return node.lag && node.unread;
        if (role == ToneRole && node.unread)
            return int(Tone::Muted);
        if (role == ToneRole && leftOut)
            return int(Tone::Warn);
        if (role == Qt::ToolTipRole)
            return lagTip(node);
    }
    return {};
}

QVariant GroupOffsetsModel::partitionData(const GroupPartitionRow& row, Column column, int role) const {
    if (role == IdentityRole)
        return row.topic + QLatin1Char('-') + QString::number(row.partition);
    const auto number = [role](const session::Reading<qint64>& value) -> QVariant {
        if (role == Qt::DisplayRole)
            return formatCount(value);
        if (role == Qt::ToolTipRole)
            return unreadTip(value);
        if (role == ItalicRole)
            return isOlder(value);
        return role == SortRole && value ? QVariant(*value) : QVariant();
    };
    const auto name = [role](const QString& words, bool known) -> QVariant {
        if (role == Qt::DisplayRole)
            return known ? words : QString(unknownSign);
        return role == SortRole && known ? QVariant(words) : QVariant();
    };
    switch (column) {
    case Name:
        return role == Qt::DisplayRole || role == SortRole ? QVariant(QString::number(row.partition))
                                                           : QVariant();
    case Member:
        if (role == Qt::ToolTipRole)
            return row.owners.reason() ? unreadTip(row.owners) : row.memberId;
        if (role == ItalicRole)
            return isOlder(row.owners);
        if (role == ToneRole && (row.owners.value_or(0) == 0 || row.owners.reason()))
            return int(Tone::Muted);
        return name(ownerText(row), row.owners.has_value());
    case Host:
        if (role == ToneRole)
            return int(Tone::Muted);
        return name(row.host, !row.host.isEmpty());
    case Committed:
        if (role == Qt::DisplayRole)
            return commitText(row);
        if (role == Qt::ToolTipRole)
            return commitMeaning(row);
        return role == ToneRole ? QVariant(int(commitTone(row))) : number(row.committed);
    case LogStart:
        return role == ToneRole ? QVariant(int(Tone::Muted)) : number(row.logStart);
    case End:
        return number(row.end);
    case Lag:
        return lagFact(row, role);
    case Trend:
        return role == SparklineRole ? QVariant::fromValue(Sparkline(row.sparkline)) : QVariant();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant GroupOffsetsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    static constexpr const char* titles[ColumnCount] = {QT_TRANSLATE_NOOP("groups", "Topic, partition"),
                                                        QT_TRANSLATE_NOOP("groups", "Member"),
                                                        QT_TRANSLATE_NOOP("groups", "Host"),
                                                        QT_TRANSLATE_NOOP("groups", "Committed"),
                                                        QT_TRANSLATE_NOOP("groups", "Log start"),
                                                        QT_TRANSLATE_NOOP("groups", "End"),
                                                        QT_TRANSLATE_NOOP("groups", "Lag"),
                                                        QT_TRANSLATE_NOOP("groups", "Lag, 15 min")};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return Words::tr(titles[section]);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace models
