#include "models/group_model.h"

#include <array>

#include <QCoreApplication>

using session::GroupMemberRow;
using session::GroupPtr;
using session::GroupState;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(groups)
};

QVariant stateFact(const GroupPtr& group, int role) {
    const auto look = lookOf(group->state);
    if (role == ShapeRole)
        return static_cast<int>(look.shape);
    return role == ToneRole ? QVariant(static_cast<int>(look.tone)) : QVariant();
}

QString lagTip(const GroupPtr& group, Zone) {
    if (group->partitionsWithoutCommit == 0)
        return {};
    return Words::tr("%n partition(s) without a commit are not in this sum.", nullptr,
                     group->partitionsWithoutCommit);
}

QVariant topicChips(const GroupPtr& group, int role) {
    if (role != ChipsRole)
        return {};
    Chips chips;
    for (const QString& topic : group->topics)
        chips.append({topic, Shape::None, Tone::Text});
    return QVariant::fromValue(chips);
}

QVariant quietWithoutLag(const std::optional<qint64>& lag, int role) {
    return role == ToneRole ? mutedWhen(lag.value_or(0) == 0) : QVariant();
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
        .text = [](const GroupPtr& g, Zone) { return lookOf(g->state).word; },
        .tip = [](const GroupPtr& g, Zone) { return lookOf(g->state).meaning; },
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
        .text = [](const GroupPtr& g, Zone) { return formatCount(g->lag); },
        .value = [](const GroupPtr& g) { return valueOf(g->lag); },
        .tip = lagTip,
        .fact = [](const GroupPtr& g, int role) { return quietWithoutLag(g->lag, role); },
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
        .title = QT_TRANSLATE_NOOP("columns", "Out/s"),
        .kind = CellKind::Number,
        .width = 72,
        .text = [](const GroupPtr& g, Zone) { return formatRate(g->outPerSecond); },
        .value = [](const GroupPtr& g) { return valueOf(g->outPerSecond); },
        .tip = [](const GroupPtr&,
                  Zone) { return QCoreApplication::translate("groups", "How fast committed offsets rise."); },
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
        .text = [](const GroupMemberRow& m, Zone) { return m.clientId.isEmpty() ? m.memberId : m.clientId; },
        .tip =
            [](const GroupMemberRow& m, Zone) {
                return m.instanceId.isEmpty() ? m.memberId
                                              : QCoreApplication::translate("groups", "%1\nstatic member %2")
                                                    .arg(m.memberId, m.instanceId);
            },
        .stretch = true,
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
        .text = [](const GroupMemberRow& m, Zone) { return formatCount(qint64(m.partitions)); },
        .value = [](const GroupMemberRow& m) { return QVariant(m.partitions); },
    },
    Column<GroupMemberRow>{
        .id = "lag",
        .title = QT_TRANSLATE_NOOP("columns", "Lag"),
        .kind = CellKind::Number,
        .width = 78,
        .text = [](const GroupMemberRow& m, Zone) { return formatCount(m.lag); },
        .value = [](const GroupMemberRow& m) { return valueOf(m.lag); },
        .fact = [](const GroupMemberRow& m, int role) { return quietWithoutLag(m.lag, role); },
    },
};

} // namespace

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
    }
    return {};
}

GroupModel::GroupModel(QObject* parent)
    : LiveTableModel(
          kGroupColumns, [](const GroupPtr& group) { return group->id; }, parent) {}

GroupMemberModel::GroupMemberModel(QObject* parent)
    : LiveTableModel(
          kMemberColumns, [](const GroupMemberRow& member) { return member.memberId; }, parent) {}

} // namespace models
