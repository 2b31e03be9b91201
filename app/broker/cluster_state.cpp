#include "broker/cluster_state.h"

#include <algorithm>

#include "broker/config/settings.h"
#include "protocol/error_codes.h"
#include "protocol/topic_name.h"

namespace broker {

namespace {

std::string collisionKey(std::string_view name) {
    std::string key(name);
    std::ranges::replace(key, '.', '_');
    return key;
}

tl::unexpected<base::Error> refuse(protocol::ErrorCode code, std::string cause, std::string remedy = {}) {
    return base::fail(protocol::makeError(code, std::move(cause), std::move(remedy)));
}

} // namespace

base::Status checkTopicName(std::string_view name) {
    using protocol::ErrorCode;
    if (name.empty())
        return refuse(ErrorCode::INVALID_TOPIC_EXCEPTION, "Topic name is invalid: it is empty.");
    if (name == "." || name == "..")
        return refuse(ErrorCode::INVALID_TOPIC_EXCEPTION,
                      "Topic name is invalid: '.' or '..' is not allowed.");
    if (name.size() > protocol::longestTopicName)
        return refuse(ErrorCode::INVALID_TOPIC_EXCEPTION,
                      fmt::format("Topic name is invalid: {} characters, {} are allowed.", name.size(),
                                  protocol::longestTopicName));
    if (!std::ranges::all_of(name, protocol::isTopicCharacter))
        return refuse(
            ErrorCode::INVALID_TOPIC_EXCEPTION,
            fmt::format(
                "Topic name is invalid: '{}' has other characters than ASCII letters and digits, '.', "
                "'_' and '-'.",
                name));
    return {};
}

ClusterState::ClusterState(storage::LogStore& store, const config::Settings& settings, Logger log)
    : m_store(store), m_settings(settings), m_log(std::move(log)) {
    for (auto& stored : m_store.topics())
        publish(std::move(stored));
}

TopicPtr ClusterState::publish(storage::StoredTopic stored) {
    auto topic = std::make_shared<Topic>();
    topic->internal = stored.name == offsetsTopic || stored.name == "__transaction_state";
    topic->name = std::move(stored.name);
    topic->id = stored.id;
    topic->overrides = std::move(stored.overrides);
    topic->partitions = std::move(stored.partitions);
    const base::WriteLock lock(m_mutex);
    const auto before = m_byId.find(topic->id);
    topic->traffic = before != m_byId.end() ? before->second->traffic : std::make_shared<TopicTraffic>();
    m_byName[topic->name] = topic;
    m_byId[topic->id] = topic;
    m_byCollision[collisionKey(topic->name)] = topic->name;
    return topic;
}

TopicPtr ClusterState::find(std::string_view name) const {
    const base::ReadLock lock(m_mutex);
    const auto at = m_byName.find(name);
    return at == m_byName.end() ? nullptr : at->second;
}

TopicPtr ClusterState::find(const base::Uuid& id) const {
    const base::ReadLock lock(m_mutex);
    const auto at = m_byId.find(id);
    return at == m_byId.end() ? nullptr : at->second;
}

std::vector<TopicPtr> ClusterState::topics() const {
    const base::ReadLock lock(m_mutex);
    std::vector<TopicPtr> out;
    out.reserve(m_byName.size());
    for (const auto& [name, topic] : m_byName)
        out.push_back(topic);
    return out;
}

base::Status ClusterState::check(const NewTopic& topic) const {
    using protocol::ErrorCode;
    if (auto legal = checkTopicName(topic.name); !legal)
        return legal;
    if (topic.name == "__cluster_metadata")
        return refuse(ErrorCode::INVALID_REQUEST,
                      fmt::format("Creation of internal topic {} is prohibited.", topic.name));
    {
        const base::ReadLock lock(m_mutex);
        if (m_byName.contains(topic.name))
            return refuse(ErrorCode::TOPIC_ALREADY_EXISTS,
                          fmt::format("Topic '{}' already exists.", topic.name));
        if (const auto other = m_byCollision.find(collisionKey(topic.name)); other != m_byCollision.end())
            return refuse(
                ErrorCode::INVALID_TOPIC_EXCEPTION,
                fmt::format("Topic '{}' collides with existing topic: {}", topic.name, other->second));
    }
    if (topic.partitions < 1)
        return refuse(ErrorCode::INVALID_PARTITIONS, "Number of partitions must be larger than 0.");
    if (topic.partitions > maxPartitionsPerTopic)
        return refuse(ErrorCode::INVALID_PARTITIONS,
                      fmt::format("Number of partitions must be at most {}.", maxPartitionsPerTopic));
    return config::Settings::validateTopic(topic.overrides);
}

base::Status ClusterState::changesTaken() const {
    if (m_refusing)
        return refuse(protocol::ErrorCode::KAFKA_STORAGE_ERROR, "The broker is stopping.");
    return {};
}

base::Result<TopicPtr> ClusterState::create(const NewTopic& topic) {
    const base::Lock change(m_changes);
    if (auto taken = changesTaken(); !taken)
        return base::fail(taken.error());
    if (auto good = check(topic); !good)
        return base::fail(good.error());
    auto stored = m_store.createTopic(topic.name, base::Uuid::random(), topic.partitions, topic.overrides,
                                      m_settings.logConfig(topic.overrides));
    if (!stored)
        return base::fail(stored.error());
    m_log.info("topics", "created {} with {} partition(s)", topic.name, topic.partitions);
    return publish(std::move(*stored));
}

base::Status ClusterState::checkGrowth(const Topic& topic, std::int32_t total) const {
    const auto now = static_cast<std::int32_t>(topic.partitions.size());
    if (total == now)
        return refuse(protocol::ErrorCode::INVALID_PARTITIONS,
                      fmt::format("Topic already has {} partition(s).", now));
    if (total < now)
        return refuse(protocol::ErrorCode::INVALID_PARTITIONS,
                      fmt::format("The topic {} currently has {} partition(s); {} would not be an increase.",
                                  topic.name, now, total));
    if (total > maxPartitionsPerTopic)
        return refuse(protocol::ErrorCode::INVALID_PARTITIONS,
                      fmt::format("Number of partitions must be at most {}.", maxPartitionsPerTopic));
    return {};
}

base::Result<TopicPtr> ClusterState::addPartitions(const std::string& name, std::int32_t total) {
    const base::Lock change(m_changes);
    if (auto taken = changesTaken(); !taken)
        return base::fail(taken.error());
    const auto topic = find(name);
    if (!topic)
        return refuse(protocol::ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
                      fmt::format("There is no topic '{}'.", name));
    if (auto good = checkGrowth(*topic, total); !good)
        return base::fail(good.error());
    auto stored = m_store.addPartitions(name, total);
    if (!stored)
        return base::fail(stored.error());
    m_log.info("topics", "{} now has {} partitions", name, total);
    return publish(std::move(*stored));
}

base::Status ClusterState::setOverrides(const std::string& name, const storage::Overrides& overrides) {
    const base::Lock change(m_changes);
    const auto topic = find(name);
    if (!topic)
        return refuse(protocol::ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
                      fmt::format("There is no topic '{}'.", name));
    if (auto good = config::Settings::validateTopic(overrides); !good)
        return good;
    if (auto stored = m_store.setOverrides(name, overrides, m_settings.logConfig(overrides)); !stored)
        return stored;
    publish({topic->name, topic->id, overrides, topic->partitions});
    return {};
}

base::Status ClusterState::remove(const std::string& name) {
    TopicPtr topic;
    base::Status removed;
    {
        const base::Lock change(m_changes);
        if (auto taken = changesTaken(); !taken)
            return taken;
        topic = find(name);
        if (!topic)
            return refuse(protocol::ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
                          fmt::format("There is no topic '{}'.", name));
        {
            // Out of sight first, so that nobody finds a topic whose logs already answer that they are gone.
            const base::WriteLock lock(m_mutex);
            m_byName.erase(topic->name);
            m_byId.erase(topic->id);
            m_byCollision.erase(collisionKey(topic->name));
        }
        m_log.info("topics", "deleted {}", name);
        removed = m_store.deleteTopic(name);
    }
    // Without the lock: who listens may be about to make a topic under a lock of its own.
    if (m_onRemoved)
        m_onRemoved(*topic);
    return removed;
}

void ClusterState::applySettings() {
    const base::Lock change(m_changes);
    for (const auto& topic : topics()) {
        const auto config = m_settings.logConfig(topic->overrides);
        for (const auto& partition : topic->partitions)
            partition->setConfig(config);
    }
}

} // namespace broker
