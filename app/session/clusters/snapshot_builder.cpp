#include "session/clusters/snapshot_builder.h"

#include <algorithm>
#include <utility>

#include "session/clusters/group_rows.h"
#include "session/convert.h"

namespace session {

namespace {

constexpr std::int64_t configFreshMs = 60'000;

/// Kept where they are equal: a new list would cost an allocation a partition and beat.
void updateNumbers(QVector<int>& numbers, const std::vector<base::BrokerId>& ids) {
    if (std::ranges::equal(std::as_const(numbers), ids, {}, {}, &base::BrokerId::value))
        return;
    numbers.clear();
    numbers.reserve(static_cast<qsizetype>(ids.size()));
    for (const auto id : ids)
        numbers.append(id.value());
}

std::vector<BrokerRow> brokerRows(const Round& round) {
    std::vector<BrokerRow> out;
    for (const auto& broker : round.cluster.brokers) {
        const auto unreachable = round.unreachable.find(broker.id);
        out.push_back({broker.id.value(), text(broker.host), broker.port,
                       text(broker.rack).value_or(QString()), round.cluster.controller == broker.id,
                       unreachable != round.unreachable.end() ? unreachable->second : Reason()});
    }
    return out;
}

/// Adds what one part has to what the whole has so far: not known as soon as one part is not.
void add(Reading<qint64>& sum, const std::optional<qint64>& part, const Reason& why) {
    const Reason first = sum.reason() ? sum.reason() : why;
    if (sum && part)
        sum = *sum + *part;
    else
        sum.reset();
    sum.fail(first);
}

template <class T>
Reading<T> configured(const std::optional<T>& value, const Reason& unread) {
    return value ? Reading<T>(*value) : Reading<T>(unread);
}

} // namespace

std::shared_ptr<ClusterSnapshot> SnapshotBuilder::build(const Round& round) {
    const RoundIndex index(round);
    const auto groups = readGroups(round, index);
    m_meter.measure(round, groups, findTopics(round));
    m_firstRound = false;

    auto snapshot = std::make_shared<ClusterSnapshot>();
    snapshot->takenAtMs = round.beat.toMs;
    snapshot->clusterId = text(round.cluster.clusterId);
    snapshot->version = text(round.cluster.softwareGuess);
    snapshot->brokers = brokerRows(round);
    snapshot->partialReason = text(round.partialReason);
    snapshot->history = m_meter.view();

    if (round.groups) {
        std::unordered_map<std::string, GroupPtr> rows;
        for (const auto& reading : groups)
            rows.emplace(reading.listing->id, groupRow(round, reading));
        m_groups = std::move(rows);
    }
    for (const auto& [id, row] : m_groups) {
        snapshot->groups.push_back(row);
        for (const auto& topic : row->topicRows)
            if (const auto found = m_topics.find(topic.topic.toStdString()); found != m_topics.end())
                found->second.groups.emplace_back(topic.lag.value_or(-1), id);
    }
    std::ranges::sort(snapshot->groups, {}, &GroupRow::id);
    for (std::size_t i = 0; i < round.topics.size(); ++i)
        snapshot->topics.push_back(topicRow(round, i, m_topics.at(round.topics[i].name)));
    std::ranges::sort(snapshot->topics, {}, &TopicRow::name);
    fillFigures(round, *snapshot);
    return snapshot;
}

/// Brings m_topics up to the round; returns the names that are new in it.
std::unordered_set<std::string_view> SnapshotBuilder::findTopics(const Round& round) {
    std::unordered_set<std::string_view> appeared;
    std::unordered_map<std::string, Topic> topics;
    topics.reserve(round.topics.size());
    for (const auto& info : round.topics) {
        const auto known = m_topics.find(info.name);
        if (known != m_topics.end() && known->second.id == info.id) {
            topics.insert(m_topics.extract(known));
            continue;
        }
        topics[info.name].id = info.id;
        if (!m_firstRound)
            appeared.insert(info.name);
    }
    m_topics = std::move(topics);
    for (const auto& [name, facts] : round.configs)
        if (const auto found = m_topics.find(name); found != m_topics.end()) {
            if (facts.unread)
                found->second.config.unread = facts.unread; // what was known before stays
            else
                found->second.config = facts;
            found->second.configAskedMs = round.beat.toMs;
        }
    if (round.sizes) {
        m_sizesUnread = round.sizes->unread;
        for (const auto& [name, sizes] : round.sizes->byTopic)
            if (const auto found = m_topics.find(name); found != m_topics.end())
                for (const auto& [partition, size] : sizes)
                    found->second.sizes[partition] = size;
    }
    if (round.sizes || round.sizesUnread)
        m_noSizes = round.sizesUnread;
    for (auto& [name, topic] : m_topics)
        topic.groups.clear();
    return appeared;
}

GroupPtr SnapshotBuilder::groupRow(const Round& round, const GroupReading& reading) {
    const auto known = m_groups.find(reading.listing->id);
    const GroupPtr before = known != m_groups.end() ? known->second : nullptr;
    if (!reading.offsetsKnown && before) {
        GroupRow older = *before; // its commits as they were, and why they are not newer
        older.lag.fail(reading.offsetsUnread);
        return older == *before ? before : std::make_shared<const GroupRow>(std::move(older));
    }
    GroupRow row = makeGroupRow(reading);
    if (const auto* group = m_meter.group(reading.listing->id)) {
        row.outPerSecond = group->meter.outPerSecond();
        row.sparkline = sparklineOf(group->lag, round.beat.toMs);
        for (auto& topic : row.topicRows) {
            const std::string name = topic.topic.toStdString();
            topic.outPerSecond = group->meter.outPerSecond(name);
            if (const auto line = group->topics.find(name); line != group->topics.end())
                topic.sparkline = sparklineOf(line->second, round.beat.toMs);
        }
        // Both are by topic and partition.
        auto line = group->partitions.begin();
        for (std::size_t i = 0; i < reading.partitions.size(); ++i, ++line)
            row.partitionRows[i].sparkline = sparklineOf(line->second, round.beat.toMs);
    }
    return before && *before == row ? before : std::make_shared<const GroupRow>(std::move(row));
}

TopicPtr SnapshotBuilder::topicRow(const Round& round, std::size_t index, Topic& topic) {
    const auto& info = round.topics[index];
    TopicRow row;
    if (topic.row) {
        row = *topic.row;
    } else {
        row.name = text(info.name);
        if (info.id != base::Uuid{})
            row.id = text(info.id.toString());
    }
    row.internal = info.internal;
    row.partitions = static_cast<int>(info.partitions.size());
    row.replication = 0;
    row.underReplicated = 0;
    row.partitionRows.resize(info.partitions.size());
    Reading<qint64> messages = qint64(0), size = qint64(0);
    row.lastRecordMs.reset();
    const auto* measured = m_meter.topic(info.name);
    for (std::size_t p = 0; p < info.partitions.size(); ++p) {
        const auto& partition = info.partitions[p];
        auto& to = row.partitionRows[p];
        fillPartition(partition, round.partitions[index][p], topic, to);
        if (measured)
            to.inPerSecond = measured->meter.partitionInPerSecond(to.id);
        row.replication = std::max(row.replication, static_cast<int>(partition.replicas.size()));
        row.underReplicated += partition.inSyncReplicas.size() < partition.replicas.size() ? 1 : 0;
        add(messages, to.end && to.logStart ? std::optional(*to.end - *to.logStart) : std::nullopt,
            to.end.reason() ? to.end.reason() : to.logStart.reason());
        add(size, to.size, to.size.reason());
        if (to.lastRecordMs)
            row.lastRecordMs = std::max(row.lastRecordMs.value_or(*to.lastRecordMs), *to.lastRecordMs);
        else if (!row.lastRecordMs && to.lastRecordMs.reason())
            row.lastRecordMs = to.lastRecordMs.reason();
    }
    row.messages = messages;
    row.size = size;
    const auto& config = topic.config;
    row.cleanup = configured(text(config.cleanup), config.unread);
    row.retentionMs = configured<qint64>(config.retentionMs, config.unread);
    row.retentionBytes = configured<qint64>(config.retentionBytes, config.unread);
    row.countKind = m_exactCounts || row.messages == 0 ? CountKind::Exact : CountKind::Span;
    if (measured) {
        row.inPerSecond = measured->meter.inPerSecond();
        row.outPerSecond = measured->meter.outPerSecond();
        row.bytesInPerSecond = measured->meter.bytesInPerSecond();
        row.sparkline = sparklineOf(measured->in, round.beat.toMs);
    }
    std::ranges::sort(topic.groups, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    row.groups.clear();
    for (const auto& [lag, id] : topic.groups)
        row.groups << text(id);
    if (!topic.row || *topic.row != row)
        topic.row = std::make_shared<const TopicRow>(std::move(row));
    return topic.row;
}

void SnapshotBuilder::fillPartition(const client::PartitionInfo& info, const PartitionFacts& facts,
                                    const Topic& topic, PartitionRow& row) {
    if (row.id != info.id.value())
        row = {};
    row.id = info.id.value();
    row.leader = info.leader ? std::optional(info.leader->value()) : std::nullopt;
    row.leaderEpoch = info.leaderEpoch.value();
    updateNumbers(row.replicas, info.replicas);
    updateNumbers(row.inSyncReplicas, info.inSyncReplicas);
    row.logStart.take(facts.logStart);
    row.end.take(facts.end);
    row.lastStable = facts.lastStable; // an older one would look as if a transaction held it back
    row.lastRecordMs.take(facts.newestMs);
    if (const auto size = topic.sizes.find(row.id); size != topic.sizes.end())
        row.size = size->second;
    if (const auto unread = info.leader ? m_sizesUnread.find(*info.leader) : m_sizesUnread.end();
        unread != m_sizesUnread.end())
        row.size.fail(unread->second);
    else if (m_noSizes)
        row.size.fail(m_noSizes);
}

void SnapshotBuilder::fillFigures(const Round& round, ClusterSnapshot& snapshot) {
    auto& figures = snapshot.figures;
    figures = m_meter.totals();
    for (const auto& topic : snapshot.topics) {
        ++figures.topics;
        figures.internalTopics += topic->internal ? 1 : 0;
        figures.partitions += topic->partitions;
        figures.underReplicated += topic->underReplicated;
        figures.offline += static_cast<int>(
            std::ranges::count(topic->partitionRows, std::optional<int>(), &PartitionRow::leader));
    }
    if (round.groups)
        m_groupsKnown = true;
    if (m_groupsKnown)
        figures.groups = static_cast<qint64>(snapshot.groups.size());
    figures.groups.fail(round.groupsUnread);
    figures.worstLag.fail(round.groupsUnread);
    for (const auto& group : snapshot.groups)
        if (group->lag && (!figures.worstLag || *group->lag > *figures.worstLag)) {
            figures.worstLag = *group->lag;
            figures.worstLag.fail(round.groupsUnread);
            figures.worstLagGroup = group->id;
        }
}

std::vector<std::string> SnapshotBuilder::configsToAsk(const std::set<std::string>& visible,
                                                       std::size_t limit, std::int64_t nowMs) const {
    std::vector<std::string> out;
    const auto stale = [&](const Topic& topic) { return nowMs - topic.configAskedMs > configFreshMs; };
    for (const auto& name : visible)
        if (const auto found = m_topics.find(name); found != m_topics.end() && stale(found->second))
            out.push_back(name);
    for (const auto& [name, topic] : m_topics) {
        if (out.size() >= limit)
            break;
        if (stale(topic) && !visible.contains(name))
            out.push_back(name);
    }
    if (out.size() > limit)
        out.resize(limit);
    return out;
}

void SnapshotBuilder::forgetConfig(const std::string& topic) {
    if (const auto found = m_topics.find(topic); found != m_topics.end())
        found->second.configAskedMs = 0;
}

} // namespace session
