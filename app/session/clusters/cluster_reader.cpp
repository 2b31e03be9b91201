#include "session/clusters/cluster_reader.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

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

QString withRemedy(const base::Error& error) {
    return QString::fromStdString(error.remedy.empty() ? wordsOf(error)
                                                       : wordsOf(error) + ' ' + error.remedy);
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

std::vector<client::GroupName> namesOf(const std::vector<client::GroupListing>& groups) {
    std::vector<client::GroupName> out;
    for (const auto& group : groups)
        out.push_back({group.id, group.type});
    return out;
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
        return;
    auto moving = cluster.reassignments();
    if (!moving)
        return;
    for (auto& one : *moving)
        if (!one.adding.empty())
            round.adding.emplace(std::move(one.partition), std::move(one.adding));
}

void ClusterReader::interrupt() {
    forget();
    m_shares.close();
    m_lateShares.close();
}

/// Nothing has risen from what was read, and what was asked is of no use.
void ClusterReader::forget() {
    m_beats.interrupt();
    m_sizeBeats.interrupt();
    m_late.clear();
    m_shares.forget();
    m_lateShares.forget();
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
        if (error.name == client::brokerUnreachable)
            round.unreachable[broker] = Reason(withRemedy(error));
        round.groupsUnread = reasons.of(error);
    }
    round.unlisted = keepLacking(*list);
    if (list->groups.empty() && round.groupsUnread)
        return; // as far as is known
    round.groups = std::move(list->groups);
    readMembers(*cluster, round);
    m_listed = *round.groups;
    readCommits(cluster, round);
}

/// A lag is an end, which is read next, less a commit: who kept us waiting the last time is asked before the
/// others. Share groups, whose state other brokers hold, and whose lag the cluster itself counts, are asked
/// beside the round.
void ClusterReader::readCommits(const Open& cluster, Round& round) {
    constexpr std::chrono::milliseconds patience{500}; // an answer that comes at all mostly comes sooner
    const auto until = std::chrono::steady_clock::now() + patience;
    takeShares(round); // what an earlier round has asked
    const auto late = std::exchange(m_late, {});
    Names first, others, shares;
    Reasons reasons;
    for (auto& name : namesOf(*round.groups)) {
        const auto waited = late.find(name.id);
        if (name.type != client::GroupType::Share) {
            (waited != late.end() ? first : others).push_back(std::move(name));
            continue;
        }
        if (waited != late.end())
            m_late.insert(*waited);
        shares.push_back(std::move(name));
    }
    askShares(cluster, shares, round);
    for (const Names* names : {&first, &others})
        if (!names->empty())
            takeCommits(*names, cluster->groupOffsets(*names), round);
    takeShares(round, until);
    const auto miss = [&](const std::string& id, const base::Error& why) {
        if (!round.offsets.contains(id) && round.offsetsUnread.emplace(id, reasons.of(why)).second)
            note(round, fmt::format("Offsets of group {}", id), why);
    };
    for (const auto& [id, waits] : m_late)
        miss(id, waits.why);
    const base::Error open{.name = "NOT_ANSWERED", .cause = "Its coordinator has not answered yet."};
    for (const auto& name : shares)
        miss(name.id, open);
}

/// Those of which this round does not know yet; one that was late alone, as it holds up whoever is asked with
/// it.
void ClusterReader::askShares(const Open& cluster, const Names& names, Round& round) {
    const auto now = m_clock.now();
    Names healthy, apart;
    for (const auto& name : names) {
        if (round.offsets.contains(name.id) || round.offsetsUnread.contains(name.id))
            continue;
        const auto waited = m_late.find(name.id);
        if (waited == m_late.end())
            healthy.push_back(name);
        else if (waited->second.askAgain <= now &&
                 (apart.empty() || waited->second.askAgain < m_late.at(apart.front().id).askAgain))
            apart = {{name.id, name.type, true}};
    }
    m_shares.ask(cluster, std::move(healthy), now);
    m_lateShares.ask(cluster, std::move(apart), now);
}

void ClusterReader::takeShares(Round& round, CommitLane::Time until) {
    constexpr std::chrono::seconds fresh{10}; // what is older is no lag of now
    const base::Error stale{.name = "NOT_ANSWERED", .cause = "Its coordinator answers too late."};
    for (auto* lane : {&m_shares, &m_lateShares}) {
        auto answer = lane->take(until);
        if (!answer)
            continue;
        const auto now = m_clock.now();
        if (answer->offsets && now - answer->askedAt > fresh)
            std::erase_if(*answer->offsets, [&](const auto& group) {
                if (!group.error)
                    m_late[group.id] = {stale, now};
                return !group.error;
            });
        takeCommits(answer->asked, std::move(answer->offsets), round);
    }
}

void ClusterReader::takeCommits(const Names& names, base::Result<std::vector<client::GroupOffsets>> offsets,
                                Round& round) {
    constexpr std::chrono::seconds putOff{30}; // two times what a request is waited for
    Reasons reasons;
    if (!offsets) {
        note(round, "Group offsets", offsets.error());
        for (const auto& name : names)
            round.offsetsUnread.emplace(name.id, reasons.of(offsets.error()));
        return;
    }
    for (auto& group : *offsets) {
        m_late.erase(group.id);
        if (!group.error) {
            round.offsets.emplace(group.id, std::move(group));
            continue;
        }
        note(round, fmt::format("Offsets of group {}", group.id), *group.error);
        round.offsetsUnread.emplace(group.id, reasons.of(*group.error));
        if (group.error->name == "REQUEST_TIMED_OUT") // of several asked together one may hold up the others
            m_late[group.id] = {*group.error, m_clock.now() + (names.size() > 1 ? putOff.zero() : putOff)};
    }
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
