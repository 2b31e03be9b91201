#include "session/clusters/cluster_reader.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "session/clusters/asking.h"
#include "session/clusters/round_reasons.h"

namespace session {

namespace {

QString withRemedy(const base::Error& error) {
    return QString::fromStdString(error.remedy.empty() ? wordsOf(error)
                                                       : wordsOf(error) + ' ' + error.remedy);
}

std::optional<std::int64_t> number(const std::optional<std::string>& text) {
    std::int64_t out = 0;
    if (!text)
        return std::nullopt;
    const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), out);
    return wrong == std::errc() && end == text->data() + text->size() ? std::optional(out) : std::nullopt;
}

/// Null: the cluster does not have it.
const client::PartitionInfo* find(const Round& round, const base::TopicPartition& name) {
    const auto topic = std::ranges::lower_bound(round.topics, name.topic, {}, &client::TopicInfo::name);
    if (topic == round.topics.end() || topic->name != name.topic)
        return nullptr;
    const auto at =
        std::ranges::lower_bound(topic->partitions, name.partition, {}, &client::PartitionInfo::id);
    return at != topic->partitions.end() && at->id == name.partition ? &*at : nullptr;
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
            auto& facts = round.partitions[t][p];
            if (!topic.partitions[p].leader) {
                facts.logStart = facts.end = leaderless();
                if (only)
                    facts.newestMs = leaderless();
                continue;
            }
            out.names.push_back({topic.name, topic.partitions[p].id});
            out.facts.push_back(&facts);
        }
    }
    return out;
}

using Fact = Reading<qint64> PartitionFacts::*;

/// Brokers name the greatest timestamp of their segments: its record may lie before the log's start, and
/// what lies behind that has another.
void takeNewest(const client::PartitionOffset& answer, PartitionFacts& facts) {
    static const Reason deleted(
        QStringLiteral("The broker names the timestamp of a record that was deleted.")),
        unnamed(QStringLiteral("The broker names no timestamp of the records that are there."));
    const bool isThere =
        answer.timestampMs && answer.offset && facts.logStart.value_or(0) <= answer.offset->value();
    facts.newestGone = !isThere;
    if (isThere)
        facts.newestMs = *answer.timestampMs;
    else if (facts.logStart && facts.end && *facts.logStart < *facts.end)
        facts.newestMs = answer.timestampMs ? deleted : unnamed;
}

/// Asks one question about all of them; each answer, or why there is none, becomes their `fact`.
void ask(client::Cluster& cluster, Round& round, const Asked& asked, client::OffsetQuestion question,
         std::string_view what, Fact fact) {
    if (asked.names.empty())
        return;
    Reasons reasons;
    const auto answers = cluster.listOffsets(asked.names, question);
    if (!answers) {
        note(round, what, answers.error());
        for (auto* facts : asked.facts)
            facts->*fact = reasons.of(answers.error());
        return;
    }
    for (std::size_t i = 0; i < answers->size() && i < asked.facts.size(); ++i) {
        const auto& answer = (*answers)[i];
        auto& into = asked.facts[i]->*fact;
        if (answer.error) {
            note(round,
                 fmt::format("{} of {}-{}", what, answer.partition.topic, answer.partition.partition.value()),
                 *answer.error);
            into = reasons.of(*answer.error);
        } else if (question == client::OffsetQuestion::MaxTimestamp) {
            takeNewest(answer, *asked.facts[i]);
        } else if (answer.offset) {
            into = answer.offset->value();
        }
    }
}

/// Rounds in which brokers that all answer may leave out a group that its coordinator does not call gone: no
/// odd one is believed for ever.
constexpr int mostDoubts = 30;

/// Of a group that no broker listed: whether its coordinator tells that there is none.
bool isGone(const client::GroupDescription& group) {
    return group.error ? group.error->name == "GROUP_ID_NOT_FOUND" ||
                             group.error->name == "GROUP_AUTHORIZATION_FAILED" // nor does anybody list it
                       : group.state == "Dead";
}

} // namespace

ClusterReader::ClusterReader(const base::Clock& clock, CounterSource counters)
    : m_clock(clock), m_counters(std::move(counters)), m_beats(clock), m_sizeBeats(clock) {}

base::Result<Round> ClusterReader::read(const Open& open, const RoundPlan& plan) {
    client::Cluster& cluster = *open;
    auto metadata = cluster.metadata();
    if (!metadata)
        return base::fail(std::move(metadata.error()));
    Round round;
    round.cluster = std::move(metadata->cluster);
    if (std::exchange(m_clusterId, round.cluster.clusterId) != round.cluster.clusterId) {
        m_listed.clear(); // they were another cluster's
        forget();
    }
    round.topics = std::move(metadata->topics);
    round.partitions.resize(round.topics.size());
    for (std::size_t i = 0; i < round.topics.size(); ++i)
        round.partitions[i].resize(round.topics[i].partitions.size());
    readReassignments(cluster, round);
    // Commits come before ends, as in Kafka's own tool: lag is then never shown smaller than it was.
    readGroups(open, round);
    readOffsets(cluster, plan, round);
    if (plan.sizesEveryMs > 0)
        readSizes(cluster, plan, round);
    readConfigs(cluster, plan, round);
    return round;
}

/// Of a cluster in which nothing seems to lack there is nothing to ask. One that does not tell, being old or
/// without a controller, or that may not, lacks what it seems to.
void ClusterReader::readReassignments(client::Cluster& cluster, Round& round) {
    const auto lacks = [](const client::TopicInfo& topic) {
        return std::ranges::any_of(topic.partitions, [](const client::PartitionInfo& partition) {
            return partition.inSyncReplicas.size() < partition.replicas.size();
        });
    };
    if (std::ranges::none_of(round.topics, lacks))
        return m_moves.clear();
    if (m_clock.now() < m_askMovesAgain)
        return keepMoves(round);
    auto moving = cluster.reassignments();
    if (!moving && moving.error().name == client::notAnswered) // it kept the round waiting
        m_askMovesAgain = m_clock.now() + putOff;
    if (!moving && moving.error().retriable)
        return keepMoves(round);
    m_moves.clear();
    if (!moving)
        return;
    for (auto& one : *moving) {
        if (one.adding.empty())
            continue;
        if (const auto* partition = find(round, one.partition))
            m_moves.emplace(one.partition, Move{partition->replicas, one.adding});
        round.adding.emplace(std::move(one.partition), std::move(one.adding));
    }
}

/// Nobody has told otherwise: who had these replicas, of which some are not there yet, gains them still.
void ClusterReader::keepMoves(Round& round) {
    std::erase_if(m_moves, [&round](const auto& each) {
        const auto& [name, move] = each;
        const auto* partition = find(round, name);
        return !partition || partition->replicas != move.replicas ||
               std::ranges::all_of(move.adding, [partition](base::BrokerId id) {
                   return std::ranges::find(partition->inSyncReplicas, id) != partition->inSyncReplicas.end();
               });
    });
    for (const auto& [name, move] : m_moves)
        round.adding.emplace(name, move.adding);
}

void ClusterReader::interrupt() {
    forget();
    m_commits.close();
}

/// Nothing has risen from what was read, and what was asked is of no use.
void ClusterReader::forget() {
    m_beats.interrupt();
    m_sizeBeats.interrupt();
    m_commits.forget();
    m_moves.clear();
    m_askMovesAgain = {};
}

void ClusterReader::readGroups(const Open& cluster, Round& round) {
    Reasons reasons;
    auto list = cluster->listGroups();
    if (!list) {
        round.groupsUnread = reasons.of(list.error());
        return note(round, "Groups", list.error());
    }
    for (const auto& [broker, error] : list->errors) {
        note(round, fmt::format("Groups of broker {}", broker.value()), error);
        if (error.name == client::brokerUnreachable || error.name == client::brokerSilent)
            round.unreachable[broker] = Reason(withRemedy(error));
        round.groupsUnread = reasons.of(error);
    }
    round.unlisted = keepLacking(*list);
    if (list->groups.empty() && round.groupsUnread)
        return; // as far as is known
    round.groups = std::move(list->groups);
    readMembers(*cluster, round);
    m_listed = *round.groups;
    m_commits.read(cluster, round);
}

/// A broker that did not answer, or whose coordinators are not up yet, would make its groups look deleted:
/// they stay in the list until their coordinator tells that they are gone.
std::set<std::string> ClusterReader::keepLacking(client::GroupList& list) const {
    std::set<std::string> lacking;
    std::vector<client::GroupListing> kept;
    for (const auto& known : m_listed)
        if (!std::ranges::binary_search(list.groups, known.id, {}, &client::GroupListing::id) &&
            lacking.insert(known.id).second)
            kept.push_back(known);
    list.groups.insert(list.groups.end(), kept.begin(), kept.end());
    std::ranges::inplace_merge(list.groups, list.groups.end() - std::ssize(kept), {},
                               &client::GroupListing::id);
    return lacking;
}

void ClusterReader::readMembers(client::Cluster& cluster, Round& round) {
    Reasons reasons;
    const auto names = namesOf(*round.groups);
    if (names.empty())
        return;
    auto described = cluster.describeGroups(names);
    if (!described) {
        note(round, "Group members", described.error());
        for (const auto& name : names)
            round.membersUnread.emplace(name.id, reasons.of(described.error()));
        if (!round.unlisted.empty() && !round.groupsUnread)
            round.groupsUnread = reasons.of(described.error());
        return;
    }
    const bool allListed = !round.groupsUnread;
    std::set<std::string> gone;
    bool doubted = false;
    for (auto& group : *described) {
        const bool lacks = round.unlisted.contains(group.id);
        const bool doubtful = lacks && allListed && (!group.error || !group.error->retriable);
        if (lacks && (isGone(group) || (doubtful && m_doubts >= mostDoubts))) {
            gone.insert(group.id);
            continue;
        }
        doubted = doubted || doubtful;
        if (group.error) {
            note(round, fmt::format("Members of group {}", group.id), *group.error);
            round.membersUnread.emplace(group.id, reasons.of(*group.error));
            if (lacks && !round.groupsUnread)
                round.groupsUnread = reasons.of(*group.error);
        } else {
            round.descriptions.emplace(group.id, std::move(group));
        }
    }
    m_doubts = doubted ? m_doubts + 1 : 0;
    std::erase_if(*round.groups, [&](const auto& listing) { return gone.contains(listing.id); });
}

void ClusterReader::readOffsets(client::Cluster& cluster, const RoundPlan& plan, Round& round) {
    using client::OffsetQuestion;
    const Asked all = partitionsOf(round, nullptr);
    ask(cluster, round, all, OffsetQuestion::Latest, "End offsets", &PartitionFacts::end);
    round.beat = m_beats.next(plan.intervalMs);
    if (m_counters)
        round.counters = m_counters();
    ask(cluster, round, all, OffsetQuestion::Earliest, "Log starts", &PartitionFacts::logStart);
    if (plan.visibleTopics.empty())
        return;
    const Asked visible = partitionsOf(round, &plan.visibleTopics);
    ask(cluster, round, visible, OffsetQuestion::LastStable, "Last stable offsets",
        &PartitionFacts::lastStable);
    ask(cluster, round, visible, OffsetQuestion::MaxTimestamp, "Newest records", &PartitionFacts::newestMs);
}

void ClusterReader::readSizes(client::Cluster& cluster, const RoundPlan& plan, Round& round) {
    Reasons reasons;
    SizeFacts sizes;
    const auto folders = cluster.describeLogDirs();
    if (!folders) {
        round.sizesUnread = reasons.of(folders.error());
        return note(round, "Log sizes", folders.error());
    }
    std::map<base::TopicPartition, std::map<std::int32_t, std::int64_t>> replicas; // by broker
    for (const auto& folder : *folders) {
        if (folder.error) {
            note(round, fmt::format("Log sizes of broker {}", folder.broker.value()), *folder.error);
            sizes.unread[folder.broker] = reasons.of(*folder.error);
        }
        for (const auto& replica : folder.replicas)
            if (!replica.isFuture)
                replicas[replica.partition][folder.broker.value()] = replica.bytes;
    }
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
    round.sizes = std::move(sizes);
}

void ClusterReader::readConfigs(client::Cluster& cluster, const RoundPlan& plan, Round& round) {
    if (plan.configTopics.empty())
        return;
    round.configsAsked = m_clock.now();
    std::vector<client::ConfigResource> resources;
    for (const auto& topic : plan.configTopics)
        resources.push_back({client::ConfigResourceType::Topic, topic});
    Reasons reasons;
    auto described = cluster.describeConfigs(resources);
    if (!described) {
        note(round, "Configuration", described.error());
        for (const auto& topic : plan.configTopics)
            round.configs[topic].acting.unread = reasons.of(described.error());
        return;
    }
    for (auto& topic : *described) {
        TopicConfigFacts facts;
        if (topic.error)
            facts.unread = reasons.of(*topic.error);
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
        round.configs[topic.resource.name] = {std::move(facts), std::move(topic.entries)};
    }
}

} // namespace session
