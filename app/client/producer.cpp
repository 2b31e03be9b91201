#include "client/producer.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "client/connection_guard.h"
#include "client/rdkafka_config.h"
#include "client/rdkafka_error.h"
#include "protocol/topic_name.h"

namespace client {
namespace {

/// The handle and what its callbacks use. Outlives the producer on the reaper, until librdkafka has let go of
/// it.
struct Core {
    rd_kafka_t* handle = nullptr;
    bool acknowledged = true;
    std::atomic<bool> ending = false;
    std::unique_ptr<ConnectionGuard> guard;
    std::mutex reporting; ///< held during a report; guards `silent`
    bool silent = false;  ///< reports would reach a caller who has let go of us
    std::thread poller;
    mutable std::mutex mutex; // guards what follows
    std::condition_variable allReported;
    std::size_t pending = 0;

    void poll() {
        while (!ending) {
            rd_kafka_poll(handle, 100);
            if (guard->isElsewhere()) // again: a record may have passed the question in send() before
                purge();
        }
    }
    bool waitReported(base::Millis timeout) {
        std::unique_lock lock(mutex);
        return allReported.wait_for(lock, timeout, [this] { return pending == 0; });
    }
    void settled() {
        std::lock_guard lock(mutex);
        if (--pending == 0)
            allReported.notify_all();
    }
    void purge() const { rd_kafka_purge(handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT); }
    void destroy() {
        guard->stop();
        purge();
        waitReported(base::Millis(5000));
        ending = true;
        poller.join();
        rd_kafka_destroy(handle);
    }
};

base::Error anotherCluster() {
    return {.name = "ANOTHER_CLUSTER",
            .cause = "Another cluster answers at this address by now. Nothing was sent to it.",
            .remedy = "Look who answers there.",
            .retriable = false};
}

/// Travels with a record through librdkafka and comes back with its report.
struct Ticket {
    DeliveryReport report;
    std::optional<base::PartitionId> wished;
};

rd_kafka_headers_t* headersOf(const ProduceRecord& record) {
    if (record.headers.empty())
        return nullptr;
    rd_kafka_headers_t* out = rd_kafka_headers_new(record.headers.size());
    for (const ProduceHeader& header : record.headers)
        rd_kafka_header_add(out, header.name.data(), static_cast<ssize_t>(header.name.size()),
                            header.value ? header.value->data() : nullptr,
                            header.value ? static_cast<ssize_t>(header.value->size()) : 0);
    return out;
}

base::Error errorOf(rd_kafka_resp_err_t code, const std::string& topic,
                    std::optional<base::PartitionId> wished) {
    const bool noPartition = code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION;
    if (noPartition && wished) {
        auto error = rdkafkaError(code, {});
        error.cause = fmt::format("There is no partition {} of \"{}\".", wished->value(), topic);
        error.remedy = "The topic has fewer partitions, or was deleted; refresh.";
        return error;
    }
    // Of a topic that is there a broker refuses records by this code when it is an internal one.
    if (code == RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION && protocol::isTopicName(topic)) {
        auto error = rdkafkaError(code, {});
        error.cause = fmt::format("Topic \"{}\" is internal: only Kafka itself writes to it.", topic);
        error.remedy = "Choose another topic.";
        return error;
    }
    // A partition that nobody wished for was there when it was chosen.
    const bool gone = noPartition || code == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC ||
                      code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART;
    if (!gone)
        return rdkafkaError(code, fmt::format("Topic \"{}\"", topic));
    auto error = rdkafkaError(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, {});
    error.cause = fmt::format("Topic \"{}\" is not on this cluster.", topic);
    error.remedy = "Choose another topic, or create it first.";
    return error;
}

tl::expected<Delivery, Undelivered> resultOf(const rd_kafka_message_t& message, const Ticket& ticket,
                                             bool acknowledged) {
    const std::string topic = rd_kafka_topic_name(message.rkt);
    if (message.err) {
        auto error = errorOf(message.err, topic, ticket.wished);
        // The library does not hand on the broker's sentence; without a key there is one usual reason.
        if (message.err == RD_KAFKA_RESP_ERR_INVALID_RECORD && !message.key)
            error.remedy = "A compacted topic needs a key, and the record has none.";
        // Of a record that was sent at some time without an answer also when a later try was refused.
        const bool isNotStored = rd_kafka_message_status(&message) == RD_KAFKA_MSG_STATUS_NOT_PERSISTED;
        return tl::unexpected(Undelivered{std::move(error), !isNotStored});
    }
    Delivery out{.partition = {topic, base::PartitionId(message.partition)}};
    if (acknowledged && message.offset >= 0)
        out.offset = base::Offset(message.offset);
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    out.timestampMs = rd_kafka_message_timestamp(&message, &type);
    out.stampedByBroker = type == RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME;
    return out;
}

int connected(int socket, const sockaddr* address, int size, const char* broker, void* opaque) {
    return static_cast<Core*>(opaque)->guard->connect(socket, address, static_cast<socklen_t>(size), broker);
}

void reported(rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
    auto* core = static_cast<Core*>(opaque);
    const std::unique_ptr<Ticket> ticket(static_cast<Ticket*>(message->_private));
    {
        std::lock_guard lock(core->reporting);
        if (ticket->report && !core->silent) {
            auto result = resultOf(*message, *ticket, core->acknowledged);
            if (!result && core->guard->isElsewhere())
                static_cast<base::Error&>(result.error()) = anotherCluster();
            ticket->report(std::move(result));
        }
    }
    core->settled();
}

class RdkafkaProducer final : public Producer {
public:
    explicit RdkafkaProducer(Reaper& reaper) : m_reaper(reaper) {}

    base::Status start(const ProducerOptions& options) {
        RdkafkaConfig config(options.connect);
        config.set("partitioner", "murmur2_random")
            .set("compression.codec", options.codec)
            .set("acks", std::to_string(options.acks))
            .set("enable.idempotence", options.idempotent ? "true" : "false")
            .set("linger.ms", std::to_string(options.linger.count()))
            .set("message.timeout.ms", std::to_string(options.deliveryTimeout.count()))
            // So long may a topic that was just made be unknown to a broker that is asked for it.
            .set("topic.metadata.propagation.max.ms", "2000")
            .set("queue.buffering.max.messages", std::to_string(options.queueLimit))
            .set("queue.buffering.max.kbytes", "262144")
            .set("message.max.bytes", std::to_string(options.maxMessageBytes));
        m_core->guard = std::make_unique<ConnectionGuard>(options.connect);
        rd_kafka_conf_set_opaque(config.raw(), m_core.get());
        rd_kafka_conf_set_connect_cb(config.raw(), &connected);
        rd_kafka_conf_set_dr_msg_cb(config.raw(), &reported);
        auto handle = config.make(RD_KAFKA_PRODUCER);
        if (!handle)
            return base::fail(handle.error());
        m_core->handle = *handle;
        m_core->acknowledged = options.acks != 0;
        m_core->poller = std::thread([core = m_core.get()] { core->poll(); });
        return {};
    }

    ~RdkafkaProducer() override {
        if (!m_core->handle)
            return;
        {
            std::lock_guard lock(m_core->reporting);
            m_core->silent = true;
        }
        m_reaper.bury([core = m_core] { core->destroy(); });
    }

    base::Status send(ProduceRecord record, DeliveryReport report) override {
        if (m_core->guard->isElsewhere())
            return base::fail(anotherCluster());
        rd_kafka_headers_t* headers = headersOf(record);
        auto ticket = std::make_unique<Ticket>(Ticket{std::move(report), record.partition});
        {
            std::lock_guard lock(m_core->mutex);
            ++m_core->pending;
        }
        // The macros below cast what they are given, so that it has to be plain.
        const std::int32_t partition = record.partition ? record.partition->value() : RD_KAFKA_PARTITION_UA;
        void* key = record.key ? record.key->data() : nullptr;
        const std::size_t keySize = record.key ? record.key->size() : 0;
        void* value = record.value ? record.value->data() : nullptr;
        const std::size_t valueSize = record.value ? record.value->size() : 0;
        const std::int64_t timestamp = record.timestampMs.value_or(0); // librdkafka takes 0 for now
        const rd_kafka_resp_err_t code = rd_kafka_producev(
            m_core->handle, RD_KAFKA_V_TOPIC(record.topic.c_str()), RD_KAFKA_V_PARTITION(partition),
            RD_KAFKA_V_KEY(key, keySize), RD_KAFKA_V_VALUE(value, valueSize), RD_KAFKA_V_TIMESTAMP(timestamp),
            RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK),
            RD_KAFKA_V_OPAQUE(ticket.get()), RD_KAFKA_V_END);
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
            m_core->settled();
            if (headers)
                rd_kafka_headers_destroy(headers);
            return base::fail(errorOf(code, record.topic, record.partition));
        }
        (void)ticket.release(); // comes back in reported()
        return {};
    }

    base::Status flush(base::Millis timeout) override {
        if (m_core->waitReported(timeout))
            return {};
        return base::fail({.name = "REQUEST_TIMED_OUT",
                           .cause = fmt::format("{} records are not acknowledged yet.", pending()),
                           .remedy = "Check that the cluster is running and not overloaded.",
                           .retriable = true});
    }

    void cancel() override {
        m_core->purge();
        m_core->waitReported(base::Millis(1000));
    }

    [[nodiscard]] std::size_t pending() const override {
        std::lock_guard lock(m_core->mutex);
        return m_core->pending;
    }

private:
    Reaper& m_reaper;
    const std::shared_ptr<Core> m_core = std::make_shared<Core>();
};

} // namespace

base::Result<std::unique_ptr<Producer>> Producer::create(const ProducerOptions& options, Reaper& reaper) {
    auto producer = std::make_unique<RdkafkaProducer>(reaper);
    if (auto started = producer->start(options); !started)
        return base::fail(started.error());
    return std::unique_ptr<Producer>(std::move(producer));
}

} // namespace client
