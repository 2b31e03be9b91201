#include "models/group_model.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

#include "models/run_words.h"
#include "models/unread.h"

using session::GroupMemberRow;
using session::GroupPtr;
using session::GroupState;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(groups)
};

QVariant stateFact(const GroupPtr& group, int role) {
    const auto look = lookOf(*group);
    if (role == ShapeRole)
        return static_cast<int>(look.shape);
    if (role == ItalicRole)
        return bool(group->stateUnread);
    return role == ToneRole ? QVariant(static_cast<int>(look.tone)) : QVariant();
}

/// Of the lag of a group or of a member, which are sums.
template <class Sum>
QString sumTip(const Sum& of) {
    QStringList lines;
    if (const QString unread = unreadTip(of.lag); !unread.isEmpty())
        lines << unread;
    if (of.partitionsWithoutCommit > 0)
        lines << counted(Words::tr("%n partition(s) without a commit are not in this sum.", nullptr,
                                   of.partitionsWithoutCommit),
                         of.partitionsWithoutCommit);
    if (const int beyond = of.partitionsBeyondEnd; beyond > 0)
        lines << counted(
            Words::tr("%n partition(s) committed beyond the end are not in this sum.", nullptr, beyond),
            beyond);
    if (of.deletedUnread > 0)
        lines << deletedUnread(of.deletedUnread);
    return lines.join(QLatin1Char('\n'));
}

template <class Sum>
QVariant sumFact(const Sum& of, int role) {
    if (role == ItalicRole)
        return isOlder(of.lag);
    if (role != ToneRole && role != ShapeRole)
        return {};
    const bool leftOut = of.partitionsBeyondEnd > 0 || of.deletedUnread > 0;
    if (role == ShapeRole)
        return leftOut ? QVariant(static_cast<int>(Shape::Diamond)) : QVariant();
    if (of.lag.reason())
        return mutedWhen(true);
    return leftOut ? QVariant(static_cast<int>(Tone::Warn)) : mutedWhen(of.lag.value_or(0) == 0);
}

/// Words where the sum alone would say that nothing waits.
QString lagText(const GroupPtr& group, Zone) {
    const QString instead = insteadOfNoLag(group->lag, group->beyondEnd, group->deletedUnread);
    return instead.isEmpty() ? lagSum(group->lag, group->partitionRows) : instead;
}

QString memberLagText(const GroupMemberRow& member, Zone) {
    if (const QString instead = insteadOfNoLag(member.lag, member.beyondEnd, member.deletedUnread);
        !instead.isEmpty())
        return instead;
    return member.lag && member.lagIsLeast ? leastSign + formatCount(member.lag) : formatCount(member.lag);
}

QString kindTip(const GroupPtr& group, Zone) {
    QStringList lines;
    if (group->epoch)
        lines << Words::tr("Group epoch %1, assignment epoch %2")
                     .arg(*group->epoch)
                     .arg(group->assignmentEpoch.value_or(-1));
    if (group->topologyEpoch)
        lines << Words::tr("Topology epoch %1").arg(*group->topologyEpoch);
    for (const QString& part : group->subtopologies)
        lines << Words::tr("Subtopology %1").arg(part);
    return lines.join(QLatin1Char('\n'));
}

QString memberTip(const GroupMemberRow& member, Zone) {
    QStringList lines{member.memberId};
    if (!member.instanceId.isEmpty())
        lines << Words::tr("static member %1").arg(member.instanceId);
    if (member.epoch)
        lines << Words::tr("Member epoch %1").arg(*member.epoch);
    if (!member.subscription.isEmpty())
        lines << Words::tr("Subscribed to %1").arg(member.subscription.join(QLatin1String(", ")));
    if (!member.subscriptionPattern.isEmpty())
        lines << Words::tr("Subscribed to topics like %1").arg(member.subscriptionPattern);
    return lines.join(QLatin1Char('\n'));
}

QString assignedTip(const GroupMemberRow& member, Zone) {
    QStringList lines;
    if (const QString unread = unreadTip(member.partitions); !unread.isEmpty())
        lines << unread;
    if (member.toCome > 0)
        lines << counted(Words::tr("%n partition(s) still to be given to it", nullptr, member.toCome),
                         member.toCome);
    if (member.toGo > 0)
        lines << counted(Words::tr("%n partition(s) still to be given up", nullptr, member.toGo),
                         member.toGo);
    if (member.standbyTasks > 0)
        lines << counted(Words::tr("%n standby task(s)", nullptr, member.standbyTasks), member.standbyTasks);
    if (member.warmupTasks > 0)
        lines << counted(Words::tr("%n warm-up task(s)", nullptr, member.warmupTasks), member.warmupTasks);
    return lines.join(QLatin1Char('\n'));
}

QString assignedText(const GroupMemberRow& member, Zone) {
    return member.partitions ? formatCount(qint64(*member.partitions)) : QString(unknownSign);
}

QVariant topicChips(const GroupPtr& group, int role) {
    if (role != ChipsRole)
        return {};
    Chips chips;
    for (const QString& topic : group->topics)
        chips.append({topic, Shape::None, Tone::Text});
    return QVariant::fromValue(chips);
}

constexpr std::array kGroupColumns{
    Column<GroupPtr>{
        .id = "name",
        .title = QT_TRANSLATE_NOOP("columns", "Name"),
        .kind = CellKind::Name,
        .width = 200,
        .text = [](const GroupPtr& g, Zone) { return g->id; },
        .tip = [](const GroupPtr& g, Zone) { return g->id; },
        .fact = [](const GroupPtr&,
                   int role) { return role == IconRole ? QVariant(QStringLiteral("group")) : QVariant(); },
        .stretch = true,
        .filtered = true,
    },
    Column<GroupPtr>{
        .id = "state",
        .title = QT_TRANSLATE_NOOP("columns", "State"),
        .kind = CellKind::State,
        .width = 150,
        .text = [](const GroupPtr& g, Zone) { return lookOf(*g).word; },
        .tip = [](const GroupPtr& g, Zone) { return lookOf(*g).meaning; },
        .fact = stateFact,
    },
    Column<GroupPtr>{
        .id = "type",
        .title = QT_TRANSLATE_NOOP("columns", "Type"),
        .width = 140,
        .text =
            [](const GroupPtr& g, Zone) {
                return g->protocol.isEmpty() ? g->type : g->type + QStringLiteral(" · ") + g->protocol;
            },
        .tip = kindTip,
        .fact = [](const GroupPtr&, int role) { return role == ToneRole ? mutedWhen(true) : QVariant(); },
    },
    Column<GroupPtr>{
        .id = "members",
        .title = QT_TRANSLATE_NOOP("columns", "Members"),
        .kind = CellKind::Number,
        .width = 72,
        .text = [](const GroupPtr& g,
                   Zone) { return g->members ? formatCount(qint64(*g->members)) : QString(unknownSign); },
        .value = [](const GroupPtr& g) { return valueOf(g->members); },
        .tip = [](const GroupPtr& g, Zone) { return unreadTip(g->members); },
        .fact = [](const GroupPtr& g, int role) { return mutedWhenOlder(g->members, role); },
    },
    Column<GroupPtr>{
        .id = "topics",
        .title = QT_TRANSLATE_NOOP("columns", "Topics"),
        .kind = CellKind::Chips,
        .width = 180,
        .text = [](const GroupPtr& g, Zone) { return g->topics.join(QLatin1String(", ")); },
        .tip = [](const GroupPtr& g, Zone) { return g->topics.join(QLatin1Char('\n')); },
        .fact = topicChips,
        .filtered = true,
    },
    Column<GroupPtr>{
        .id = "lag",
        .title = QT_TRANSLATE_NOOP("columns", "Lag"),
        .kind = CellKind::Number,
        .width = 96,
        .text = lagText,
        .value = [](const GroupPtr& g) { return valueOf(g->lag); },
        .tip = [](const GroupPtr& g, Zone) { return sumTip(*g); },
        .fact = [](const GroupPtr& g, int role) { return sumFact(*g, role); },
    },
    Column<GroupPtr>{
        .id = "trend",
        .title = QT_TRANSLATE_NOOP("columns", "Lag, 15 min"),
        .kind = CellKind::Sparkline,
        .width = 88,
        .value = [](const GroupPtr& g) { return valueOf(g->lag); },
        .fact =
            [](const GroupPtr& g, int role) {
                return role == SparklineRole ? QVariant::fromValue(Sparkline(g->sparkline)) : QVariant();
            },
    },
    Column<GroupPtr>{
        .id = "out",
        .title = QT_TRANSLATE_NOOP("columns", "Committed/s"),
        .kind = CellKind::Number,
        .width = 88,
        .text = [](const GroupPtr& g, Zone) { return partialRate(g->outPerSecond); },
        .value = [](const GroupPtr& g) { return valueOf(g->outPerSecond); },
        .tip = [](const GroupPtr& g, Zone) { return outgoingTip(g->outPerSecond, false); },
        .fact =
            [](const GroupPtr& g, int role) {
                return role == ToneRole ? mutedWhen(g->outPerSecond.value_or(0) == 0) : QVariant();
            },
    },
    Column<GroupPtr>{
        .id = "coordinator",
        .title = QT_TRANSLATE_NOOP("columns", "Coordinator"),
        .width = 96,
        .text =
            [](const GroupPtr& g, Zone) {
                return g->coordinator < 0
                           ? QString(unknownSign)
                           : QCoreApplication::translate("groups", "broker %1").arg(g->coordinator);
            },
        .value = [](const GroupPtr& g) { return QVariant(g->coordinator); },
        .fact = [](const GroupPtr&, int role) { return role == ToneRole ? mutedWhen(true) : QVariant(); },
    },
};

constexpr std::array kMemberColumns{
    Column<GroupMemberRow>{
        .id = "member",
        .title = QT_TRANSLATE_NOOP("columns", "Member"),
        .kind = CellKind::Name,
        .width = 160,
        .text = [](const GroupMemberRow& m,
                   Zone) { return memberName(m.clientId, m.memberId, m.sharesClient); },
        .tip = memberTip,
        .stretch = true,
        .filtered = true,
    },
    Column<GroupMemberRow>{
        .id = "instance",
        .title = QT_TRANSLATE_NOOP("columns", "Instance id"),
        .kind = CellKind::Mono,
        .width = 120,
        .text = [](const GroupMemberRow& m, Zone) { return m.instanceId; },
        .tip =
            [](const GroupMemberRow& m, Zone) {
                return m.instanceId.isEmpty()
                           ? QString()
                           : QCoreApplication::translate("groups", "group.instance.id of a static member");
            },
        .hidden = true,
        .filtered = true,
    },
    Column<GroupMemberRow>{
        .id = "host",
        .title = QT_TRANSLATE_NOOP("columns", "Host"),
        .kind = CellKind::Mono,
        .width = 110,
        .text = [](const GroupMemberRow& m, Zone) { return m.host; },
        .fact = [](const GroupMemberRow&,
                   int role) { return role == ToneRole ? mutedWhen(true) : QVariant(); },
    },
    Column<GroupMemberRow>{
        .id = "partitions",
        .title = QT_TRANSLATE_NOOP("columns", "Partitions"),
        .kind = CellKind::Number,
        .width = 78,
        .text = assignedText,
        .value = [](const GroupMemberRow& m) { return valueOf(m.partitions); },
        .tip = assignedTip,
        .fact =
            [](const GroupMemberRow& m, int role) {
                const bool moves = m.toCome > 0 || m.toGo > 0;
                if (role == ShapeRole && moves)
                    return QVariant(static_cast<int>(Shape::Triangle));
                return role == ToneRole && moves ? QVariant(static_cast<int>(Tone::Warn)) : QVariant();
            },
    },
    Column<GroupMemberRow>{
        .id = "epoch",
        .title = QT_TRANSLATE_NOOP("columns", "Epoch"),
        .kind = CellKind::Number,
        .width = 60,
        .text = [](const GroupMemberRow& m,
                   Zone) { return m.epoch ? QString::number(*m.epoch) : QString(unknownSign); },
        .value = [](const GroupMemberRow& m) { return valueOf(m.epoch); },
        .tip =
            [](const GroupMemberRow& m, Zone) {
                return m.epoch
                           ? QString()
                           : QCoreApplication::translate("groups", "Classic groups have no member epochs.");
            },
        .fact = [](const GroupMemberRow&,
                   int role) { return role == ToneRole ? mutedWhen(true) : QVariant(); },
    },
    Column<GroupMemberRow>{
        .id = "lag",
        .title = QT_TRANSLATE_NOOP("columns", "Lag"),
        .kind = CellKind::Number,
        .width = 78,
        .text = memberLagText,
        .value = [](const GroupMemberRow& m) { return valueOf(m.lag); },
        .tip = [](const GroupMemberRow& m, Zone) { return sumTip(m); },
        .fact = [](const GroupMemberRow& m, int role) { return sumFact(m, role); },
    },
};

} // namespace

QString memberName(const QString& clientId, const QString& memberId, bool sharesClient) {
    constexpr int whole = 12, tail = 8; // letters; what tells ids apart stands at their end
    if (clientId.isEmpty() || memberId.isEmpty())
        return clientId.isEmpty() ? memberId : clientId;
    const QString own = memberId.size() <= whole ? memberId : QStringLiteral("…") + memberId.last(tail);
    return sharesClient ? clientId + QStringLiteral(" · ") + own : clientId;
}

QString deletedUnread(qint64 records) {
    if (records <= 0)
        return {};
    return counted(
        Words::tr("%n record(s) were deleted before they were committed; Kafka's own tool counts them as "
                  "lag.",
                  nullptr, pluralOf(records)),
        records);
}

bool commits(const session::GroupRow& group) {
    return std::ranges::any_of(group.partitionRows,
                               [](const auto& row) { return row.committed.has_value(); });
}

bool lacksLag(const std::vector<session::GroupPartitionRow>& rows) {
    return std::ranges::any_of(rows, [](const auto& row) { return row.lacksLag(); });
}

QString lagSum(const std::optional<qint64>& lag, const std::vector<session::GroupPartitionRow>& rows) {
    return lag && lacksLag(rows) ? leastSign + formatCount(lag) : formatCount(lag);
}

QString countedLagSum(qint64 lag, const std::vector<session::GroupPartitionRow>& rows) {
    return lacksLag(rows) ? leastSign + countedRecords(lag) : countedRecords(lag);
}

int withoutCommit(const std::vector<session::GroupPtr>& groups) {
    return static_cast<int>(std::ranges::count_if(
        groups, [](const session::GroupPtr& group) { return lacksLag(group->partitionRows); }));
}

QString beyondTheEnd(qint64 records) {
    return Words::tr("%1 beyond the end").arg(formatCount(records));
}

QString deletedSum(qint64 records) {
    return Words::tr("%1 deleted unread").arg(formatCount(records));
}

QString insteadOfNoLag(const session::Reading<qint64>& lag, qint64 beyondEnd, qint64 deletedUnread) {
    if (lag.value_or(0) > 0 || lag.reason())
        return {};
    if (beyondEnd > 0)
        return beyondTheEnd(beyondEnd);
    return deletedUnread > 0 ? deletedSum(deletedUnread) : QString();
}

bool mayLag(const session::GroupRow& group) {
    return group.lag.value_or(0) > 0 || group.lag.reason() || lacksLag(group.partitionRows);
}

QString deletedUnread(const std::vector<session::GroupPtr>& groups) {
    const auto count = std::ranges::count_if(groups, [](const auto& row) { return row->deletedUnread > 0; });
    return count == 0
               ? QString()
               : counted(Words::tr("Records of %n group(s) were deleted before they were committed; no "
                                   "lag counts them, but Kafka's own tool does.",
                                   nullptr, int(count)),
                         count);
}

GroupStateLook lookOf(GroupState state) {
    switch (state) {
    case GroupState::Unknown:
        return {Words::tr("Unknown"), Words::tr("The coordinator has not said."), Shape::Ring, Tone::Muted};
    case GroupState::Empty:
        return {Words::tr("Empty"), Words::tr("No members; its offsets are kept."), Shape::Ring, Tone::Muted};
    case GroupState::PreparingRebalance:
        return {Words::tr("Rebalancing"),
                Words::tr("PreparingRebalance: the coordinator waits for members to join again."),
                Shape::Triangle, Tone::Warn};
    case GroupState::CompletingRebalance:
        return {Words::tr("Rebalancing"),
                Words::tr("CompletingRebalance: members wait for the leader's assignment."), Shape::Triangle,
                Tone::Warn};
    case GroupState::Stable:
        return {Words::tr("Stable"), Words::tr("Every member has its partitions."), Shape::Disc, Tone::Good};
    case GroupState::Dead:
        return {Words::tr("Dead"), Words::tr("The group is being removed."), Shape::Cross, Tone::Muted};
    case GroupState::Assigning:
        return {Words::tr("Assigning"), Words::tr("The coordinator works out a new assignment."),
                Shape::Triangle, Tone::Warn};
    case GroupState::Reconciling:
        return {Words::tr("Reconciling"), Words::tr("Members move to their new partitions."), Shape::Triangle,
                Tone::Warn};
    case GroupState::NotReady:
        return {Words::tr("Not ready"),
                Words::tr("NotReady: topics that the streams program reads are missing or do not fit."),
                Shape::Triangle, Tone::Warn};
    }
    return {};
}

GroupStateLook lookOf(const session::GroupRow& group) {
    GroupStateLook look = lookOf(group.state);
    if (group.stateUnread) {
        look.tone = Tone::Muted;
        look.meaning = unreadTip(group.stateUnread, true);
    }
    return look;
}

GroupModel::GroupModel(QObject* parent)
    : LiveTableModel(
          kGroupColumns, [](const GroupPtr& group) -> const auto& { return group->id; }, parent) {}

GroupMemberModel::GroupMemberModel(QObject* parent)
    : LiveTableModel(
          kMemberColumns, [](const GroupMemberRow& member) -> const auto& { return member.memberId; },
          parent) {}

} // namespace models
