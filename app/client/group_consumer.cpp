#include "client/group_consumer.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include <fmt/format.h>

#include "client/rdkafka_config.h"
#include "client/rdkafka_error.h"

namespace client {
namespace {

struct ListDeleter {
    void operator()(rd_kafka_topic_partition_list_t* list) const {
        rd_kafka_topic_partition_list_destroy(list);
    }
};
using PartitionList = std::unique_ptr<rd_kafka_topic_partition_list_t, ListDeleter>;

std::optional<std::string> bytesOf(const void* data, std::size_t size) {
    if (!data)
        return std::nullopt;
    return std::string(static_cast<const char*>(data), size);
}

class RdkafkaGroupConsumer final : public GroupConsumer {
public:
    RdkafkaGroupConsumer(const GroupConsumerOptions& options, Reaper& reaper)
        : m_subject(fmt::format("Group \"{}\"", options.group)), m_reaper(reaper) {}

    base::Status start(const GroupConsumerOptions& options) {
        RdkafkaConfig config(options.connect);
        config.set("group.id", options.group)
            .set("enable.auto.commit", "false")
            .set("enable.auto.offset.store", "false")
            .set("auto.offset.reset", options.fromOldest ? "earliest" : "latest")
            .set("session.timeout.ms", std::to_string(options.sessionTimeout.count()))
            .set("heartbeat.interval.ms",
                 std::to_string(std::max<std::int64_t>(options.sessionTimeout.count() / 10, 1)))
            // A topic that is made after us is found within this time.
            .set("topic.metadata.refresh.interval.ms", "2000")
            .set("fetch.wait.max.ms", "100")
            // What a slow member holds ahead of its work, in KiB: enough for a batch, little enough to be
            // many.
            .set("queued.max.messages.kbytes", "8192");
        if (options.instanceId)
            config.set("group.instance.id", *options.instanceId);
        rd_kafka_conf_set_opaque(config.raw(), m_shared.get());
        rd_kafka_conf_set_rebalance_cb(config.raw(), &RdkafkaGroupConsumer::rebalanced);
        auto handle = config.make(RD_KAFKA_CONSUMER);
        if (!handle)
            return base::fail(handle.error());
        m_handle = *handle;
        rd_kafka_poll_set_consumer(m_handle);
        const PartitionList topics(
            rd_kafka_topic_partition_list_new(static_cast<int>(options.topics.size())));
        for (const std::string& topic : options.topics)
            rd_kafka_topic_partition_list_add(topics.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
        if (const auto code = rd_kafka_subscribe(m_handle, topics.get()))
            return base::fail(rdkafkaError(code, m_subject));
        return {};
    }

    ~RdkafkaGroupConsumer() override {
        if (!m_handle)
            return;
        // Leaving the group calls back for the last assignment, so that what it writes to lives as long as
        // the handle.
        m_reaper.bury([handle = m_handle, shared = m_shared] {
            rd_kafka_consumer_close(handle);
            rd_kafka_destroy(handle);
        });
    }

    base::Result<std::optional<ConsumedRecord>> poll(base::Millis timeout) override {
        const std::unique_ptr<rd_kafka_message_t, decltype(&rd_kafka_message_destroy)> message(
            rd_kafka_consumer_poll(m_handle, static_cast<int>(timeout.count())), &rd_kafka_message_destroy);
        if (!message)
            return std::optional<ConsumedRecord>{};
        if (message->err) {
            const base::Error error =
                rdkafkaError(message->err, m_subject, rd_kafka_message_errstr(message.get()));
            // librdkafka goes on by itself after these; a topic that is not there yet is one of them.
            if (error.retriable || message->err == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART ||
                message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
                return std::optional<ConsumedRecord>{};
            return base::fail(error);
        }
        rd_kafka_offset_store(message->rkt, message->partition, message->offset);
        return std::optional(ConsumedRecord{
            .partition = {rd_kafka_topic_name(message->rkt), base::PartitionId(message->partition)},
            .offset = base::Offset(message->offset),
            .timestampMs = rd_kafka_message_timestamp(message.get(), nullptr),
            .key = bytesOf(message->key, message->key_len),
            .value = bytesOf(message->payload, message->len)});
    }

    base::Status commit() override {
        const auto code = rd_kafka_commit(m_handle, nullptr, 0);
        // Nothing new since the last commit is not a failure.
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR && code != RD_KAFKA_RESP_ERR__NO_OFFSET)
            return base::fail(rdkafkaError(code, m_subject));
        return {};
    }

    [[nodiscard]] std::vector<base::TopicPartition> assignment() const override {
        std::lock_guard lock(m_shared->mutex);
        return m_shared->assignment;
    }

    [[nodiscard]] int rebalances() const override { return m_shared->rebalances; }

private:
    struct Shared {
        std::atomic<int> rebalances = 0;
        std::mutex mutex; // guards what follows
        std::vector<base::TopicPartition> assignment;
    };

    static void rebalanced(rd_kafka_t* handle, rd_kafka_resp_err_t code,
                           rd_kafka_topic_partition_list_t* partitions, void* opaque) {
        auto* shared = static_cast<Shared*>(opaque);
        const bool assigned = code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS;
        rd_kafka_assign(handle, assigned ? partitions : nullptr);
        std::lock_guard lock(shared->mutex);
        shared->assignment.clear();
        for (int i = 0; assigned && i < partitions->cnt; ++i)
            shared->assignment.push_back(
                {partitions->elems[i].topic, base::PartitionId(partitions->elems[i].partition)});
        std::sort(shared->assignment.begin(), shared->assignment.end());
        ++shared->rebalances;
    }

    const std::string m_subject;
    Reaper& m_reaper;
    const std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
    rd_kafka_t* m_handle = nullptr;
};

} // namespace

base::Result<std::unique_ptr<GroupConsumer>> GroupConsumer::create(const GroupConsumerOptions& options,
                                                                   Reaper& reaper) {
    auto consumer = std::make_unique<RdkafkaGroupConsumer>(options, reaper);
    if (auto started = consumer->start(options); !started)
        return base::fail(started.error());
    return std::unique_ptr<GroupConsumer>(std::move(consumer));
}

} // namespace client
