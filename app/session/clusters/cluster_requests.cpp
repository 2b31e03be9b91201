#include "session/clusters/cluster_requests.h"

#include <algorithm>

#include <fmt/format.h>

#include "session/clusters/config_rows.h"
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
    if (outcomes.size() > 1)
        error.cause =
            fmt::format("{} of {} failed, the first is {}: {}", failed, outcomes.size(), name, error.cause);
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

base::Result<Nothing> deleteTopics(client::Cluster& cluster, const QStringList& topics) {
    auto outcomes = cluster.deleteTopics(names(topics));
    if (!outcomes)
        return base::fail(std::move(outcomes.error()));
    return summed(*outcomes, [](const auto& outcome) { return outcome.name; });
}

base::Result<Nothing> emptyTopics(client::Cluster& cluster, const QStringList& topics) {
    auto metadata = cluster.metadata(names(topics));
    if (!metadata)
        return base::fail(std::move(metadata.error()));
    std::vector<client::RecordDeletion> deletions;
    for (auto& topic : metadata->topics) {
        if (topic.error)
            return base::fail(std::move(*topic.error));
        for (const auto& partition : topic.partitions)
            deletions.push_back({{topic.name, partition.id}, std::nullopt});
    }
    return deleteRecords(cluster, deletions);
}

base::Result<Nothing> deleteRecords(client::Cluster& cluster,
                                    const std::vector<client::RecordDeletion>& deletions) {
    if (deletions.empty())
        return Nothing{};
    auto outcomes = cluster.deleteRecords(deletions);
    if (!outcomes)
        return base::fail(std::move(outcomes.error()));
    return summed(*outcomes, partitionName);
}

base::Result<Nothing> deleteGroups(client::Cluster& cluster, const QStringList& ids) {
    auto outcomes = cluster.deleteGroups(names(ids));
    if (!outcomes)
        return base::fail(std::move(outcomes.error()));
    return summed(*outcomes, [](const auto& outcome) { return outcome.name; });
}

base::Result<Nothing> addPartitions(client::Cluster& cluster, const QString& topic, int total,
                                    bool validateOnly) {
    return nothing(cluster.createPartitions(topic.toStdString(), total, validateOnly));
}

base::Result<std::vector<ConfigRow>> topicConfig(client::Cluster& cluster, const QString& topic) {
    auto entries = describe(cluster, {client::ConfigResourceType::Topic, topic.toStdString()});
    if (!entries)
        return base::fail(std::move(entries.error()));
    auto rows = configRows(*entries);
    if (std::ranges::any_of(rows, [](const ConfigRow& row) { return row.overridden && !row.defaultValue; }))
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
    return brokerDefaults(cluster);
}

base::Result<Nothing> editTopicConfig(client::Cluster& cluster, const QString& topic,
                                      const std::vector<ConfigEdit>& edits, bool validateOnly) {
    std::vector<client::ConfigEdit> out;
    for (const auto& edit : edits)
        out.push_back({edit.name.toStdString(),
                       edit.value ? client::ConfigOperation::Set : client::ConfigOperation::Delete,
                       edit.value ? std::optional(edit.value->toStdString()) : std::nullopt});
    return nothing(
        cluster.alterConfigs({client::ConfigResourceType::Topic, topic.toStdString()}, out, validateOnly));
}

} // namespace session
