#include "session/clusters/cluster_reader.h"

#include <charconv>

#include <fmt/format.h>

namespace session {

namespace {

const std::string& wordsOf(const base::Error& error) {
    return error.cause.empty() ? error.name : error.cause;
}

/// Keeps the first reason of a round, which the others mostly follow from.
void note(Round& round, std::string_view what, const base::Error& error) {
    if (round.partialReason.empty())
        round.partialReason = fmt::format("{}: {}", what, wordsOf(error));
}

/// Errors as reasons; one that comes many times in a row is one text.
class Reasons {
public:
    const Reason& of(const base::Error& error) {
        if (!m_last || wordsOf(error) != m_words) {
            m_words = wordsOf(error);
            m_last = Reason(QString::fromStdString(m_words));
        }
        return m_last;
    }

private:
    std::string m_words;
    Reason m_last;
};

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
    const Reason leaderless(QStringLiteral("No broker leads this partition now."));
    Asked out;
    for (std::size_t t = 0; t < round.topics.size(); ++t) {
        const auto& topic = round.topics[t];
        if (only && !only->contains(topic.name))
            continue;
        for (std::size_t p = 0; p < topic.partitions.size(); ++p) {
            auto& facts = round.partitions[t][p];
            if (!topic.partitions[p].leader) {
                facts.logStart = facts.end = leaderless;
                continue;
            }
            out.names.push_back({topic.name, topic.partitions[p].id});
            out.facts.push_back(&facts);
        }
    }
    return out;
}

using Fact = Reading<qint64> PartitionFacts::*;

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
            into = answer.timestampMs;
        } else if (answer.offset) {
            into = answer.offset->value();
        }
    }
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

void ClusterReader::interrupt() {
    m_beats.interrupt();
    m_sizeBeats.interrupt();
}

void ClusterReader::readGroups(client::Cluster& cluster, Round& round) {
    Reasons reasons;
    auto list = cluster.listGroups();
    if (!list) {
        round.groupsUnread = reasons.of(list.error());
        return note(round, "Groups", list.error());
    }
    for (const auto& [broker, error] : list->errors) {
        note(round, fmt::format("Groups of broker {}", broker.value()), error);
        if (error.name == client::brokerUnreachable)
            round.unreachable[broker] = reasons.of(error);
        round.groupsUnread = reasons.of(error);
    }
    // A broker that did not answer would make its groups look deleted.
    if (!list->errors.empty())
        return;
    if (const auto why = whyLacking(cluster, *list)) {
        note(round, "Groups", *why);
        round.groupsUnread = reasons.of(*why);
        return;
    }
    round.groups = std::move(list->groups);
    std::vector<client::GroupName> names;
    for (const auto& group : *round.groups)
        names.push_back({group.id, group.type});
    m_listed = names;
    if (names.empty())
        return;
    readMembers(cluster, names, round);
    if (auto offsets = cluster.groupOffsets(names)) {
        for (auto& group : *offsets) {
            if (group.error) {
                note(round, fmt::format("Offsets of group {}", group.id), *group.error);
                round.offsetsUnread.emplace(group.id, reasons.of(*group.error));
            } else {
                round.offsets.emplace(group.id, std::move(group));
            }
        }
    } else {
        note(round, "Group offsets", offsets.error());
        for (const auto& name : names)
            round.offsetsUnread.emplace(name.id, reasons.of(offsets.error()));
    }
}

std::optional<base::Error> ClusterReader::whyLacking(client::Cluster& cluster,
                                                     const client::GroupList& list) {
    // A broker that just came back lists nothing before its coordinators are up, and says no error. Some of
    // the lacking ones tell that from a deletion; some lists, so that no odd broker is doubted for ever.
    constexpr std::size_t mostAsked = 16;
    constexpr int mostDoubts = 30;
    std::vector<client::GroupName> lacking;
    for (const auto& known : m_listed)
        if (lacking.size() < mostAsked &&
            !std::ranges::binary_search(list.groups, known.id, {}, &client::GroupListing::id))
            lacking.push_back(known);
    std::optional<base::Error> why;
    if (!lacking.empty() && m_doubts < mostDoubts) {
        const auto described = cluster.describeGroups(lacking);
        if (!described)
            why = described.error();
        else
            for (const auto& group : *described) {
                if (group.error && group.error->retriable)
                    why = group.error;
                else if (!group.error && group.state != "Dead")
                    why = base::Error{.name = "COORDINATOR_LOAD_IN_PROGRESS",
                                      .cause = fmt::format(
                                          "Group \"{}\" is there, but its broker did not list it.", group.id),
                                      .remedy = "It is asked again.",
                                      .retriable = true};
            }
    }
    m_doubts = why ? m_doubts + 1 : 0;
    return why;
}

void ClusterReader::readMembers(client::Cluster& cluster, const std::vector<client::GroupName>& names,
                                Round& round) {
    Reasons reasons;
    auto described = cluster.describeGroups(names);
    if (!described) {
        note(round, "Group members", described.error());
        for (const auto& name : names)
            round.membersUnread.emplace(name.id, reasons.of(described.error()));
        return;
    }
    for (auto& group : *described) {
        if (group.error) {
            note(round, fmt::format("Members of group {}", group.id), *group.error);
            round.membersUnread.emplace(group.id, reasons.of(*group.error));
        } else {
            round.descriptions.emplace(group.id, std::move(group));
        }
    }
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
    bool complete = true;
    std::map<base::TopicPartition, std::map<std::int32_t, std::int64_t>> replicas; // by broker
    for (const auto& folder : *folders) {
        if (folder.error) {
            note(round, fmt::format("Log sizes of broker {}", folder.broker.value()), *folder.error);
            sizes.unread[folder.broker] = reasons.of(*folder.error);
            complete = false;
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
