#include "session/clusters/cluster_requests.h"

#include <algorithm>

#include <fmt/format.h>

#include "session/clusters/config_rows.h"
#include "session/clusters/group_rows.h"
#include "session/clusters/session_past.h"
#include "session/convert.h"

namespace session {

namespace {

std::vector<std::string> names(const QStringList& list) {
    std::vector<std::string> out;
    for (const auto& name : list)
        out.push_back(name.toStdString());
    return out;
}

/// Success, or the first error of several outcomes with the count of those that failed.
template <class Outcomes, class NameOf>
base::Result<Nothing> summed(Outcomes& outcomes, NameOf nameOf) {
    std::size_t failed = 0;
    const base::Error* first = nullptr;
    std::string name;
    for (const auto& outcome : outcomes) {
        if (!outcome.error)
            continue;
        if (failed++ == 0) {
            first = &*outcome.error;
            name = nameOf(outcome);
        }
    }
    if (!first)
        return Nothing{};
    base::Error error = *first;
    error.unanswered = std::ranges::any_of(
        outcomes, [](const auto& outcome) { return outcome.error && outcome.error->unanswered; });
    if (outcomes.size() > 1)
        error.cause =
            fmt::format("{} of {} {}, the first is {}: {}", failed, outcomes.size(),
                        error.unanswered ? "failed or were not answered" : "failed", name, error.cause);
    return base::fail(std::move(error));
}

std::string partitionName(const client::RecordDeletionOutcome& outcome) {
    return fmt::format("{}-{}", outcome.partition.topic, outcome.partition.partition.value());
}

base::Result<Nothing> nothing(base::Status status) {
    if (!status)
        return base::fail(std::move(status.error()));
    return Nothing{};
}

base::Result<std::vector<client::ConfigEntry>> describe(client::Cluster& cluster,
                                                        client::ConfigResource resource) {
    auto described = cluster.describeConfigs(std::span(&resource, 1));
    if (!described)
        return base::fail(std::move(described.error()));
    if (described->empty())
        return base::fail(
            {-1, "NO_ANSWER", "The broker did not answer for " + resource.name + ".", {}, true});
    if (described->front().error)
        return base::fail(std::move(*described->front().error));
    return std::move(described->front().entries);
}

/// Fails where one of them is not there.
base::Result<std::vector<client::TopicInfo>> infoOf(client::Cluster& cluster, const QStringList& topics) {
    auto metadata = cluster.metadata(names(topics));
    if (!metadata)
        return base::fail(std::move(metadata.error()));
    for (auto& topic : metadata->topics)
        if (topic.error)
            return base::fail(std::move(*topic.error));
    return std::move(metadata->topics);
}

std::vector<base::TopicPartition> partitionsOf(const std::vector<client::TopicInfo>& topics) {
    std::vector<base::TopicPartition> out;
    for (const auto& topic : topics)
        for (const auto& partition : topic.partitions)
            out.push_back({topic.name, partition.id});
    return out;
}

/// Of one that is not there the change itself tells.
base::Status areMeant(client::Cluster& cluster, const TopicIds& meant) {
    std::vector<std::string> known;
    for (const auto& [name, id] : meant)
        if (!id.isEmpty())
            known.push_back(name.toStdString());
    if (known.empty())
        return {};
    const auto metadata = cluster.metadata(known);
    if (!metadata)
        return base::fail(metadata.error());
    std::vector<std::string> others;
    for (const auto& topic : metadata->topics) {
        const auto was = meant.find(text(topic.name));
        if (was != meant.end() && !topic.id.isZero() && text(topic.id) != was->second)
            others.push_back(topic.name);
    }
    if (others.empty())
        return {};
    std::string cause = others.front();
    if (others.size() > 1)
        cause += fmt::format(" and {} more", others.size() - 1);
    cause +=
        others.size() > 1 ? " were deleted and created anew since." : " was deleted and created anew since.";
    if (known.size() > 1)
        cause += fmt::format(" Nothing was done to any of the {} topics.", known.size());
    return base::fail({-1, "TOPIC_RECREATED", std::move(cause), "Look at it again.", false});
}

/// Likewise. That it has no members the broker sees to.
base::Status areGroupsMeant(client::Cluster& cluster, const GroupTypes& meant) {
    if (meant.empty())
        return {};
    const auto list = cluster.listGroups();
    if (!list)
        return base::fail(list.error());
    for (const auto& listing : list->groups) {
        const auto was = meant.find(text(listing.id));
        const QString now = groupTypeOf(listing);
        if (was != meant.end() && was->second != now)
            return base::fail({-1, "GROUP_CHANGED",
                               fmt::format("{} is of type {} now, not {} as when it was looked at.{}",
                                           listing.id, now.toStdString(), was->second.toStdString(),
                                           meant.size() > 1 ? " None of the groups was deleted." : ""),
                               "Look at it again.", false});
    }
    return {};
}

Reading<qint64> readingOf(const client::PartitionOffset& answer) {
    if (answer.error)
        return Reason(text(answer.error->cause));
    return answer.offset ? Reading<qint64>(answer.offset->value()) : std::nullopt;
}

/// What the first broker would give topics; empty when it cannot be asked: defaults are then not known.
std::vector<ConfigRow> brokerDefaults(client::Cluster& cluster) {
    const auto brokers = cluster.info().brokers;
    if (brokers.empty())
        return {};
    const auto entries =
        describe(cluster, {client::ConfigResourceType::Broker, std::to_string(brokers.front().id.value())});
    return entries ? defaultsOfBroker(*entries) : std::vector<ConfigRow>();
}

} // namespace

static base::Status isSame(const QString& clusterId, const client::ClusterInfo& met) {
    if (!isAnother(clusterId, text(met.clusterId)))
        return {};
    return base::fail({-1, "ANOTHER_CLUSTER", "Another cluster answers here by now. Nothing was done to it.",
                       "Open this anew to do it there.", false});
}

base::Status isStill(client::Cluster& cluster, const QString& clusterId) {
    if (clusterId.isEmpty())
        return {};
    auto answered = cluster.metadata(std::span<const std::string>());
    if (answered)
        return isSame(clusterId, answered->cluster);
    answered.error().unanswered = false; // only asked who it is
    return base::fail(std::move(answered.error()));
}

base::Status isStillAt(const client::ConnectOptions& at, const QString& clusterId,
                       const std::stop_token& stop) {
    if (clusterId.isEmpty())
        return {};
    auto cluster = client::connect(at, stop);
    if (cluster)
        return isSame(clusterId, (*cluster)->info());
    cluster.error().unanswered = false; // only asked who it is
    return base::fail(std::move(cluster.error()));
}

base::Result<CreatedTopic> createTopic(client::Cluster& cluster, const base::NewTopic& topic,
                                       bool validateOnly) {
    auto outcomes = cluster.createTopics(std::span(&topic, 1), validateOnly);
    if (!outcomes)
        return base::fail(std::move(outcomes.error()));
    if (outcomes->empty())
        return base::fail({-1, "NO_ANSWER", "The broker did not answer for this topic.", {}, true});
    auto& outcome = outcomes->front();
    if (outcome.error)
        return base::fail(std::move(*outcome.error));
    return CreatedTopic{text(outcome.name), outcome.partitions, outcome.replication};
}

base::Result<Nothing> deleteTopics(client::Cluster& cluster, const QStringList& topics,
                                   const TopicIds& meant) {
    if (auto same = areMeant(cluster, meant); !same)
        return base::fail(std::move(same.error()));
    auto outcomes = cluster.deleteTopics(names(topics));
    if (!outcomes)
        return base::fail(std::move(outcomes.error()));
    return summed(*outcomes, [](const auto& outcome) { return outcome.name; });
}

base::Result<Nothing> emptyTopics(client::Cluster& cluster, const QStringList& topics,
                                  const TopicIds& meant) {
    const auto known = infoOf(cluster, topics);
    if (!known)
        return base::fail(known.error());
    std::vector<client::RecordDeletion> deletions;
    for (const auto& partition : partitionsOf(*known))
        deletions.push_back({partition, std::nullopt});
    return deleteRecords(cluster, deletions, meant);
}

base::Result<Nothing> deleteRecords(client::Cluster& cluster,
                                    const std::vector<client::RecordDeletion>& deletions,
                                    const TopicIds& meant) {
    if (deletions.empty())
        return Nothing{};
    if (auto same = areMeant(cluster, meant); !same)
        return base::fail(std::move(same.error()));
    auto outcomes = cluster.deleteRecords(deletions);
    if (!outcomes)
        return base::fail(std::move(outcomes.error()));
    return summed(*outcomes, partitionName);
}

base::Result<Nothing> deleteGroups(client::Cluster& cluster, const base::GroupDeletion& deletion,
                                   const GroupTypes& meant) {
    if (auto same = areGroupsMeant(cluster, meant); !same)
        return base::fail(std::move(same.error()));
    auto outcomes = cluster.deleteGroups(deletion.groups);
    if (!outcomes)
        return base::fail(std::move(outcomes.error()));
    return summed(*outcomes, [](const auto& outcome) { return outcome.name; });
}

base::Result<std::vector<RecordCut>> cutsBefore(client::Cluster& cluster, const QStringList& topics,
                                                qint64 timeMs) {
    using client::OffsetQuestion;
    const auto known = infoOf(cluster, topics);
    if (!known)
        return base::fail(known.error());
    TopicIds ids;
    for (const auto& topic : *known)
        if (!topic.id.isZero())
            ids[text(topic.name)] = text(topic.id);
    const auto partitions = partitionsOf(*known);
    // The end is asked for first: what comes while the other answers are on their way is newer and stays.
    const auto ends = cluster.listOffsets(partitions, OffsetQuestion::Latest);
    const auto starts = cluster.listOffsets(partitions, OffsetQuestion::Earliest);
    const auto places = cluster.listOffsets(partitions, OffsetQuestion::AtTime, timeMs);
    for (const auto* answer : {&ends, &starts, &places})
        if (!*answer)
            return base::fail(answer->error());
    std::vector<RecordCut> out;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        RecordCut cut{text(partitions[i].topic), partitions[i].partition.value(), readingOf((*starts)[i]),
                      readingOf((*ends)[i]), readingOf((*places)[i])};
        if (!cut.keepFrom && !cut.keepFrom.reason())
            cut.keepFrom = cut.end; // nothing is as new as that
        cut.topicId = ids[cut.topic];
        out.push_back(std::move(cut));
    }
    return out;
}

base::Result<Nothing> addPartitions(client::Cluster& cluster, const base::PartitionIncrease& increase,
                                    const TopicIds& meant, bool validateOnly) {
    if (auto same = areMeant(cluster, meant); !same)
        return base::fail(std::move(same.error()));
    return nothing(cluster.createPartitions(increase, validateOnly));
}

base::Result<std::vector<ConfigRow>> topicConfig(client::Cluster& cluster, const QString& topic) {
    auto entries = describe(cluster, {client::ConfigResourceType::Topic, topic.toStdString()});
    if (!entries)
        return base::fail(std::move(entries.error()));
    auto rows = configRows(*entries);
    if (std::ranges::any_of(rows, lacksDefault))
        fillDefaults(rows, brokerDefaults(cluster));
    return rows;
}

base::Result<std::vector<ConfigRow>> topicDefaults(client::Cluster& cluster) {
    auto metadata = cluster.metadata();
    if (!metadata)
        return base::fail(std::move(metadata.error()));
    int tries = 3; // one that was just deleted, or may not be described, does not speak for the others
    for (const auto& topic : metadata->topics) {
        if (topic.internal) // made with overrides of the broker's own
            continue;
        if (tries-- == 0)
            break;
        const auto entries = describe(cluster, {client::ConfigResourceType::Topic, topic.name});
        if (!entries)
            continue;
        auto rows = configRows(*entries);
        fillDefaults(rows, brokerDefaults(cluster));
        return withoutOverrides(std::move(rows));
    }
    return withTopicsOwn(brokerDefaults(cluster));
}

base::Result<std::vector<TopicSetting>> topicSetting(client::Cluster& cluster, const QString& setting,
                                                     const QStringList& topics) {
    std::vector<client::ConfigResource> resources;
    for (const QString& topic : topics)
        resources.push_back({client::ConfigResourceType::Topic, topic.toStdString()});
    const std::string key = setting.toStdString();
    const auto described = cluster.describeConfigs(resources, std::span(&key, 1));
    if (!described)
        return base::fail(described.error());
    std::vector<ConfigRow> defaults;
    std::vector<TopicSetting> out;
    for (const auto& one : *described) {
        auto& answer = out.emplace_back();
        answer.topic = text(one.resource.name);
        if (one.error) {
            answer.row = Reason(text(one.error->cause));
            continue;
        }
        auto rows = configRows(one.entries);
        std::erase_if(rows, [&setting](const ConfigRow& row) { return row.name != setting; });
        if (rows.empty())
            continue;
        if (rows.front().overridden && !rows.front().defaultValue) {
            if (defaults.empty())
                defaults = brokerDefaults(cluster);
            fillDefaults(rows, defaults);
        }
        answer.row = std::move(rows.front());
    }
    return out;
}

base::Result<std::vector<TopicOutcome>> editTopicConfig(client::Cluster& cluster,
                                                        const base::TopicConfigEdit& edit,
                                                        const TopicIds& meant, bool validateOnly) {
    if (auto same = areMeant(cluster, meant); !same)
        return base::fail(std::move(same.error()));
    std::vector<client::ConfigResource> resources;
    for (const auto& topic : edit.topics)
        resources.push_back({client::ConfigResourceType::Topic, topic});
    auto outcomes = cluster.alterConfigs(resources, edit.edits, validateOnly);
    if (!outcomes)
        return base::fail(std::move(outcomes.error()));
    std::vector<TopicOutcome> out;
    for (auto& outcome : *outcomes)
        out.push_back({text(outcome.resource.name), std::move(outcome.error)});
    return out;
}

} // namespace session
