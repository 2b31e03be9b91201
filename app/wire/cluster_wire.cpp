#include "wire/cluster_wire.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "protocol/messages/10_find_coordinator.h"
#include "wire/kafka_error.h"

namespace wire {
namespace {

using base::BrokerId;
using base::TopicPartition;
using protocol::ErrorCode;

/// Metadata 4 is the first that can ask without creating topics.
constexpr protocol::Versions metadataVersions{4, protocol::MetadataRequest::versions.newest};
constexpr std::int16_t firstBatchedFindCoordinator = 4;
constexpr std::size_t coordinatorsAtOnce = 1000;
/// Groups come and go without our being told; beyond this all are asked for anew.
constexpr std::size_t mostCoordinators = 100'000;

tl::unexpected<base::Error> lie(std::string cause) {
    return base::fail({.name = "INVALID_RESPONSE",
                       .cause = std::move(cause),
                       .remedy = "Its software may be broken or not Kafka.",
                       .retriable = false});
}

base::Result<Address> checkedAddress(std::int32_t id, const std::string& host, std::int32_t port) {
    if (host.empty() || port < 1 || port > 65535)
        return lie(fmt::format("Broker {} is said to be at \"{}\", port {}.", id, host.substr(0, 255), port));
    return Address{host, static_cast<std::uint16_t>(port)};
}

/// Why no connection came about to where the cluster says that a broker is. For the loop's thread.
base::Error notThere(const std::weak_ptr<Nodes>& nodes, BrokerId broker, const Address& address,
                     const base::Error& why) {
    if (why.name == cancelled().name)
        return why;
    const auto living = nodes.lock();
    const bool reached = living && living->hasReached(address);
    if (reached && !why.retriable) // something answers, but not as before
        return {.name = std::string(brokerUnreachable),
                .cause = fmt::format("Broker {} cannot be used any more: {}", broker.value(), why.cause),
                .remedy = why.remedy,
                .retriable = true};
    if (reached)
        return {.name = std::string(brokerUnreachable),
                .cause = fmt::format("Broker {} does not answer any more: {}", broker.value(), why.cause),
                .remedy = "It may be stopped or cut off.",
                .retriable = true};
    if (!why.retriable)
        return {.name = std::string(brokerUnreachable),
                .cause = fmt::format("Broker {} names itself {}, where it cannot be used: {}", broker.value(),
                                     address.toString(), why.cause),
                .remedy = why.name == "TLS_EXPECTED" || why.name == "NOT_KAFKA"
                              ? "Set its advertised.listeners to one that speaks Kafka in the clear."
                              : why.remedy,
                .retriable = true};
    return {.name = std::string(brokerUnreachable),
            .cause = fmt::format("Broker {} names itself {}, which cannot be reached: {}", broker.value(),
                                 address.toString(), why.cause),
            .remedy = "Set its advertised.listeners to an address that this machine can reach.",
            .retriable = true};
}

/// Nobody can be elected: of those that hold the partition none is in the cluster now.
base::Error nobodyHolds(const TopicPartition& partition, const std::vector<std::int32_t>& holders) {
    const bool one = holders.size() == 1;
    return {.code = toWire(ErrorCode::LEADER_NOT_AVAILABLE),
            .name = "LEADER_NOT_AVAILABLE",
            .cause = fmt::format("{}: no broker that holds it is there.", nameOf(partition)),
            .remedy = one ? fmt::format("Start broker {} again.", holders.front())
                          : fmt::format("Start one of the brokers {} again.", fmt::join(holders, ", ")),
            .retriable = true};
}

/// What the cluster tells of partitions that have no leader. In an outage that is asked each round: an error
/// is made only of those that have none.
class Leaderless {
public:
    Leaderless() = default;
    explicit Leaderless(protocol::MetadataResponse answer) : m_answer(std::move(answer)) {
        std::ranges::sort(m_answer.topics, {}, &Topic::name);
        for (auto& topic : m_answer.topics)
            std::ranges::sort(topic.partitions, {}, &Partition::partitionIndex);
    }

    [[nodiscard]] base::Error why(const TopicPartition& name) const {
        const auto unknown = toWire(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
        const auto topic = std::ranges::lower_bound(m_answer.topics, name.topic, {}, nameOfTopic);
        if (topic == m_answer.topics.end() || nameOfTopic(*topic) != name.topic)
            return kafkaError(unknown, nameOf(name));
        if (topic->errorCode != 0)
            return kafkaError(topic->errorCode, nameOf(name));
        const auto told = std::ranges::lower_bound(topic->partitions, name.partition.value(), {},
                                                   &Partition::partitionIndex);
        if (told == topic->partitions.end() || told->partitionIndex != name.partition.value())
            return kafkaError(unknown, nameOf(name));
        const auto none = toWire(ErrorCode::LEADER_NOT_AVAILABLE);
        const auto code = told->errorCode != 0 ? told->errorCode : none;
        const auto& holders = told->replicaNodes;
        const bool held =
            holders.empty() || std::ranges::any_of(holders, [&](std::int32_t id) {
                return std::ranges::find(m_answer.brokers, id, &Broker::nodeId) != m_answer.brokers.end();
            });
        return code == none && !held ? nobodyHolds(name, holders) : kafkaError(code, nameOf(name));
    }

private:
    using Topic = decltype(protocol::MetadataResponse::topics)::value_type;
    using Partition = decltype(Topic::partitions)::value_type;
    using Broker = decltype(protocol::MetadataResponse::brokers)::value_type;
    static std::string_view nameOfTopic(const Topic& topic) {
        return topic.name ? std::string_view(*topic.name) : std::string_view();
    }

    protocol::MetadataResponse m_answer; // topics by name, partitions by number
};

/// A promise kept exactly once, whichever of answer and closing comes first.
struct Slot {
    std::promise<base::Result<Answer>> promise;
    void give(base::Result<Answer> answer) { promise.set_value(std::move(answer)); }
};

} // namespace

ClusterWire::ClusterWire(ClusterOptions options)
    : m_options(std::move(options))
    , m_loop(m_options.loop ? m_options.loop : std::make_shared<IoLoop>())
    , m_nodes(std::make_shared<Nodes>(*m_loop, m_options.bootstrap, m_options.connection)) {}

ClusterWire::~ClusterWire() {
    // A loop drops what is queued when it ends: everything has to have its answer before.
    std::promise<void> closed;
    m_loop->post([nodes = std::move(m_nodes), &closed]() mutable {
        nodes->close();
        nodes.reset(); // on its own thread, where calls may still be under way
        closed.set_value();
    });
    closed.get_future().wait();
}

void ClusterWire::close() {
    m_loop->post([nodes = m_nodes] { nodes->close(); });
}

std::future<base::Result<Answer>> ClusterWire::post(std::optional<BrokerId> broker, protocol::ApiKey key,
                                                    protocol::Versions versions, Connection::Encode encode,
                                                    base::Millis extraTime, Lane lane) {
    auto slot = std::make_shared<Slot>();
    auto answer = slot->promise.get_future();
    std::optional<Address> address;
    std::vector<Address> others;
    if (broker) {
        auto known = addressOf(*broker);
        if (!known) {
            slot->give(base::fail(known.error()));
            return answer;
        }
        address = *known;
    } else {
        const base::Lock lock(m_mutex);
        for (const auto& [id, other] : m_brokers)
            others.push_back(other);
    }
    Nodes::Ready ready = [nodes = std::weak_ptr(m_nodes), slot, key, versions, broker, address,
                          call = std::move(encode),
                          timeout = m_options.requestTimeout + extraTime](auto connection) {
        if (!connection)
            return slot->give(base::fail(address ? notThere(nodes, *broker, *address, connection.error())
                                                 : connection.error()));
        (*connection)
            ->send({.key = key,
                    .versions = versions,
                    .encode = call,
                    .timeout = timeout,
                    .done = [slot](base::Result<Answer> got) { slot->give(std::move(got)); }});
    };
    m_loop->post(
        [nodes = m_nodes, address, lane, candidates = std::move(others), call = std::move(ready)]() mutable {
            if (address)
                nodes->withConnection(*address, std::move(call), lane);
            else
                nodes->withAny(std::move(candidates), std::move(call));
        });
    return answer;
}

base::Result<Address> ClusterWire::addressOf(BrokerId broker) const {
    const base::Lock lock(m_mutex);
    const auto found = m_brokers.find(broker);
    if (found != m_brokers.end())
        return found->second;
    return base::fail({.code = 8,
                       .name = "BROKER_NOT_AVAILABLE",
                       .cause = fmt::format("Broker {} is not part of the cluster now.", broker.value()),
                       .remedy = "It may be down; its partitions move to others or wait for it.",
                       .retriable = true});
}

base::Result<protocol::ApiVersionsResponse> ClusterWire::versions(std::optional<BrokerId> broker) {
    std::optional<Address> address;
    if (broker) {
        auto known = addressOf(*broker);
        if (!known)
            return base::fail(known.error());
        address = *known;
    }
    auto promise = std::make_shared<std::promise<base::Result<protocol::ApiVersionsResponse>>>();
    auto served = promise->get_future();
    m_loop->post([nodes = m_nodes, broker, address, promise] {
        Nodes::Ready ready = [nodes = std::weak_ptr(nodes), broker, address, promise](auto connection) {
            if (connection)
                promise->set_value((*connection)->served());
            else
                promise->set_value(base::fail(address ? notThere(nodes, *broker, *address, connection.error())
                                                      : connection.error()));
        };
        if (address)
            nodes->withConnection(*address, std::move(ready));
        else
            nodes->withAny({}, std::move(ready));
    });
    return served.get();
}

base::Result<std::int16_t> ClusterWire::version(std::optional<BrokerId> broker, protocol::ApiKey key,
                                                protocol::Versions ours) {
    auto served = versions(broker);
    if (!served)
        return base::fail(served.error());
    for (const auto& api : served->apiKeys) {
        const std::int16_t newest = std::min(api.maxVersion, ours.newest);
        if (api.apiKey == static_cast<std::int16_t>(key) && newest >= std::max(api.minVersion, ours.oldest))
            return newest;
    }
    return base::fail(kafkaError(ErrorCode::UNSUPPORTED_VERSION,
                                 fmt::format("API {} of this broker", static_cast<int>(key))));
}

base::Result<protocol::MetadataResponse>
ClusterWire::metadata(std::optional<std::vector<std::string>> topics) {
    const bool everything = !topics;
    protocol::MetadataRequest request;
    request.allowAutoTopicCreation = false;
    if (!topics) {
        request.topics = std::nullopt;
    } else {
        for (std::string& name : *topics) {
            protocol::MetadataRequest::MetadataRequestTopic topic;
            topic.name = std::move(name);
            request.topics->push_back(std::move(topic));
        }
    }
    auto answer = ask<protocol::MetadataResponse>(std::nullopt, std::move(request), metadataVersions).get();
    if (!answer)
        return answer;
    if (answer->errorCode != 0)
        return base::fail(kafkaError(answer->errorCode, "The cluster's metadata"));
    if (auto fine = remember(*answer, everything); !fine)
        return base::fail(fine.error());
    return answer;
}

base::Status ClusterWire::remember(const protocol::MetadataResponse& answer, bool everything) {
    std::map<BrokerId, Address> brokers;
    for (const auto& broker : answer.brokers) {
        auto address = checkedAddress(broker.nodeId, broker.host, broker.port);
        if (!address)
            return base::fail(address.error());
        brokers[BrokerId(broker.nodeId)] = std::move(*address);
    }
    if (brokers.empty())
        return lie("The cluster says that it has no brokers.");
    for (const auto& topic : answer.topics) {
        std::set<std::int32_t> seen;
        for (const auto& partition : topic.partitions) {
            if (partition.partitionIndex < 0 || !seen.insert(partition.partitionIndex).second)
                return lie(
                    fmt::format("The cluster describes partition {} of \"{}\" {}.", partition.partitionIndex,
                                topic.name.value_or(""),
                                partition.partitionIndex < 0 ? "with a number that cannot be" : "twice"));
        }
    }
    const base::Lock lock(m_mutex);
    m_brokers = std::move(brokers);
    if (everything)
        m_leaders.clear();
    for (const auto& topic : answer.topics) {
        const std::string name = topic.name.value_or("");
        m_leaders.erase(m_leaders.lower_bound({name, base::PartitionId(0)}),
                        m_leaders.upper_bound({name, base::PartitionId(INT32_MAX)}));
        for (const auto& partition : topic.partitions) {
            if (partition.leaderId >= 0)
                m_leaders[{name, base::PartitionId(partition.partitionIndex)}] = BrokerId(partition.leaderId);
        }
    }
    return {};
}

base::Result<std::map<BrokerId, Partitions>>
ClusterWire::byLeader(std::span<const TopicPartition> partitions,
                      std::vector<std::pair<TopicPartition, base::Error>>& orphans) {
    std::set<std::string> unknown;
    {
        const base::Lock lock(m_mutex);
        for (const TopicPartition& partition : partitions) {
            if (!m_leaders.contains(partition))
                unknown.insert(partition.topic);
        }
    }
    Leaderless leaderless;
    if (!unknown.empty()) {
        auto answer = metadata(std::vector<std::string>(unknown.begin(), unknown.end()));
        if (!answer)
            return base::fail(answer.error());
        leaderless = Leaderless(std::move(*answer));
    }
    std::map<BrokerId, Partitions> out;
    const base::Lock lock(m_mutex);
    for (const TopicPartition& partition : partitions) {
        if (const auto leader = m_leaders.find(partition); leader != m_leaders.end()) {
            out[leader->second].push_back(partition);
            continue;
        }
        orphans.emplace_back(partition, leaderless.why(partition));
    }
    return out;
}

void ClusterWire::forgetLeaders(std::span<const TopicPartition> partitions) {
    const base::Lock lock(m_mutex);
    for (const TopicPartition& partition : partitions)
        m_leaders.erase(partition);
}

base::Result<std::map<BrokerId, std::vector<std::string>>>
ClusterWire::byCoordinator(std::span<const std::string> groups,
                           std::vector<std::pair<std::string, base::Error>>& orphans) {
    std::vector<std::string> unknown;
    {
        const base::Lock lock(m_mutex);
        for (const std::string& group : groups) {
            if (!m_coordinators.contains(group))
                unknown.push_back(group);
        }
    }
    for (std::size_t at = 0; at < unknown.size(); at += coordinatorsAtOnce) {
        const auto end = std::min(unknown.size(), at + coordinatorsAtOnce);
        auto found = findCoordinators({unknown.begin() + static_cast<std::ptrdiff_t>(at),
                                       unknown.begin() + static_cast<std::ptrdiff_t>(end)},
                                      orphans);
        if (!found)
            return base::fail(found.error());
    }
    std::map<BrokerId, std::vector<std::string>> out;
    const base::Lock lock(m_mutex);
    for (const std::string& group : groups) {
        if (const auto found = m_coordinators.find(group); found != m_coordinators.end())
            out[found->second].push_back(group);
    }
    return out;
}

base::Status ClusterWire::findCoordinators(const std::vector<std::string>& groups,
                                           std::vector<std::pair<std::string, base::Error>>& orphans) {
    using Request = protocol::FindCoordinatorRequest;
    using Response = protocol::FindCoordinatorResponse;
    const auto best = version(std::nullopt, Request::apiKey, Request::versions);
    if (!best)
        return base::fail(best.error());
    std::vector<Response::Coordinator> found;
    if (*best >= firstBatchedFindCoordinator) {
        Request request;
        request.coordinatorKeys = groups;
        auto answer = ask<Response>(std::nullopt, request, {firstBatchedFindCoordinator, *best}).get();
        if (!answer)
            return base::fail(answer.error());
        found = std::move(answer->coordinators);
    } else {
        std::vector<Pending<Response>> answers;
        for (const std::string& group : groups) {
            Request request;
            request.key = group;
            answers.push_back(ask<Response>(std::nullopt, request, {0, firstBatchedFindCoordinator - 1}));
        }
        for (std::size_t i = 0; i < groups.size(); ++i) {
            auto answer = answers[i].get();
            if (!answer)
                return base::fail(answer.error());
            found.push_back({groups[i], answer->nodeId, answer->host, answer->port, answer->errorCode,
                             answer->errorMessage});
        }
    }
    std::set<std::string> open(groups.begin(), groups.end());
    const base::Lock lock(m_mutex);
    if (m_coordinators.size() > mostCoordinators)
        m_coordinators.clear();
    for (const Response::Coordinator& one : found) {
        if (open.erase(one.key) == 0)
            return lie(
                fmt::format("The broker named a coordinator of \"{}\", which was not asked for.", one.key));
        if (one.errorCode != 0) {
            orphans.emplace_back(one.key,
                                 kafkaError(one.errorCode, "Group \"" + one.key + "\"", one.errorMessage));
            continue;
        }
        auto address = checkedAddress(one.nodeId, one.host, one.port);
        if (!address)
            return base::fail(address.error());
        m_coordinators[one.key] = BrokerId(one.nodeId);
        m_brokers.emplace(BrokerId(one.nodeId), std::move(*address));
    }
    for (const std::string& group : open)
        orphans.emplace_back(group,
                             kafkaError(ErrorCode::COORDINATOR_NOT_AVAILABLE, "Group \"" + group + "\""));
    return {};
}

void ClusterWire::forgetCoordinators(std::span<const std::string> groups) {
    const base::Lock lock(m_mutex);
    for (const std::string& group : groups)
        m_coordinators.erase(group);
}

std::vector<BrokerId> ClusterWire::brokers() const {
    std::vector<BrokerId> out;
    const base::Lock lock(m_mutex);
    for (const auto& [id, address] : m_brokers)
        out.push_back(id);
    return out;
}

} // namespace wire
