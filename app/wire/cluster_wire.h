#pragma once

#include <future>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/thread_safety.h"
#include "protocol/codec.h"
#include "protocol/framing.h"
#include "protocol/messages/03_metadata.h"
#include "wire/connection.h"
#include "wire/nodes.h"

namespace wire {

struct ClusterOptions {
    std::vector<Address> bootstrap;
    ConnectionOptions connection;
    base::Millis requestTimeout{15000};
    std::shared_ptr<IoLoop> loop = {}; ///< none: one of its own
};

/// An answer on its way. get() blocks until it is there or its time is over; both always happen.
template <class Resp>
class Pending {
public:
    Pending(std::future<base::Result<Answer>> answer, std::string from)
        : m_answer(std::move(answer)), m_from(std::move(from)) {}

    /// Whether get() would not block any more; waits at most so long.
    [[nodiscard]] bool ready(base::Millis within) const {
        return m_answer.wait_for(within) == std::future_status::ready;
    }

    base::Result<Resp> get() {
        base::Result<Answer> answer = m_answer.get();
        if (!answer)
            return base::fail(answer.error());
        base::Result<Resp> message = protocol::decode<Resp>(answer->body, answer->version);
        if (!message)
            return base::fail(
                {.name = "INVALID_RESPONSE",
                 .cause = m_from + " sent an answer that cannot be read: " + message.error().cause,
                 .remedy = "Its software may be broken, or newer than we know.",
                 .retriable = false});
        return message;
    }

private:
    std::future<base::Result<Answer>> m_answer;
    std::string m_from;
};

using Partitions = std::vector<base::TopicPartition>;

/// Our own connections to a cluster: one a broker, made when first needed, made again after they broke.
///
/// Threads: everything here may be called from any thread but the loop's; calls that
/// return a Result block, with the deadlines of the options. Requests to several brokers go out together: ask
/// all, then get all.
class ClusterWire {
public:
    explicit ClusterWire(ClusterOptions options);
    ~ClusterWire();
    ClusterWire(const ClusterWire&) = delete;
    ClusterWire& operator=(const ClusterWire&) = delete;

    /// Everything under way and everything later fails with CANCELLED.
    void close();

    /// `broker` none: any that answers, the bootstrap addresses in turn. `extraTime` is what the broker is
    /// asked to wait by the request itself (a long poll). Only a broker that is named has a lane aside.
    template <class Resp, class Req>
    [[nodiscard]] Pending<Resp> ask(std::optional<base::BrokerId> broker, Req request,
                                    protocol::Versions versions = Req::versions, base::Millis extraTime = {},
                                    Lane lane = Lane::Main) {
        static_assert(Req::apiKey == Resp::apiKey);
        auto encode = [message = std::move(request)](const protocol::RequestHeader& header) {
            return protocol::encodeRequest(header, message);
        };
        return {post(broker, Req::apiKey, versions, std::move(encode), extraTime, lane),
                broker ? "Broker " + std::to_string(broker->value()) : std::string("The broker")};
    }

    /// What the broker serves; connects if need be.
    base::Result<protocol::ApiVersionsResponse> versions(std::optional<base::BrokerId> broker);
    /// The version that `ask` would use, or an error if there is none.
    base::Result<std::int16_t> version(std::optional<base::BrokerId> broker, protocol::ApiKey key,
                                       protocol::Versions ours);

    /// Asks for the topics (none: all) without creating any, and remembers brokers and leaders.
    base::Result<protocol::MetadataResponse> metadata(std::optional<std::vector<std::string>> topics);
    /// Partitions by leader, out of what is remembered, asking for what is not.
    /// Those that have no leader come with an error in `orphans`.
    base::Result<std::map<base::BrokerId, Partitions>>
    byLeader(std::span<const base::TopicPartition> partitions,
             std::vector<std::pair<base::TopicPartition, base::Error>>& orphans);
    /// After an answer said that the leader is another one.
    void forgetLeaders(std::span<const base::TopicPartition> partitions);

    /// Groups by coordinator, in one request where the broker can (FindCoordinator 4).
    base::Result<std::map<base::BrokerId, std::vector<std::string>>>
    byCoordinator(std::span<const std::string> groups,
                  std::vector<std::pair<std::string, base::Error>>& orphans);
    void forgetCoordinators(std::span<const std::string> groups);

    [[nodiscard]] std::vector<base::BrokerId> brokers() const;

private:
    std::future<base::Result<Answer>> post(std::optional<base::BrokerId> broker, protocol::ApiKey key,
                                           protocol::Versions versions, Connection::Encode encode,
                                           base::Millis extraTime, Lane lane);
    base::Result<Address> addressOf(base::BrokerId broker) const;
    base::Status remember(const protocol::MetadataResponse& answer, bool everything);
    base::Status findCoordinators(const std::vector<std::string>& groups,
                                  std::vector<std::pair<std::string, base::Error>>& orphans);

    const ClusterOptions m_options;
    mutable base::Mutex m_mutex;
    std::map<base::BrokerId, Address> m_brokers GUARDED_BY(m_mutex);
    std::map<base::TopicPartition, base::BrokerId> m_leaders GUARDED_BY(m_mutex);
    std::map<std::string, base::BrokerId> m_coordinators GUARDED_BY(m_mutex);

    const std::shared_ptr<IoLoop> m_loop;
    std::shared_ptr<Nodes> m_nodes; ///< lives on the loop's thread
};

} // namespace wire
