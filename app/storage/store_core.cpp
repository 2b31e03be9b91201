#include "storage/store_core.h"

#include <fmt/core.h>

#include "protocol/error_codes.h"
#include "storage/storage_error.h"

namespace storage {
namespace {

using base::fail;

// A roll posts two jobs; beyond this many the system's own write-back is as quick.
constexpr std::size_t kQueuedJobs = 1024;

base::Error topicExists(const std::string& name) {
    return protocol::makeError(protocol::ErrorCode::TOPIC_ALREADY_EXISTS,
                               fmt::format("topic {} exists already", name), "Choose another name.");
}

base::Error unknownTopic(const std::string& name) {
    return protocol::makeError(protocol::ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
                               fmt::format("there is no topic {}", name));
}

} // namespace

StoreCore::StoreCore(const StoreOptions& options)
    : m_environment(std::make_shared<LogEnvironment>())
    , m_workers(std::make_shared<Workers>(options.workers, kQueuedJobs))
    , m_configFor(options.configFor) {
    m_environment->clock = options.clock ? options.clock : std::make_shared<const base::SystemClock>();
    m_environment->log = options.log ? options.log : [](const base::LogLine&) {};
    m_environment->producerIdExpirationMs = options.producerIdExpirationMs;
}

LogConfig StoreCore::configFor(const std::string& topic, const Overrides& overrides) const {
    return m_configFor ? m_configFor(topic, overrides) : LogConfig{};
}

StoredTopic StoreCore::described(const std::string& name, const Topic& topic) {
    return {.name = name,
            .id = topic.id,
            .overrides = topic.overrides,
            .partitions = {topic.logs.begin(), topic.logs.end()}};
}

std::vector<StoredTopic> StoreCore::topics() const {
    const base::Lock lock(m_mutex);
    std::vector<StoredTopic> all;
    all.reserve(m_topics.size());
    for (const auto& [name, topic] : m_topics)
        all.push_back(described(name, topic));
    return all;
}

base::Result<StoredTopic> StoreCore::createTopic(const std::string& name, base::Uuid id,
                                                 std::int32_t partitions, const Overrides& overrides,
                                                 const LogConfig& config) {
    base::Lock lock(m_mutex);
    if (m_topics.contains(name))
        return fail(topicExists(name));
    lock.unlock();
    if (auto ready = forgetEarlier(name); !ready)
        return fail(ready.error());
    lock.lock();
    if (m_topics.contains(name))
        return fail(topicExists(name));
    Topic topic{
        .id = id, .overrides = overrides, .config = std::make_shared<const LogConfig>(config), .logs = {}};
    auto done = grow(name, topic, partitions);
    if (done && !overrides.empty())
        done = keepOverrides(name, topic);
    if (!done) {
        bury(name, topic, 0);
        return fail(done.error());
    }
    return described(name, m_topics.emplace(name, std::move(topic)).first->second);
}

base::Status StoreCore::grow(const std::string& name, Topic& topic, std::int32_t total) {
    topic.logs.reserve(static_cast<std::size_t>(std::max(total, 0)));
    while (topic.logs.size() < static_cast<std::size_t>(total)) {
        if (m_refusesGrowth)
            return fail(storageError("the broker is stopping", "Try again once it runs."));
        auto log = makeLog(name, base::PartitionId(static_cast<std::int32_t>(topic.logs.size())), topic);
        if (!log)
            return fail(log.error());
        topic.logs.push_back(std::move(*log));
    }
    return {};
}

void StoreCore::bury(const std::string& name, const Topic& topic, std::size_t first) {
    for (auto i = first; i < topic.logs.size(); ++i)
        topic.logs[i]->markDeleted();
    removeData(name, topic, first);
}

base::Result<StoredTopic> StoreCore::addPartitions(const std::string& name, std::int32_t total) {
    const base::Lock lock(m_mutex);
    const auto found = m_topics.find(name);
    if (found == m_topics.end())
        return fail(unknownTopic(name));
    const auto now = found->second.logs.size();
    if (total < 0 || static_cast<std::size_t>(total) <= now)
        return fail(protocol::makeError(
            protocol::ErrorCode::INVALID_PARTITIONS,
            fmt::format("topic {} has {} partitions; {} would not be more", name, now, total),
            "Ask for a larger number."));
    if (auto done = grow(name, found->second, total); !done) {
        bury(name, found->second, now);
        found->second.logs.resize(now);
        return fail(done.error());
    }
    return described(name, found->second);
}

base::Status StoreCore::setOverrides(const std::string& name, const Overrides& overrides,
                                     const LogConfig& config) {
    const base::Lock lock(m_mutex);
    const auto found = m_topics.find(name);
    if (found == m_topics.end())
        return fail(unknownTopic(name));
    Topic changed = found->second;
    changed.overrides = overrides;
    changed.config = std::make_shared<const LogConfig>(config);
    if (overrides != found->second.overrides)
        if (auto done = keepOverrides(name, changed); !done)
            return done;
    found->second = std::move(changed);
    for (const auto& log : found->second.logs)
        log->setConfig(config);
    return {};
}

base::Status StoreCore::deleteTopic(const std::string& name) {
    Topic topic;
    {
        const base::Lock lock(m_mutex);
        const auto found = m_topics.find(name);
        if (found == m_topics.end())
            return fail(unknownTopic(name));
        topic = std::move(found->second);
        m_topics.erase(found);
        bury(name, topic, 0);
    }
    return {};
}

void StoreCore::forEachLog(const std::function<void(const base::TopicPartition&, Log&)>& visit) const {
    std::vector<std::pair<base::TopicPartition, std::shared_ptr<Log>>> logs;
    {
        const base::Lock lock(m_mutex);
        for (const auto& [name, topic] : m_topics)
            for (std::size_t i = 0; i < topic.logs.size(); ++i)
                logs.push_back({{name, base::PartitionId(static_cast<std::int32_t>(i))}, topic.logs[i]});
    }
    for (const auto& [where, log] : logs)
        visit(where, *log);
}

std::int64_t StoreCore::heldBytes() const {
    std::int64_t bytes = 0;
    forEachLog([&](const base::TopicPartition&, const Log& log) { bytes += log.sizeBytes(); });
    return bytes;
}

void StoreCore::sweep(std::int64_t nowMs) {
    forEachLog([&](const base::TopicPartition&, Log& log) {
        if (!m_closed)
            log.sweep(nowMs);
    });
    sweepStore(nowMs);
}

void StoreCore::sweepOnWorker(std::int64_t nowMs) {
    if (m_sweepQueued.exchange(true))
        return;
    const bool taken = m_workers->post([this, nowMs] {
        sweep(nowMs);
        m_sweepQueued = false;
    });
    if (!taken)
        m_sweepQueued = false;
}

} // namespace storage
