#include "facts/facts_json.h"

#include <QStringList>

namespace facts {

using namespace session;

namespace {

template <class T>
QJsonValue json(const std::optional<T>& value) {
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonArray json(const QVector<int>& ids) {
    QJsonArray out;
    for (const int id : ids)
        out << id;
    return out;
}

QJsonObject json(const BrokerRow& row) {
    return {
        {"host", row.host}, {"port", row.port}, {"rack", row.rack}, {"unreachable", row.unreachable.words()}};
}

QJsonObject json(const PartitionRow& row) {
    return {{"id", row.id},
            {"leader", json(row.leader)},
            {"replicas", json(row.replicas)},
            {"inSync", json(row.inSyncReplicas)},
            {"start", json(row.logStart)},
            {"end", json(row.end)},
            {"stable", json(row.lastStable)},
            {"size", json(row.size)},
            {"in", json(row.inPerSecond)},
            {"newest", json(row.lastRecordMs)}};
}

QJsonObject json(const TopicRow& row) {
    QJsonArray partitions;
    for (const auto& partition : row.partitionRows)
        partitions << json(partition);
    return {{"id", row.id},
            {"internal", row.internal},
            {"replication", row.replication},
            {"underReplicated", row.underReplicated},
            {"messages", json(row.messages)},
            {"exact", row.countKind == CountKind::Exact},
            {"size", json(row.size)},
            {"retention", json(row.retentionMs)},
            {"retentionBytes", json(row.retentionBytes)},
            {"cleanup", json(row.cleanup)},
            {"groups", QJsonArray::fromStringList(row.groups)},
            {"newest", json(row.lastRecordMs)},
            {"in", json(row.inPerSecond)},
            {"out", json(row.outPerSecond)},
            {"bytesIn", json(row.bytesInPerSecond)},
            {"partitions", partitions}};
}

QJsonObject json(const GroupMemberRow& row) {
    return {{"client", row.clientId},
            {"host", row.host},
            {"partitions", json(row.partitions)},
            {"lag", json(row.lag)},
            {"epoch", json(row.epoch)}};
}

QJsonObject json(const GroupTopicRow& row) {
    return {{"lag", json(row.lag)},
            {"withoutCommit", row.partitionsWithoutCommit},
            {"beyond", row.partitionsBeyondEnd},
            {"out", json(row.outPerSecond)}};
}

QJsonObject json(const GroupPartitionRow& row) {
    return {{"topic", row.topic},
            {"partition", row.partition},
            {"member", row.memberId},
            {"owners", json(row.owners)},
            {"committed", json(row.committed)},
            {"start", json(row.logStart)},
            {"end", json(row.end)},
            {"lag", json(row.lag)},
            {"beyond", row.commitState == CommitState::BeyondEnd},
            {"before", row.commitState == CommitState::BeforeLogStart}};
}

QJsonObject json(const GroupRow& row) {
    static const char* const states[] = {"Unknown", "Empty", "PreparingRebalance", "CompletingRebalance",
                                         "Stable",  "Dead",  "Assigning",          "Reconciling",
                                         "NotReady"};
    QJsonObject members, topics;
    for (const auto& member : row.memberRows)
        members[member.memberId] = json(member);
    for (const auto& topic : row.topicRows)
        topics[topic.topic] = json(topic);
    QJsonArray partitions;
    for (const auto& partition : row.partitionRows)
        partitions << json(partition);
    return {{"type", row.type},
            {"state", QString::fromLatin1(states[static_cast<int>(row.state)])},
            {"protocol", row.protocol},
            {"coordinator", row.coordinator},
            {"epoch", json(row.epoch)},
            {"assignmentEpoch", json(row.assignmentEpoch)},
            {"topologyEpoch", json(row.topologyEpoch)},
            {"count", json(row.members)},
            {"lag", json(row.lag)},
            {"withoutCommit", row.partitionsWithoutCommit},
            {"beyond", row.partitionsBeyondEnd},
            {"out", json(row.outPerSecond)},
            {"members", members},
            {"topics", topics},
            {"partitions", partitions}};
}

QJsonObject json(const ClusterFigures& figures) {
    return {{"partitions", figures.partitions},
            {"underReplicated", figures.underReplicated},
            {"offline", figures.offline},
            {"topics", figures.topics},
            {"internalTopics", figures.internalTopics},
            {"groups", json(figures.groups)},
            {"worstLag", json(figures.worstLag)},
            {"worstLagGroup", figures.worstLagGroup},
            {"in", json(figures.inPerSecond)},
            {"out", json(figures.outPerSecond)},
            {"bytesIn", json(figures.bytesInPerSecond)}};
}

const char* word(RecordMark mark) {
    switch (mark) {
    case RecordMark::None:
        return "none";
    case RecordMark::Committed:
        return "committed";
    case RecordMark::Aborted:
        return "aborted";
    case RecordMark::Open:
        return "open";
    case RecordMark::Undecided:
        return "undecided";
    case RecordMark::CommitMarker:
        return "COMMIT";
    case RecordMark::AbortMarker:
        return "ABORT";
    case RecordMark::OtherControl:
        return "control";
    }
    return "";
}

} // namespace

QJsonObject json(const ClusterSnapshot& snapshot) {
    QJsonObject brokers, topics, groups;
    for (const auto& broker : snapshot.brokers)
        brokers[QString::number(broker.id)] = json(broker);
    for (const auto& topic : snapshot.topics)
        topics[topic->name] = json(*topic);
    for (const auto& group : snapshot.groups)
        groups[group->id] = json(*group);
    return {{"clusterId", snapshot.clusterId},
            {"version", snapshot.version},
            {"brokers", brokers},
            {"topics", topics},
            {"groups", groups},
            {"figures", json(snapshot.figures)},
            {"partial", snapshot.partialReason}};
}

QJsonObject json(const std::vector<ConfigRow>& rows) {
    QJsonObject out;
    for (const auto& row : rows) {
        QJsonArray synonyms;
        for (const auto& synonym : row.synonyms)
            synonyms << QStringLiteral("%1:%2=%3")
                            .arg(synonym.source, synonym.name, synonym.value.value_or("null"));
        out[row.name] = QJsonObject{{"value", json(row.value)},
                                    {"default", json(row.defaultValue)},
                                    {"source", row.source},
                                    {"overridden", row.overridden},
                                    {"synonyms", synonyms}};
    }
    return out;
}

QJsonObject json(const RecordRow& row) {
    const auto& batch = row.batch;
    return {{"partition", row.partition},
            {"offset", row.offset},
            {"mark", QString::fromLatin1(word(row.mark))},
            {"time", row.timestampMs},
            {"keySize", row.keySize},
            {"valueSize", row.valueSize},
            {"key", row.key ? QJsonValue(QString::fromUtf8(*row.key)) : QJsonValue()},
            {"value", row.value ? QJsonValue(QString::fromUtf8(*row.value)) : QJsonValue()},
            {"baseOffset", batch.baseOffset},
            {"records", batch.records},
            {"codec", batch.codec},
            {"bytes", batch.wireBytes},
            {"crc", qint64(batch.crc)},
            {"crcMatches", batch.crcMatches},
            {"leaderEpoch", batch.leaderEpoch},
            {"producer", batch.producerId},
            {"producerEpoch", batch.producerEpoch},
            {"sequence", batch.sequence},
            {"transactional", batch.transactional}};
}

} // namespace facts
