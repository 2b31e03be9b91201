#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "broker/cluster_state.h"
#include "broker/handlers/handler.h"
#include "broker/scheduler.h"
#include "protocol/error_codes.h"
#include "protocol/messages/01_fetch.h"
#include "storage/subscription.h"

namespace broker {

/// A fetch from the first look to its answer: answered at once when it can be, else parked until enough bytes
/// came or its time is up (Kafka's DelayedFetch). Works on its connection's strand; the connection owns it
/// while it is parked, so that it dies with it. Holds no thread.
class ParkedFetch : public std::enable_shared_from_this<ParkedFetch> {
public:
    ParkedFetch(const RequestContext& context, protocol::FetchRequest&& request,
                Reply<protocol::FetchResponse> reply);

    void start();

private:
    struct Item {
        std::size_t topicIndex; ///< in the request
        protocol::FetchRequest::FetchPartition asked;
        TopicPtr topic; ///< keeps the log alive; null when there is none
        storage::PartitionLog* log = nullptr;
        protocol::ErrorCode error = protocol::ErrorCode::NONE; ///< found before reading
    };
    struct Looked {
        protocol::FetchResponse response;
        std::int64_t bytes = 0;
        std::int64_t towardsMin = 0; ///< the bytes, and the whole limit of a partition that holds more
        bool urgent = false;         ///< an error or a diverging epoch: not to be kept waiting
    };

    void resolve();
    [[nodiscard]] Looked look() const;
    void readInto(const Item& item, std::int64_t& budget, Looked& looked,
                  protocol::FetchResponse::PartitionData& out) const;
    [[nodiscard]] bool diverges(const Item& item, protocol::FetchResponse::PartitionData& out) const;
    [[nodiscard]] std::int64_t byteLimit() const;
    [[nodiscard]] std::int64_t appendedBytes() const;
    [[nodiscard]] Looked lookAndCount();
    void park();
    void wake();
    void tryAgain();
    void finish(Looked&& looked);
    void count(const protocol::FetchResponse& response) const;

    RequestContext m_context;
    protocol::FetchRequest m_request;
    Reply<protocol::FetchResponse> m_reply;
    std::vector<Item> m_items;
    std::vector<storage::Subscription> m_subscriptions;
    Timer m_timer;
    std::atomic<bool> m_woken{false};
    std::int64_t m_missing = 0;        ///< bytes that must come before another look makes sense
    std::int64_t m_appendedBefore = 0; ///< what the logs had counted before the last look
    bool m_done = false;
};

} // namespace broker
