#include "models/topic_model.h"

#include <array>

#include "models/unread.h"

using session::TopicPtr;

namespace models {
namespace {

QString countText(const TopicPtr& topic, Zone) {
    const QString count = formatCount(topic->messages);
    return topic->messages && topic->countKind == session::CountKind::Span
               ? estimateSign + QStringLiteral(" ") + count
               : count;
}

QString countTip(const TopicPtr& topic, Zone) {
    if (!topic->messages || topic->messages.reason())
        return unreadTip(topic->messages);
    return topic->countKind == session::CountKind::Exact
               ? QCoreApplication::translate("columns", "As many records as the log holds.")
               : QCoreApplication::translate(
                     "columns",
                     "From the log's start to its end. Compaction and transactions leave gaps, so there may "
                     "be fewer records.");
}

QString cleanupText(const session::Reading<QString>& policy) {
    if (!policy)
        return unknownSign;
    return QString(*policy).replace(QLatin1Char(','), QLatin1String(", ")).simplified();
}

/// Where replicas lack: how many are in sync in the partition that lacks most.
QString replicationText(const TopicPtr& topic, Zone) {
    if (topic->underReplicated == 0)
        return formatCount(qint64(topic->replication));
    int least = topic->replication;
    for (const auto& partition : topic->partitionRows)
        least = std::min(least, int(partition.inSyncReplicas.size()));
    return QCoreApplication::translate("columns", "%1 of %2").arg(least).arg(topic->replication);
}

/// What compaction alone cleans is kept whatever its retention.
bool retentionActs(const TopicPtr& topic) {
    return !topic->cleanup || topic->cleanup->contains(QLatin1String("delete"));
}

/// What is kept for any time may still be cut by its size.
QString retentionText(const TopicPtr& topic, Zone) {
    if (!retentionActs(topic))
        return formatRetention(-1);
    const bool isCutBySize = topic->retentionMs == -1 && topic->retentionBytes.value_or(-1) >= 0;
    return isCutBySize ? formatBytes(*topic->retentionBytes) : formatRetention(topic->retentionMs);
}

QString retentionTip(const TopicPtr& topic, Zone) {
    if (topic->retentionMs.reason())
        return unreadTip(topic->retentionMs);
    if (!retentionActs(topic))
        return QCoreApplication::translate(
                   "columns",
                   "Its retention of %1 does not act: records are deleted where cleanup.policy says delete.")
            .arg(formatRetention(topic->retentionMs));
    return topic->retentionBytes && *topic->retentionBytes >= 0
               ? QCoreApplication::translate("columns", "At most %1 a partition.")
                     .arg(formatBytes(*topic->retentionBytes))
               : QString();
}

bool isEmpty(const TopicPtr& topic) {
    return topic->messages == 0 && !topic->messages.reason();
}

QString lastText(const TopicPtr& topic, Zone zone) {
    return isEmpty(topic) ? QCoreApplication::translate("columns", "empty")
                          : formatTime(topic->lastRecordMs, zone);
}

QString lastTip(const TopicPtr& topic, Zone zone) {
    const auto& newest = topic->lastRecordMs;
    if (isEmpty(topic) || (newest.reason() && !newest))
        return unreadTip(newest);
    QStringList lines;
    if (newest.reason())
        lines << QCoreApplication::translate("columns",
                                             "A later one may be there: of some partition it cannot "
                                             "be read now. %1")
                     .arg(newest.reason().words());
    if (topic->lastRecordAsOfMs != 0)
        lines << QCoreApplication::translate(
                     "columns", "As of %1: newest timestamps are asked for while their topics are on screen.")
                     .arg(formatTime(topic->lastRecordAsOfMs, zone));
    return lines.isEmpty() ? newestTip(newest) : lines.join(QLatin1Char('\n'));
}

QVariant groupChips(const TopicPtr& topic, int role) {
    if (role != ChipsRole)
        return {};
    Chips chips;
    for (const QString& group : topic->groups)
        chips.append({group, Shape::None, Tone::Text});
    return QVariant::fromValue(chips);
}

template <class Value>
QVariant quietWhenZero(const std::optional<Value>& value, int role) {
    return role == ToneRole ? mutedWhen(!value || *value == Value{}) : QVariant();
}

template <class Value>
QVariant quietOrOlder(const session::Reading<Value>& value, int role) {
    return isOlder(value) ? mutedWhenOlder(value, role) : quietWhenZero(value, role);
}

constexpr std::array kColumns{
    Column<TopicPtr>{
        .id = "name",
        .title = QT_TRANSLATE_NOOP("columns", "Name"),
        .kind = CellKind::Name,
        .width = 176,
        .text = [](const TopicPtr& t, Zone) { return t->name; },
        .tip = [](const TopicPtr& t,
                  Zone) { return t->id.isEmpty() ? t->name : t->name + QLatin1Char('\n') + t->id; },
        .fact =
            [](const TopicPtr& t, int role) {
                if (role == IconRole)
                    return QVariant(QStringLiteral("topic"));
                return role == ToneRole ? mutedWhen(t->internal) : QVariant();
            },
        .stretch = true,
        .filtered = true,
    },
    Column<TopicPtr>{
        .id = "partitions",
        .title = QT_TRANSLATE_NOOP("columns", "Partitions"),
        .kind = CellKind::Number,
        .width = 72,
        .text = [](const TopicPtr& t, Zone) { return formatCount(qint64(t->partitions)); },
        .value = [](const TopicPtr& t) { return QVariant(t->partitions); },
    },
    Column<TopicPtr>{
        .id = "replication",
        .title = QT_TRANSLATE_NOOP("columns", "Replication"),
        .kind = CellKind::Number,
        .width = 78,
        .text = replicationText,
        .value = [](const TopicPtr& t) { return QVariant(t->replication); },
        .tip =
            [](const TopicPtr& t, Zone) {
                return t->underReplicated == 0
                           ? QString()
                           : counted(QCoreApplication::translate("columns", "%n partition(s) lack replicas.",
                                                                 nullptr, t->underReplicated),
                                     t->underReplicated);
            },
        .fact =
            [](const TopicPtr& t, int role) {
                if (t->underReplicated == 0)
                    return QVariant();
                return role == ToneRole    ? QVariant(static_cast<int>(Tone::Warn))
                       : role == ShapeRole ? QVariant(static_cast<int>(Shape::Triangle))
                                           : QVariant();
            },
    },
    Column<TopicPtr>{
        .id = "messages",
        .title = QT_TRANSLATE_NOOP("columns", "Messages"),
        .kind = CellKind::Number,
        .width = 112,
        .text = countText,
        .value = [](const TopicPtr& t) { return valueOf(t->messages); },
        .tip = countTip,
        .fact = [](const TopicPtr& t, int role) { return quietOrOlder(t->messages, role); },
    },
    Column<TopicPtr>{
        .id = "size",
        .title = QT_TRANSLATE_NOOP("columns", "Size"),
        .kind = CellKind::Number,
        .width = 82,
        .text = [](const TopicPtr& t, Zone) { return formatBytes(t->size); },
        .value = [](const TopicPtr& t) { return valueOf(t->size); },
        .unit = QT_TRANSLATE_NOOP("columns", "bytes"),
        .tip =
            [](const TopicPtr& t, Zone) {
                return t->size && !t->size.reason() ? formatExactBytes(*t->size) : unreadTip(t->size);
            },
        .fact = [](const TopicPtr& t, int role) { return quietOrOlder(t->size, role); },
    },
    Column<TopicPtr>{
        .id = "in",
        .title = QT_TRANSLATE_NOOP("columns", "In/s"),
        .kind = CellKind::Number,
        .width = 60,
        .text = [](const TopicPtr& t, Zone) { return formatRate(t->inPerSecond); },
        .value = [](const TopicPtr& t) { return valueOf(t->inPerSecond); },
        .fact = [](const TopicPtr& t, int role) { return quietWhenZero(t->inPerSecond, role); },
    },
    Column<TopicPtr>{
        .id = "out",
        .title = QT_TRANSLATE_NOOP("columns", "Committed/s"),
        .kind = CellKind::Number,
        .width = 60,
        .text = [](const TopicPtr& t, Zone) { return partialRate(t->outPerSecond); },
        .value = [](const TopicPtr& t) { return valueOf(t->outPerSecond); },
        .tip = [](const TopicPtr& t, Zone) { return outgoingTip(t->outPerSecond, t->outIsSent); },
        .fact = [](const TopicPtr& t, int role) { return quietWhenZero(t->outPerSecond, role); },
    },
    Column<TopicPtr>{
        .id = "trend",
        .title = QT_TRANSLATE_NOOP("columns", "In, 15 min"),
        .kind = CellKind::Sparkline,
        .width = 84,
        .value = [](const TopicPtr& t) { return valueOf(t->inPerSecond); },
        .fact =
            [](const TopicPtr& t, int role) {
                return role == SparklineRole ? QVariant::fromValue(Sparkline(t->sparkline)) : QVariant();
            },
    },
    Column<TopicPtr>{
        .id = "retention",
        .title = QT_TRANSLATE_NOOP("columns", "Retention"),
        .kind = CellKind::Number,
        .width = 68,
        .text = retentionText,
        // Kafka's own word for no limit, where it does not act.
        .value =
            [](const TopicPtr& t) {
                return retentionActs(t) ? valueOf(t->retentionMs) : QVariant(qint64(-1));
            },
        .unit = QT_TRANSLATE_NOOP("columns", "ms"),
        .tip = retentionTip,
    },
    Column<TopicPtr>{
        .id = "cleanup",
        .title = QT_TRANSLATE_NOOP("columns", "Cleanup"),
        .width = 112,
        .text = [](const TopicPtr& t, Zone) { return cleanupText(t->cleanup); },
        .tip = [](const TopicPtr& t, Zone) { return unreadTip(t->cleanup); },
        .fact = [](const TopicPtr&, int role) { return role == ToneRole ? mutedWhen(true) : QVariant(); },
    },
    Column<TopicPtr>{
        .id = "groups",
        .title = QT_TRANSLATE_NOOP("columns", "Groups"),
        .kind = CellKind::Chips,
        .width = 124,
        .text = [](const TopicPtr& t, Zone) { return t->groups.join(QLatin1String(", ")); },
        .tip = [](const TopicPtr& t, Zone) { return t->groups.join(QLatin1Char('\n')); },
        .fact = groupChips,
    },
    Column<TopicPtr>{
        .id = "last",
        .title = QT_TRANSLATE_NOOP("columns", "Newest timestamp"),
        .kind = CellKind::Number,
        .width = 190,
        .text = lastText,
        .value = [](const TopicPtr& t) { return isEmpty(t) ? QVariant() : valueOf(t->lastRecordMs); },
        .tip = lastTip,
        .fact =
            [](const TopicPtr& t, int role) {
                const bool now =
                    t->lastRecordMs && !t->lastRecordMs.reason() && t->lastRecordAsOfMs == 0 && !isEmpty(t);
                return role == ToneRole ? mutedWhen(!now) : QVariant();
            },
        .asOf = [](const TopicPtr& t) { return t->lastRecordAsOfMs; },
        .timed = true,
    },
};

} // namespace

TopicModel::TopicModel(QObject* parent)
    : LiveTableModel(
          kColumns, [](const TopicPtr& topic) -> const auto& { return topic->name; }, parent) {}

void TopicModel::setOutIsSent(bool sent) {
    m_outIsSent = sent;
    emit headerDataChanged(Qt::Horizontal, columnOf("out"), columnOf("out"));
}

QVariant TopicModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const bool title = orientation == Qt::Horizontal && (role == Qt::DisplayRole || role == PlainRole);
    if (m_outIsSent && title && section == columnOf("out"))
        return QCoreApplication::translate("columns", "Out/s");
    return LiveTableModel::headerData(section, orientation, role);
}

} // namespace models
