#include "client/wire_cluster.h"

#include <algorithm>

#include "client/software_guess.h"
#include "protocol/api_list.h"
#include "wire/kafka_error.h"

namespace client {
namespace {

static_assert(brokerUnreachable == wire::brokerUnreachable && brokerSilent == wire::brokerSilent);

wire::ClusterOptions wireOptions(const ConnectOptions& options, std::vector<wire::Address> bootstrap) {
    return {.bootstrap = std::move(bootstrap),
            .connection = {.clientId = options.clientId,
                           .connectTimeout = options.connectTimeout,
                           .maxAnswerBytes = options.maxAnswerBytes},
            .requestTimeout = options.requestTimeout,
            .loop = options.loop};
}

std::vector<base::BrokerId> brokerIds(const std::vector<std::int32_t>& ids) {
    std::vector<base::BrokerId> out;
    out.reserve(ids.size());
    for (const std::int32_t id : ids)
        out.emplace_back(id);
    return out;
}

PartitionInfo partitionInfo(const std::string& topic,
                            const protocol::MetadataResponse::MetadataResponsePartition& partition) {
    PartitionInfo out{.id = base::PartitionId(partition.partitionIndex),
                      .leader = std::nullopt,
                      .leaderEpoch = base::LeaderEpoch(partition.leaderEpoch),
                      .replicas = brokerIds(partition.replicaNodes),
                      .inSyncReplicas = brokerIds(partition.isrNodes),
                      .error = std::nullopt};
    if (partition.leaderId >= 0)
        out.leader = base::BrokerId(partition.leaderId);
    if (partition.errorCode != 0)
        out.error = wire::kafkaError(partition.errorCode, wire::nameOf({topic, out.id}));
    return out;
}

TopicInfo topicInfo(const protocol::MetadataResponse::MetadataResponseTopic& topic) {
    TopicInfo out{.name = topic.name.value_or(""),
                  .id = topic.topicId,
                  .internal = topic.isInternal,
                  .partitions = {},
                  .error = std::nullopt};
    if (topic.errorCode != 0)
        out.error = wire::kafkaError(topic.errorCode, "Topic \"" + out.name + "\"");
    out.partitions.reserve(topic.partitions.size());
    for (const auto& partition : topic.partitions)
        out.partitions.push_back(partitionInfo(out.name, partition));
    std::sort(out.partitions.begin(), out.partitions.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    return out;
}

} // namespace

WireCluster::WireCluster(ConnectOptions options, std::vector<wire::Address> bootstrap)
    : m_options(std::move(options)), m_wire(wireOptions(m_options, std::move(bootstrap))) {}

base::Status WireCluster::start() {
    auto served = m_wire.versions(std::nullopt);
    if (!served)
        return base::fail(served.error());
    {
        std::lock_guard lock(m_mutex);
        for (const auto& api : served->apiKeys) {
            const auto key = static_cast<protocol::ApiKey>(api.apiKey);
            m_info.apis.push_back({api.apiKey,
                                   protocol::findApi(key) ? std::string(protocol::apiName(key))
                                                          : "API " + std::to_string(api.apiKey),
                                   api.minVersion, api.maxVersion});
        }
        std::sort(m_info.apis.begin(), m_info.apis.end(),
                  [](const ApiRange& a, const ApiRange& b) { return a.key < b.key; });
        m_info.softwareGuess = guessSoftware(m_info.apis);
    }
    auto known = metadataOf(std::vector<std::string>{});
    return known ? base::Status{} : base::fail(known.error());
}

ClusterInfo WireCluster::info() const {
    std::lock_guard lock(m_mutex);
    return m_info;
}

base::Result<Metadata> WireCluster::metadata() {
    return metadataOf(std::nullopt);
}

base::Result<Metadata> WireCluster::metadata(std::span<const std::string> topics) {
    return metadataOf(std::vector<std::string>(topics.begin(), topics.end()));
}

base::Result<Metadata> WireCluster::metadataOf(std::optional<std::vector<std::string>> topics) {
    auto answer = m_wire.metadata(std::move(topics));
    if (!answer)
        return base::fail(answer.error());
    Metadata out;
    for (const auto& topic : answer->topics)
        out.topics.push_back(topicInfo(topic));
    std::sort(out.topics.begin(), out.topics.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    std::lock_guard lock(m_mutex);
    m_info.clusterId = answer->clusterId.value_or("");
    m_info.brokers.clear();
    for (const auto& broker : answer->brokers)
        m_info.brokers.push_back({base::BrokerId(broker.nodeId), broker.host, broker.port, broker.rack});
    std::sort(m_info.brokers.begin(), m_info.brokers.end(),
              [](const BrokerInfo& a, const BrokerInfo& b) { return a.id < b.id; });
    m_info.controller.reset();
    if (answer->controllerId >= 0)
        m_info.controller = base::BrokerId(answer->controllerId);
    out.cluster = m_info;
    return out;
}

std::optional<base::BrokerId> WireCluster::controller() const {
    std::lock_guard lock(m_mutex);
    const auto isController = [this](const BrokerInfo& broker) { return broker.id == m_info.controller; };
    if (std::none_of(m_info.brokers.begin(), m_info.brokers.end(), isController))
        return std::nullopt;
    return m_info.controller;
}

std::int32_t WireCluster::brokerTimeoutMs() const {
    // The broker gives up before we do, so that its own words reach the user.
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(m_options.requestTimeout.count() * 4 / 5, 100, 60'000));
}

base::Result<std::shared_ptr<WireCluster>> connectWire(const ConnectOptions& options, std::stop_token stop) {
    auto bootstrap = wire::parseBootstrap(options.bootstrap);
    if (!bootstrap)
        return base::fail(bootstrap.error());
    auto cluster = std::make_shared<WireCluster>(options, std::move(*bootstrap));
    const std::stop_callback closeOnStop(stop, [&cluster] { cluster->close(); });
    if (auto started = cluster->start(); !started)
        return base::fail(started.error());
    return cluster;
}

base::Result<std::shared_ptr<Cluster>> connect(const ConnectOptions& options, std::stop_token stop) {
    auto cluster = connectWire(options, std::move(stop));
    if (!cluster)
        return base::fail(cluster.error());
    return std::shared_ptr<Cluster>(std::move(*cluster));
}

} // namespace client
