#include "workload/adder.h"

#include <charconv>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "client/cluster.h"
#include "client/group_consumer.h"
#include "client/producer.h"
#include "workload/pace.h"

namespace workload {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto stuckAfter = std::chrono::seconds(30);
constexpr auto beat = std::chrono::milliseconds(100);

std::string recordFor(std::int64_t i) {
    return fmt::format("{{\"op1\":{0},\"op2\":{0}}}", i);
}

/// The two operands of a record made by recordFor, or nothing.
std::optional<std::pair<std::int64_t, std::int64_t>> operandsOf(std::string_view text) {
    const auto number = [&text](std::string_view name) -> std::optional<std::int64_t> {
        const auto at = text.find(name);
        if (at == std::string_view::npos)
            return std::nullopt;
        std::int64_t value = 0;
        const char* end = text.data() + text.size();
        if (std::from_chars(text.data() + at + name.size(), end, value).ec != std::errc())
            return std::nullopt;
        return value;
    };
    const auto op1 = number("\"op1\":");
    const auto op2 = number("\"op2\":");
    if (!op1 || !op2)
        return std::nullopt;
    return std::pair(*op1, *op2);
}

/// What consumers and reports add to, and the player reads. Thread-safe.
class Sums {
public:
    explicit Sums(std::int64_t records) : m_seen(static_cast<std::size_t>(records)) {}

    void add(const client::ConsumedRecord& record) {
        const auto operands = operandsOf(record.value.value_or(""));
        std::lock_guard lock(m_mutex);
        m_moved = Clock::now();
        if (!operands || operands->first < 0 || operands->first >= static_cast<std::int64_t>(m_seen.size()) ||
            operands->first != operands->second) {
            // A partition's records come in order, and after a rebalance some of them once more.
            base::Offset& counted = m_lastWrong.try_emplace(record.partition, -1).first->second;
            if (record.offset > counted) {
                counted = record.offset;
                ++m_wrong;
            }
            return;
        }
        const auto index = static_cast<std::size_t>(operands->first);
        if (m_seen[index]) {
            ++m_progress.repeated;
            return;
        }
        m_seen[index] = true;
        ++m_progress.summed;
        m_sum += operands->first + operands->second;
    }
    void sent() {
        std::lock_guard lock(m_mutex);
        m_moved = Clock::now();
        ++m_progress.sent;
    }
    void fail(const base::Error& error) {
        std::lock_guard lock(m_mutex);
        if (!m_error)
            m_error = error;
    }
    void step(AdderStep step) {
        std::lock_guard lock(m_mutex);
        m_moved = Clock::now();
        m_progress.step = step;
    }
    [[nodiscard]] AdderProgress progress() const {
        std::lock_guard lock(m_mutex);
        return m_progress;
    }
    [[nodiscard]] std::optional<base::Error> error() const {
        std::lock_guard lock(m_mutex);
        return m_error;
    }
    [[nodiscard]] bool stuck() const {
        std::lock_guard lock(m_mutex);
        return Clock::now() - m_moved > stuckAfter;
    }
    [[nodiscard]] AdderResult result() const {
        std::lock_guard lock(m_mutex);
        AdderResult out;
        out.progress = m_progress;
        out.sum = m_sum;
        out.wrong = m_wrong;
        const auto records = static_cast<std::int64_t>(m_seen.size());
        out.expected = records * (records - 1);
        out.error = m_error;
        out.correct = !m_error && m_wrong == 0 && m_progress.summed == records && m_sum == out.expected;
        return out;
    }

private:
    mutable std::mutex m_mutex; // guards what follows
    std::vector<bool> m_seen;
    AdderProgress m_progress;
    std::int64_t m_sum = 0;
    std::int64_t m_wrong = 0; ///< records that are none of ours, each once
    std::map<base::TopicPartition, base::Offset> m_lastWrong;
    Clock::time_point m_moved = Clock::now();
    std::optional<base::Error> m_error;
};

/// One consumer of the group on its own thread, until it is destroyed.
class Summer {
public:
    Summer(std::unique_ptr<client::GroupConsumer> consumer, Sums& sums)
        : m_consumer(std::move(consumer))
        , m_sums(sums)
        , m_thread([this](std::stop_token stop) { run(stop); }) {}

    [[nodiscard]] std::size_t partitions() const { return m_consumer->assignment().size(); }

private:
    void run(const std::stop_token& stop) {
        auto committed = Clock::now();
        while (!stop.stop_requested()) {
            auto record = m_consumer->poll(beat);
            if (!record)
                return m_sums.fail(record.error());
            if (*record)
                m_sums.add(**record);
            if (Clock::now() - committed > std::chrono::milliseconds(500)) {
                // A commit that a rebalance refuses is repeated by whoever holds the partition then.
                (void)m_consumer->commit();
                committed = Clock::now();
            }
        }
        (void)m_consumer->commit();
    }

    const std::unique_ptr<client::GroupConsumer> m_consumer;
    Sums& m_sums;
    std::jthread m_thread;
};

class Adder {
public:
    Adder(const AdderOptions& options, client::Reaper& reaper,
          const std::function<void(const AdderProgress&)>& progress, std::stop_token stop)
        : m_options(options)
        , m_reaper(reaper)
        , m_progress(progress)
        , m_stop(std::move(stop))
        , m_sums(options.records) {}

    AdderResult play() {
        const bool whole = makeTopic() && holdPositions() && startConsumers() && send() && check();
        m_summers.clear();
        if (whole)
            m_sums.step(AdderStep::Done);
        AdderResult out = m_sums.result();
        out.cancelled = m_stop.stop_requested();
        out.correct = out.correct && whole;
        tell();
        return out;
    }

private:
    bool failed(const base::Error& error) {
        m_sums.fail(error);
        return false;
    }

    void tell() const {
        if (m_progress)
            m_progress(m_sums.progress());
    }

    [[nodiscard]] base::Error stuckError() const {
        const AdderProgress at = m_sums.progress();
        return {.name = "TIMEOUT",
                .cause =
                    fmt::format("Nothing has moved for 30 seconds, with {} records sent and {} summed. {}",
                                at.sent, at.summed, m_waitingFor),
                .remedy = "Look at the broker and at the group."};
    }

    /// Tells and rests until `done`; false when stopped, failed or nothing moves any more.
    template <class F>
    bool waitUntil(F&& done) {
        while (!done()) {
            if (m_stop.stop_requested() || m_sums.error())
                return false;
            if (m_sums.stuck())
                return failed(stuckError());
            tell();
            rest(Clock::now() + beat);
        }
        return true;
    }

    void rest(Clock::time_point until) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait_until(lock, m_stop, until, [] { return false; });
    }

    bool makeTopic() {
        m_sums.step(AdderStep::MakingTopic);
        tell();
        auto connected = client::connect(m_options.connect, m_stop);
        if (!connected)
            return failed(connected.error());
        m_cluster = *connected;
        const std::vector<client::NewTopic> topics{
            {.name = m_options.topic, .partitions = m_options.partitions}};
        auto made = m_cluster->createTopics(topics);
        if (!made)
            return failed(made.error());
        const auto& error = made->front().error;
        if (error && !(m_options.reuseTopic && error->name == "TOPIC_ALREADY_EXISTS"))
            return failed(*error);
        return true;
    }

    /// Commits the ends of the topic before anybody reads it: what an earlier play left is not read again,
    /// and a rebalance while records already flow cannot skip any, as starting at "latest" would.
    bool holdPositions() {
        m_sums.step(AdderStep::StartingConsumers);
        // A broker that has not heard of the topic yet, a coordinator that is only being made, and the
        // members of an earlier play take their time.
        return waitUntil([this] {
            const auto done = ends().and_then([this](const std::vector<client::CommittedOffset>& positions) {
                return m_cluster->commitOffsets(m_options.group, positions);
            });
            if (!done && !done.error().retriable && done.error().name != "UNKNOWN_MEMBER_ID")
                m_sums.fail(done.error());
            m_waitingFor = done ? "" : done.error().cause;
            return done.has_value();
        });
    }

    [[nodiscard]] base::Result<std::vector<client::CommittedOffset>> ends() const {
        const std::vector<std::string> topics{m_options.topic};
        const auto metadata = m_cluster->metadata(topics);
        if (!metadata)
            return base::fail(metadata.error());
        const auto& topic = metadata->topics.front();
        if (topic.error)
            return base::fail(*topic.error);
        std::vector<base::TopicPartition> partitions;
        for (const auto& partition : topic.partitions)
            partitions.push_back({m_options.topic, partition.id});
        const auto found = m_cluster->listOffsets(partitions, client::OffsetQuestion::Latest);
        if (!found)
            return base::fail(found.error());
        std::vector<client::CommittedOffset> out;
        for (const auto& end : *found) {
            if (end.error)
                return base::fail(*end.error);
            out.push_back({.partition = end.partition, .offset = *end.offset});
        }
        return out;
    }

    bool startConsumers() {
        client::GroupConsumerOptions options;
        options.connect = m_options.connect;
        options.group = m_options.group;
        options.topics = {m_options.topic};
        for (int i = 0; i < m_options.consumers; ++i) {
            options.connect.clientId = fmt::format("{}-adder-{}", m_options.connect.clientId, i + 1);
            auto consumer = client::GroupConsumer::create(options, m_reaper);
            if (!consumer)
                return failed(consumer.error());
            m_summers.push_back(std::make_unique<Summer>(std::move(*consumer), m_sums));
        }
        return waitUntil([this] {
            std::size_t held = 0;
            for (const auto& summer : m_summers)
                held += summer->partitions();
            return held >= static_cast<std::size_t>(m_options.partitions);
        });
    }

    bool send() {
        m_sums.step(AdderStep::Sending);
        client::ProducerOptions options;
        options.connect = m_options.connect;
        options.codec = "gzip";
        auto producer = client::Producer::create(options, m_reaper);
        if (!producer)
            return failed(producer.error());
        auto told = Clock::now();
        Pace pace(m_options.recordsPerSecond, told);
        for (std::int64_t i = 0; i < m_options.records; ++i) {
            if (m_stop.stop_requested() || m_sums.error())
                break;
            rest(pace.due(i, Clock::now()));
            client::ProduceRecord record;
            record.topic = m_options.topic;
            record.partition = base::PartitionId(static_cast<std::int32_t>(i % m_options.partitions));
            record.value = recordFor(i);
            const auto sent =
                (*producer)->send(std::move(record), [this](const base::Result<client::Delivery>& done) {
                    if (done)
                        m_sums.sent();
                    else
                        m_sums.fail(done.error());
                });
            if (!sent)
                return failed(sent.error());
            if (Clock::now() - told > beat) {
                tell();
                told = Clock::now();
            }
        }
        return waitUntil([this] { return m_sums.progress().sent == m_options.records; });
    }

    bool check() {
        m_sums.step(AdderStep::Checking);
        return waitUntil([this] { return m_sums.progress().summed == m_options.records; });
    }

    const AdderOptions& m_options;
    client::Reaper& m_reaper;
    const std::function<void(const AdderProgress&)>& m_progress;
    const std::stop_token m_stop;
    Sums m_sums; // outlives who adds to it
    std::shared_ptr<client::Cluster> m_cluster;
    std::string m_waitingFor; ///< what a step is refused again and again
    std::vector<std::unique_ptr<Summer>> m_summers;
};

} // namespace

AdderResult playAdder(const AdderOptions& options, client::Reaper& reaper,
                      const std::function<void(const AdderProgress&)>& progress, std::stop_token stop) {
    return Adder(options, reaper, progress, std::move(stop)).play();
}

} // namespace workload
