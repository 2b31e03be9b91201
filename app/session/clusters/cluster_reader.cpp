#include "session/clusters/cluster_reader.h"

#include <charconv>

#include <fmt/format.h>

namespace session {

namespace {

/// Keeps the first reason of a round: the others mostly follow from it.
void note(Round& round, std::string_view what, const base::Error& error) {
    if (round.partialReason.empty())
        round.partialReason = fmt::format("{}: {}", what, error.cause.empty() ? error.name : error.cause);
}

std::optional<std::int64_t> number(const std::optional<std::string>& text) {
    std::int64_t out = 0;
    if (!text)
        return std::nullopt;
    const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), out);
    return wrong == std::errc() && end == text->data() + text->size() ? std::optional(out) : std::nullopt;
}

/// The partitions of a round that have a leader to ask, and where their answers go.
struct Asked {
    std::vector<base::TopicPartition> names;
    std::vector<PartitionFacts*> facts;
};

Asked partitionsOf(Round& round, const std::set<std::string>* only) {
    Asked out;
    for (std::size_t t = 0; t < round.topics.size(); ++t) {
        const auto& topic = round.topics[t];
        if (only && !only->contains(topic.name))
            continue;
        for (std::size_t p = 0; p < topic.partitions.size(); ++p) {
            if (!topic.partitions[p].leader)
                continue;
            out.names.push_back({topic.name, topic.partitions[p].id});
            out.facts.push_back(&round.partitions[t][p]);
        }
    }
    return out;
}

/// Asks one question about all of them; `store` takes each answer. False: nothing was answered.
template <class Store>
bool ask(client::Cluster& cluster, Round& round, const Asked& asked, client::OffsetQuestion question,
         std::string_view what, Store&& store) {
    if (asked.names.empty())
        return true;
    const auto answers = cluster.listOffsets(asked.names, question);
    if (!answers) {
        note(round, what, answers.error());
        return false;
    }
    for (std::size_t i = 0; i < answers->size() && i < asked.facts.size(); ++i) {
        const auto& answer = (*answers)[i];
        if (answer.error)
            note(round,
                 fmt::format("{} of {}-{}", what, answer.partition.topic, answer.partition.partition.value()),
                 *answer.error);
        else
            store(*asked.facts[i], answer);
    }
    return true;
}

std::optional<std::int64_t> offsetOf(const client::PartitionOffset& answer) {
    return answer.offset ? std::optional(answer.offset->value()) : std::nullopt;
}

} // namespace

ClusterReader::ClusterReader(const base::Clock& clock, CounterSource counters)
    : m_counters(std::move(counters)), m_beats(clock), m_sizeBeats(clock) {}

base::Result<Round> ClusterReader::read(client::Cluster& cluster, const RoundPlan& plan) {
    auto metadata = cluster.metadata();
    if (!metadata)
        return base::fail(std::move(metadata.error()));
    Round round;
    round.cluster = std::move(metadata->cluster);
    round.topics = std::move(metadata->topics);
    round.partitions.resize(round.topics.size());
    for (std::size_t i = 0; i < round.topics.size(); ++i)
        round.partitions[i].resize(round.topics[i].partitions.size());
    // Commits come before ends, as in Kafka's own tool: lag is then never shown smaller than it was.
    readGroups(cluster, round);
    readOffsets(cluster, plan, round);
    if (plan.sizesEveryMs > 0)
        readSizes(cluster, plan, round);
    readConfigs(cluster, plan, round);
    return round;
}

void ClusterReader::readGroups(client::Cluster& cluster, Round& round) {
    auto list = cluster.listGroups();
    if (!list)
        return note(round, "Groups", list.error());
    for (const auto& [broker, error] : list->errors)
        note(round, fmt::format("Groups of broker {}", broker.value()), error);
    // A broker that did not answer would make its groups look deleted.
    if (!list->errors.empty())
        return;
    round.groups = std::move(list->groups);
    std::vector<client::GroupName> names;
    for (const auto& group : *round.groups)
        names.push_back({group.id, group.type});
    if (names.empty())
        return;
    if (auto described = cluster.describeGroups(names)) {
        for (auto& group : *described)
            if (!group.error)
                round.descriptions.emplace(group.id, std::move(group));
    } else {
        note(round, "Group members", described.error());
    }
    if (auto offsets = cluster.groupOffsets(names)) {
        for (auto& group : *offsets) {
            if (group.error)
                note(round, fmt::format("Offsets of group {}", group.id), *group.error);
            else
                round.offsets.emplace(group.id, std::move(group));
        }
    } else {
        note(round, "Group offsets", offsets.error());
    }
}

void ClusterReader::readOffsets(client::Cluster& cluster, const RoundPlan& plan, Round& round) {
    using client::OffsetQuestion;
    const Asked all = partitionsOf(round, nullptr);
    ask(cluster, round, all, OffsetQuestion::LastStable, "End offsets",
        [](auto& facts, const auto& answer) { facts.lastStable = offsetOf(answer); });
    round.beat = m_beats.next(plan.intervalMs);
    if (m_counters)
        round.counters = m_counters();
    ask(cluster, round, all, OffsetQuestion::Earliest, "Log starts",
        [](auto& facts, const auto& answer) { facts.logStart = offsetOf(answer); });
    if (plan.visibleTopics.empty())
        return;
    const Asked visible = partitionsOf(round, &plan.visibleTopics);
    ask(cluster, round, visible, OffsetQuestion::Latest, "High watermarks",
        [](auto& facts, const auto& answer) { facts.highWatermark = offsetOf(answer); });
    ask(cluster, round, visible, OffsetQuestion::MaxTimestamp, "Newest records",
        [](auto& facts, const auto& answer) { facts.newestMs = answer.timestampMs; });
}

void ClusterReader::readSizes(client::Cluster& cluster, const RoundPlan& plan, Round& round) {
    const auto folders = cluster.describeLogDirs();
    if (!folders)
        return note(round, "Log sizes", folders.error());
    bool complete = true;
    std::map<base::TopicPartition, std::map<std::int32_t, std::int64_t>> replicas; // by broker
    for (const auto& folder : *folders) {
        if (folder.error) {
            note(round, fmt::format("Log sizes of broker {}", folder.broker.value()), *folder.error);
            complete = false;
        }
        for (const auto& replica : folder.replicas)
            if (!replica.isFuture)
                replicas[replica.partition][folder.broker.value()] = replica.bytes;
    }
    SizeFacts sizes;
    for (const auto& topic : round.topics) {
        auto& ofTopic = sizes.byTopic[topic.name];
        for (const auto& partition : topic.partitions) {
            const auto found = replicas.find({topic.name, partition.id});
            if (found == replicas.end() || !partition.leader)
                continue;
            const auto leaders = found->second.find(partition.leader->value());
            if (leaders != found->second.end())
                ofTopic[partition.id.value()] = leaders->second;
        }
    }
    sizes.beat = m_sizeBeats.next(plan.sizesEveryMs);
    // What an absent broker holds would count as new when it is back.
    sizes.beat.gap = sizes.beat.gap || !complete || !m_sizesWereComplete;
    m_sizesWereComplete = complete;
    round.sizes = std::move(sizes);
}

void ClusterReader::readConfigs(client::Cluster& cluster, const RoundPlan& plan, Round& round) {
    if (plan.configTopics.empty())
        return;
    std::vector<client::ConfigResource> resources;
    for (const auto& topic : plan.configTopics)
        resources.push_back({client::ConfigResourceType::Topic, topic});
    auto described = cluster.describeConfigs(resources);
    if (!described)
        return note(round, "Configuration", described.error());
    for (const auto& topic : *described) {
        TopicConfigFacts facts;
        for (const auto& entry : topic.entries) {
            if (entry.name == "retention.ms")
                facts.retentionMs = number(entry.value);
            else if (entry.name == "retention.bytes")
                facts.retentionBytes = number(entry.value);
            else if (entry.name == "cleanup.policy")
                facts.cleanup = entry.value.value_or("");
        }
        // A topic that cannot be described (just deleted, not allowed) counts as answered: it is not asked
        // again at every round.
        round.configs.emplace(topic.resource.name, std::move(facts));
    }
}

} // namespace session
