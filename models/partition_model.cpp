#include "models/partition_model.h"

#include <algorithm>
#include <array>

#include "models/unread.h"

namespace models {
namespace {

QString idList(const QVector<int>& ids) {
    QStringList words;
    for (int id : ids)
        words += QString::number(id);
    return words.isEmpty() ? QString(unknownSign) : words.join(QLatin1String(", "));
}

std::optional<qint64> countOf(const session::PartitionRow& p) {
    return p.logStart && p.end ? std::optional(std::max<qint64>(0, *p.end - *p.logStart)) : std::nullopt;
}

QString missingReplicas(const session::PartitionRow& p) {
    QStringList missing;
    for (int id : p.replicas)
        if (!p.inSyncReplicas.contains(id) && !p.adding.contains(id))
            missing += QString::number(id);
    return missing.join(QLatin1String(", "));
}

QString inSyncText(const PartitionLine& line, Zone) {
    const QString missing = missingReplicas(line.partition);
    const QString in = idList(line.partition.inSyncReplicas);
    if (missing.isEmpty() && !line.partition.adding.isEmpty())
        return QCoreApplication::translate("columns", "%1, adding %2").arg(in, idList(line.partition.adding));
    return missing.isEmpty() ? in : QCoreApplication::translate("columns", "%1 without %2").arg(in, missing);
}

QVariant inSyncFact(const PartitionLine& line, int role) {
    const bool lacking = !missingReplicas(line.partition).isEmpty();
    if (role == ToneRole)
        return lacking ? QVariant(static_cast<int>(Tone::Warn)) : QVariant();
    if (role == ShapeRole)
        return static_cast<int>(lacking ? Shape::Triangle : Shape::None);
    return {};
}

/// None and all are said of none and all only.
QString shareText(const std::optional<double>& share) {
    if (!share)
        return unknownSign;
    const double percent = *share * 100;
    if (percent > 0 && percent < 0.1)
        return QStringLiteral("<0.1 %");
    if (percent < 100 && percent > 99.9)
        return QStringLiteral(">99.9 %");
    return QStringLiteral("%1 %").arg(percent, 0, 'f', 1);
}

/// Of all partitions of a topic, in their order.
std::vector<session::Reading<double>> sharesOf(const session::TopicRow& topic) {
    qint64 total = 0;
    bool every = true;
    session::Reason why;
    for (const auto& partition : topic.partitionRows) {
        total += partition.size.value_or(0);
        every = every && partition.size;
        if (!why)
            why = partition.size.reason();
    }
    std::vector<session::Reading<double>> shares(topic.partitionRows.size());
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (every)
            shares[i] = total > 0 ? double(*topic.partitionRows[i].size) / double(total) : 0.0;
        shares[i].fail(why);
    }
    return shares;
}

constexpr std::array kColumns{
    Column<PartitionLine>{
        .id = "partition",
        .title = QT_TRANSLATE_NOOP("columns", "Partition"),
        .kind = CellKind::Number,
        .width = 92,
        .text = [](const PartitionLine& l, Zone) { return QString::number(l.partition.id); },
        .value = [](const PartitionLine& l) { return QVariant(l.partition.id); },
        .filtered = true,
    },
    Column<PartitionLine>{
        .id = "leader",
        .title = QT_TRANSLATE_NOOP("columns", "Leader"),
        .kind = CellKind::Number,
        .width = 70,
        .text =
            [](const PartitionLine& l, Zone) {
                return l.partition.leader ? QString::number(*l.partition.leader)
                                          : QCoreApplication::translate("columns", "none");
            },
        .value = [](const PartitionLine& l) { return valueOf(l.partition.leader); },
        .tip =
            [](const PartitionLine& l, Zone) {
                return l.partition.leader
                           ? QCoreApplication::translate("columns", "Leader epoch %1")
                                 .arg(l.partition.leaderEpoch)
                           : QCoreApplication::translate(
                                 "columns",
                                 "No broker leads this partition: it can be neither read nor written.");
            },
        .fact =
            [](const PartitionLine& l, int role) {
                return role == ToneRole && !l.partition.leader ? QVariant(static_cast<int>(Tone::Bad))
                                                               : QVariant();
            },
    },
    Column<PartitionLine>{
        .id = "replicas",
        .title = QT_TRANSLATE_NOOP("columns", "Replicas"),
        .kind = CellKind::Mono,
        .width = 96,
        .text = [](const PartitionLine& l, Zone) { return idList(l.partition.replicas); },
    },
    Column<PartitionLine>{
        .id = "isr",
        .title = QT_TRANSLATE_NOOP("columns", "In sync"),
        .kind = CellKind::State,
        .width = 120,
        .text = inSyncText,
        .tip =
            [](const PartitionLine& l, Zone) {
                return l.partition.adding.isEmpty()
                           ? QCoreApplication::translate("columns",
                                                         "The replicas that had all of the leader’s records "
                                                         "within the last replica.lag.time.max.ms (ISR); "
                                                         "they may lack newer ones.")
                           : QCoreApplication::translate("columns",
                                                         "It is reassigned now: replicas are added on %1, "
                                                         "which need not be in sync yet.")
                                 .arg(idList(l.partition.adding));
            },
        .fact = inSyncFact,
    },
    Column<PartitionLine>{
        .id = "start",
        .title = QT_TRANSLATE_NOOP("columns", "Log start"),
        .kind = CellKind::Number,
        .width = 108,
        .text = [](const PartitionLine& l, Zone) { return formatCount(l.partition.logStart); },
        .value = [](const PartitionLine& l) { return valueOf(l.partition.logStart); },
        .tip = [](const PartitionLine& l, Zone) { return unreadTip(l.partition.logStart); },
        .fact = [](const PartitionLine& l, int role) { return mutedWhenOlder(l.partition.logStart, role); },
    },
    Column<PartitionLine>{
        .id = "end",
        .title = QT_TRANSLATE_NOOP("columns", "End"),
        .kind = CellKind::Number,
        .width = 108,
        .text = [](const PartitionLine& l, Zone) { return formatCount(l.partition.end); },
        .value = [](const PartitionLine& l) { return valueOf(l.partition.end); },
        .tip =
            [](const PartitionLine& l, Zone) {
                if (l.partition.end.reason())
                    return unreadTip(l.partition.end);
                return l.partition.lastStable && l.partition.end && *l.partition.lastStable < *l.partition.end
                           ? QCoreApplication::translate("columns",
                                                         "Last stable offset %1: a transaction is open.")
                                 .arg(formatCount(*l.partition.lastStable))
                           : QString();
            },
        .fact = [](const PartitionLine& l, int role) { return mutedWhenOlder(l.partition.end, role); },
    },
    Column<PartitionLine>{
        .id = "count",
        .title = QT_TRANSLATE_NOOP("columns", "Count"),
        .kind = CellKind::Number,
        .width = 100,
        .text = [](const PartitionLine& l, Zone) { return formatCount(countOf(l.partition)); },
        .value = [](const PartitionLine& l) { return valueOf(countOf(l.partition)); },
        .tip =
            [](const PartitionLine&, Zone) {
                return QCoreApplication::translate("columns",
                                                   "End minus log start: an upper bound where offsets "
                                                   "have gaps.");
            },
    },
    Column<PartitionLine>{
        .id = "size",
        .title = QT_TRANSLATE_NOOP("columns", "Size"),
        .kind = CellKind::Number,
        .width = 88,
        .text = [](const PartitionLine& l, Zone) { return formatBytes(l.partition.size); },
        .value = [](const PartitionLine& l) { return valueOf(l.partition.size); },
        .unit = QT_TRANSLATE_NOOP("columns", "bytes"),
        .tip =
            [](const PartitionLine& l, Zone) {
                return l.partition.size && !l.partition.size.reason() ? formatExactBytes(*l.partition.size)
                                                                      : unreadTip(l.partition.size);
            },
        .fact = [](const PartitionLine& l, int role) { return mutedWhenOlder(l.partition.size, role); },
    },
    Column<PartitionLine>{
        .id = "share",
        .title = QT_TRANSLATE_NOOP("columns", "Share"),
        .kind = CellKind::Share,
        .width = 150,
        .text = [](const PartitionLine& l, Zone) { return shareText(l.share); },
        .value = [](const PartitionLine& l) { return valueOf(l.share); },
        .tip = [](const PartitionLine& l, Zone) { return unreadTip(l.share); },
        .fact = [](const PartitionLine& l,
                   int role) { return role == ShareRole ? valueOf(l.share) : mutedWhenOlder(l.share, role); },
    },
    Column<PartitionLine>{
        .id = "in",
        .title = QT_TRANSLATE_NOOP("columns", "In/s"),
        .kind = CellKind::Number,
        .width = 72,
        .text = [](const PartitionLine& l, Zone) { return formatRate(l.partition.inPerSecond); },
        .value = [](const PartitionLine& l) { return valueOf(l.partition.inPerSecond); },
        .fact =
            [](const PartitionLine& l, int role) {
                return role == ToneRole ? mutedWhen(l.partition.inPerSecond.value_or(0) == 0) : QVariant();
            },
    },
    Column<PartitionLine>{
        .id = "last",
        .title = QT_TRANSLATE_NOOP("columns", "Newest timestamp"),
        .kind = CellKind::Number,
        .width = 190,
        .text = [](const PartitionLine& l, Zone zone) { return formatTime(l.partition.lastRecordMs, zone); },
        .value = [](const PartitionLine& l) { return valueOf(l.partition.lastRecordMs); },
        .tip = [](const PartitionLine& l, Zone) { return newestTip(l.partition.lastRecordMs); },
        .fact = [](const PartitionLine& l,
                   int role) { return mutedWhenOlder(l.partition.lastRecordMs, role); },
        .timed = true,
        .stretch = true,
    },
};

} // namespace

PartitionModel::PartitionModel(QObject* parent)
    : LiveTableModel(
          kColumns, [](const PartitionLine& line) -> const auto& { return line.partition.id; }, parent) {}

void PartitionModel::show(const session::TopicRow* topic) {
    if (!topic)
        return;
    const auto shares = sharesOf(*topic);
    std::vector<PartitionLine> lines;
    lines.reserve(shares.size());
    for (std::size_t i = 0; i < shares.size(); ++i)
        lines.push_back({topic->partitionRows[i], shares[i]});
    update(std::move(lines));
}

} // namespace models
