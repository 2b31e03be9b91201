#include "session/clusters/snapshot_builder.h"

#include <algorithm>
#include <utility>

#include "session/clusters/aligned.h"
#include "session/clusters/group_rows.h"
#include "session/clusters/round_reasons.h"
#include "session/convert.h"

namespace session {

namespace {

constexpr std::chrono::seconds configFresh{60}, configFreshInView{10};

/// Of partitions' brokers; there are few in a cluster.
constexpr std::size_t sharedLists = 5'000;

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

/// The greatest that is known; with a reason where one part is not, which may be greater.
void addNewest(Reading<qint64>& newest, const Reading<qint64>& part) {
    const Reason first = newest.reason() ? newest.reason() : part.reason();
    if (part && newest.value_or(*part) <= *part)
        newest = *part;
    newest.fail(first);
}

/// By a text; mostly they stand in order already.
template <class Row>
void sortBy(std::vector<std::shared_ptr<const Row>>& rows, QString Row::*key) {
    const auto before = [key](const auto& a, const auto& b) { return (*a).*key < (*b).*key; };
    if (!std::ranges::is_sorted(rows, before))
        std::ranges::sort(rows, before);
}

bool hasCommits(const GroupRow& row) {
    return std::ranges::any_of(row.partitionRows,
                               [](const auto& partition) { return partition.committed.has_value(); });
}

/// What is known of a group's lag: at least so much where some partition could not be read.
std::optional<qint64> leastLag(const GroupRow& group) {
    if (group.lag || !group.lag.reason())
        return group.lag;
    std::optional<qint64> sum;
    for (const auto& row : group.partitionRows)
        if (row.lag && !row.lag.reason())
            sum = sum.value_or(0) + *row.lag;
    return sum;
}

struct WorstLag {
    const GroupRow* group = nullptr; ///< null: none is known
    qint64 records = 0;
    bool isOfNow = false;
    qint64 olderRecords = 0; ///< of one that was not read now, as it was read last
};

/// The largest of those that were read; where none was, of older ones.
WorstLag worstOf(const std::vector<GroupPtr>& groups) {
    WorstLag worst;
    for (const auto& group : groups) {
        const auto records = leastLag(*group);
        if (!records)
            continue;
        const bool isOfNow = !group->lag || !group->lag.reason();
        const qint64 older = std::max(worst.olderRecords, isOfNow ? 0 : *records);
        if (!worst.group || std::pair(worst.isOfNow, worst.records) < std::pair(isOfNow, *records))
            worst = {group.get(), *records, isOfNow};
        worst.olderRecords = older;
    }
    return worst;
}

/// What is brought to the partitions of one topic. They are asked for by rising ids: one look-up by name in
/// each of them would be most of a round's work where a cluster has very many.
class TopicAdding {
public:
    TopicAdding(const Round& round, const std::string& topic) : m_at(round.adding.end()), m_end(m_at) {
        if (round.adding.empty())
            return;
        m_at = round.adding.lower_bound({topic, base::PartitionId(0)});
        m_end = std::find_if(m_at, m_end, [&topic](const auto& one) { return one.first.topic != topic; });
    }
    QVector<int> of(base::PartitionId partition) {
        m_at = std::find_if(m_at, m_end,
                            [partition](const auto& one) { return one.first.partition >= partition; });
        QVector<int> out;
        if (m_at != m_end && m_at->first.partition == partition)
            for (const auto id : m_at->second)
                out.append(id.value());
        return out;
    }

private:
    decltype(Round::adding)::const_iterator m_at, m_end;
};

template <class T>
Reading<T> configured(const std::optional<T>& value, const Reason& unread) {
    return value ? Reading<T>(*value) : Reading<T>(unread);
}

} // namespace

std::shared_ptr<ClusterSnapshot> SnapshotBuilder::build(const Round& round) {
    const RoundIndex index(round);
    const auto groups = readGroups(round, index);
    m_meter.measure(round, groups, findTopics(round));
    takeConfigsAndSizes(round, index);
    m_firstRound = false;

    auto snapshot = std::make_shared<ClusterSnapshot>();
    snapshot->takenAtMs = round.beat.toMs;
    snapshot->clusterId = text(round.cluster.clusterId);
    snapshot->version = text(round.cluster.softwareGuess);
    snapshot->brokers = brokerRows(round);
    snapshot->partialReason = text(round.partialReason);
    snapshot->history = m_meter.view();

    for (auto& topic : m_topics)
        topic.groups.clear();
    if (round.groups)
        makeGroupRows(groups, index);
    else
        for (const auto& group : m_groups)
            link(group, nullptr, index);
    snapshot->groups.reserve(m_groups.size());
    for (const auto& group : m_groups)
        snapshot->groups.push_back(group.row);
    sortBy(snapshot->groups, &GroupRow::id);
    snapshot->topics.reserve(round.topics.size());
    for (std::size_t i = 0; i < round.topics.size(); ++i)
        snapshot->topics.push_back(topicRow(round, i, m_topics[i]));
    sortBy(snapshot->topics, &TopicRow::name);
    fillFigures(round, *snapshot);
    return snapshot;
}

/// Brings m_topics up to the round; returns beside its topics which of them are new.
std::vector<bool> SnapshotBuilder::findTopics(const Round& round) {
    std::vector<bool> appeared(round.topics.size());
    const auto make = [&](std::size_t t) {
        appeared[t] = !m_firstRound;
        Topic topic;
        topic.name = round.topics[t].name;
        topic.id = round.topics[t].id;
        return topic;
    };
    align(
        m_topics, &Topic::name, round.topics.size(),
        [&](std::size_t t) -> const std::string& { return round.topics[t].name; }, make);
    for (std::size_t t = 0; t < round.topics.size(); ++t)
        if (m_topics[t].id != round.topics[t].id)
            m_topics[t] = make(t); // deleted and made again under the same name
    return appeared;
}

void SnapshotBuilder::takeConfigsAndSizes(const Round& round, const RoundIndex& index) {
    for (const auto& [name, facts] : round.configs)
        if (const auto at = index.topic(name)) {
            auto& topic = m_topics[*at];
            topic.configAsked = round.configsAsked;
            if (facts.acting.unread) {
                topic.config.unread = facts.acting.unread; // what was known before stays
                continue;
            }
            if (auto changed = m_settings.differences(facts.entries, topic.settings); !changed.isEmpty())
                topic.configChange = std::make_shared<const TopicConfigChange>(
                    TopicConfigChange{topic.configReadMs, std::move(changed)});
            topic.configReadMs = round.beat.toMs;
            topic.config = facts.acting;
        }
    if (round.sizes) {
        m_sizesUnread = round.sizes->unread;
        for (const auto& [name, sizes] : round.sizes->byTopic)
            if (const auto at = index.topic(name))
                for (const auto& [partition, size] : sizes)
                    m_topics[*at].sizes[partition] = size;
    }
    if (round.sizes || round.sizesUnread)
        m_noSizes = round.sizesUnread;
}

void SnapshotBuilder::makeGroupRows(const std::vector<GroupReading>& groups, const RoundIndex& index) {
    align(
        m_groups, &Group::id, groups.size(),
        [&](std::size_t g) -> const std::string& { return groups[g].listing->id; },
        [&](std::size_t g) {
            return Group{groups[g].listing->id, nullptr};
        });
    for (std::size_t g = 0; g < groups.size(); ++g) {
        auto& group = m_groups[g];
        group.row = groupRow(groups[g], group.row, m_meter.group(g), index);
        link(group, groups[g].offsetsKnown ? &groups[g] : nullptr, index);
    }
}

GroupPtr SnapshotBuilder::groupRow(const GroupReading& reading, const GroupPtr& before,
                                   const RoundMeter::Group& measured, const RoundIndex& index) const {
    GroupRow row = makeGroupRow(reading, [this](const GroupTopic& topic) { return nameOf(topic); });
    if (reading.offsetsKnown) {
        row.outPerSecond = measured.outPerSecond;
        if (reading.offsetsUnread)
            row.outPerSecond.fail(reading.offsetsUnread);
        row.sparkline = measured.recent.shown();
        auto partition = row.partitionRows.begin();
        for (std::size_t t = 0; t < row.topicRows.size(); ++t) {
            const auto& lines = measured.topics[t];
            row.topicRows[t].outPerSecond = lines.outPerSecond;
            row.topicRows[t].sparkline = lines.recent.shown();
            for (const auto& line : lines.partitions) {
                if (partition->commitState == CommitState::Unread)
                    row.topicRows[t].outPerSecond.fail(partition->committed.reason());
                (partition++)->sparkline = line.recent.shown();
            }
        }
    } else if (before && (!reading.description || hasCommits(*before))) {
        row = keepCommits(reading, *before, row, index);
    }
    return before && *before == row ? before : std::make_shared<const GroupRow>(std::move(row));
}

/// The same text as in the topic's row, where it has one.
QString SnapshotBuilder::nameOf(const GroupTopic& topic) const {
    const auto* row = topic.at ? m_topics[*topic.at].row.get() : nullptr;
    return row ? row->name : text(*topic.name);
}

/// Tells its topics of a group. `reading`: what its row was made of; null: its row is an older one.
void SnapshotBuilder::link(const Group& group, const GroupReading* reading, const RoundIndex& index) {
    const auto& rows = group.row->topicRows;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto at = reading ? reading->topics[i].at : index.topic(rows[i].topic.toStdString()))
            m_topics[*at].groups.emplace_back(rows[i].lag.value_or(-1), &group);
}

TopicPtr SnapshotBuilder::topicRow(const Round& round, std::size_t index, Topic& topic) {
    const auto& info = round.topics[index];
    TopicRow row;
    if (topic.row) {
        row = *topic.row;
    } else {
        row.name = text(info.name);
        row.id = text(info.id);
    }
    row.internal = info.internal;
    row.partitions = static_cast<int>(info.partitions.size());
    row.replication = 0;
    row.underReplicated = row.reassigned = 0;
    row.partitionRows.resize(info.partitions.size());
    Reading<qint64> messages = qint64(0), size = qint64(0);
    row.lastRecordMs.reset();
    const auto& measured = m_meter.topic(index);
    TopicAdding adding(round, info.name);
    for (std::size_t p = 0; p < info.partitions.size(); ++p) {
        const auto& partition = info.partitions[p];
        auto& to = row.partitionRows[p];
        fillPartition(partition, round.partitions[index][p], topic, to);
        to.inPerSecond = measured.meter.partitionInPerSecond(to.id);
        to.adding = adding.of(partition.id);
        row.replication = std::max(row.replication, static_cast<int>(to.replicas.size() - to.adding.size()));
        row.underReplicated += to.isUnderReplicated() ? 1 : 0;
        row.reassigned += to.adding.isEmpty() ? 0 : 1;
        add(messages, to.end && to.logStart ? std::optional(*to.end - *to.logStart) : std::nullopt,
            to.end.reason() ? to.end.reason() : to.logStart.reason());
        add(size, to.size, to.size.reason());
        addNewest(row.lastRecordMs, to.lastRecordMs);
    }
    tellAge(round, index, topic, row);
    row.messages = messages;
    row.size = size;
    tellConfig(topic, row);
    row.countKind = m_exactCounts || row.messages == 0 ? CountKind::Exact : CountKind::Span;
    row.inPerSecond = measured.meter.inPerSecond();
    row.outPerSecond = measured.meter.outPerSecond();
    row.outPerSecond.fail(measured.outUnread);
    row.outIsSent = m_meter.totals().outIsSent;
    row.bytesInPerSecond = measured.growth.perSecond();
    row.bytesInPerSecond.fail(measured.bytesUnread);
    row.sparkline = measured.recent.shown();
    std::ranges::sort(topic.groups, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second->id < b.second->id;
    });
    const auto idOf = [](const auto& group) -> const QString& { return group.second->row->id; };
    if (!std::ranges::equal(std::as_const(row.groups), topic.groups, {}, {}, idOf)) {
        row.groups.clear();
        for (const auto& group : topic.groups)
            row.groups << idOf(group);
    }
    if (!topic.row || *topic.row != row)
        topic.row = std::make_shared<const TopicRow>(std::move(row));
    return topic.row;
}

void SnapshotBuilder::tellConfig(const Topic& topic, TopicRow& row) {
    const auto& config = topic.config;
    row.cleanup = configured(text(config.cleanup), config.unread);
    row.configChange = topic.configChange;
    row.retentionMs = configured<qint64>(config.retentionMs, config.unread);
    row.retentionBytes = configured<qint64>(config.retentionBytes, config.unread);
}

/// Newest records are asked for what is on screen only: how old the answer is where that is not now.
void SnapshotBuilder::tellAge(const Round& round, std::size_t index, Topic& topic, TopicRow& row) {
    constexpr int kFresh = 2; // a round may fail, and a page that is opened is asked for in the next
    constexpr std::int64_t freshMs = 15'000; // where rounds are further apart than that is meant for
    const bool read = std::ranges::any_of(
        round.partitions[index], [](const auto& facts) { return facts.newestMs || facts.newestGone; });
    if (read)
        topic.newestReadMs = round.beat.toMs;
    topic.newestRounds = read ? 0 : std::min(topic.newestRounds + 1, kFresh);
    const bool old =
        topic.newestRounds == kFresh || (!read && round.beat.toMs - topic.newestReadMs > freshMs);
    row.lastRecordAsOfMs = row.lastRecordMs && old ? topic.newestReadMs : 0;
}

/// Most partitions of a cluster lie on the same few sets of brokers.
void SnapshotBuilder::updateNumbers(QVector<int>& numbers, const std::vector<base::BrokerId>& ids) {
    if (std::ranges::equal(std::as_const(numbers), ids, {}, {}, [](base::BrokerId id) { return id.value(); }))
        return;
    if (m_brokerLists.size() >= sharedLists)
        m_brokerLists.clear();
    auto& shared = m_brokerLists[ids];
    if (shared.isEmpty())
        for (const auto id : ids)
            shared.append(id.value());
    numbers = shared;
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
    if (facts.newestGone)
        row.lastRecordMs.reset();
    row.lastRecordMs.take(facts.newestMs);
    const auto size = topic.sizes.find(row.id);
    row.size = size != topic.sizes.end() ? Reading<qint64>(size->second) : Reading<qint64>();
    if (!info.leader)
        row.size.fail(leaderless());
    else if (const auto unread = m_sizesUnread.find(*info.leader); unread != m_sizesUnread.end())
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
        figures.reassigned += topic->reassigned;
    }
    for (const auto& topic : round.topics)
        figures.offline += static_cast<int>(std::ranges::count_if(
            topic.partitions, [](const client::PartitionInfo& partition) { return !partition.leader; }));
    if (round.groups && !round.groupsUnread)
        m_groupsKnown = true;
    if (m_groupsKnown)
        figures.groups = static_cast<qint64>(snapshot.groups.size());
    figures.groups.fail(round.groupsUnread);
    const auto worst = worstOf(snapshot.groups);
    if (worst.group) {
        figures.worstLag = worst.records;
        const bool mayBeAnother = worst.olderRecords > worst.records;
        figures.worstLagGroup = worst.records > 0 && !mayBeAnother ? worst.group->id : QString();
    }
    Reason unread = round.groupsUnread;
    for (const auto& group : snapshot.groups)
        if (!unread)
            unread = group->lag.reason();
    figures.worstLag.fail(unread);
    figures.worstLagIsLeast = worst.isOfNow && bool(unread); // one that could not be read may be worse
}

std::vector<std::string> SnapshotBuilder::configsToAsk(const std::set<std::string>& visible,
                                                       std::size_t limit, Time now) const {
    std::vector<std::string> out;
    const auto stale = [now](const Topic& topic, std::chrono::seconds fresh) {
        return !topic.configAsked || now - *topic.configAsked > fresh;
    };
    for (const auto& name : visible)
        if (const auto* topic = find(name); topic && stale(*topic, configFreshInView))
            out.push_back(name);
    for (const auto& topic : m_topics) {
        if (out.size() >= limit)
            break;
        if (stale(topic, configFresh) && !visible.contains(topic.name))
            out.push_back(topic.name);
    }
    if (out.size() > limit)
        out.resize(limit);
    return out;
}

void SnapshotBuilder::forgetConfig(const std::string& name) {
    if (auto* topic = find(name)) {
        topic->configAsked.reset();
        topic->configReadMs = 0;
    }
}

void SnapshotBuilder::askConfigAgain(const std::string& name) {
    if (auto* topic = find(name))
        topic->configAsked.reset();
}

const SnapshotBuilder::Topic* SnapshotBuilder::find(const std::string& name) const {
    const auto place = std::ranges::lower_bound(m_topics, name, {}, &Topic::name);
    return place != m_topics.end() && place->name == name ? &*place : nullptr;
}

SnapshotBuilder::Topic* SnapshotBuilder::find(const std::string& name) {
    return const_cast<Topic*>(std::as_const(*this).find(name));
}

} // namespace session
