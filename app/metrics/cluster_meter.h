#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "metrics/group_meter.h"
#include "metrics/topic_meter.h"

namespace metrics {

/// Everything that is measured of one cluster: a meter for every topic and group there is, and the totals.
/// Histories take rings only while something in them changes, and at most `ringLimit` of them: above it the
/// series that changed longest ago lose their history and begin anew. Not thread-safe.
class ClusterMeter {
public:
    static constexpr std::size_t defaultRingLimit = 4'000; // 2.7 KB each

    explicit ClusterMeter(std::size_t ringLimit = defaultRingLimit) : m_ringLimit(ringLimit) {}

    TopicMeter& topic(const std::string& name) { return m_topics[name]; }
    GroupMeter& group(const std::string& id) { return m_groups[id]; }
    [[nodiscard]] TopicMeter* findTopic(const std::string& name);
    [[nodiscard]] GroupMeter* findGroup(const std::string& id);
    void removeTopic(const std::string& name) { m_topics.erase(name); }
    void removeGroup(const std::string& id) { m_groups.erase(id); }
    template <class Keep>
    void keepTopics(Keep&& keep) {
        std::erase_if(m_topics, [&](const auto& entry) { return !keep(entry.first); });
    }
    template <class Keep>
    void keepGroups(Keep&& keep) {
        std::erase_if(m_groups, [&](const auto& entry) { return !keep(entry.first); });
    }
    [[nodiscard]] auto& topics() { return m_topics; }
    [[nodiscard]] auto& groups() { return m_groups; }

    /// Of the whole cluster, each pushed by whoever knows it.
    TimeSeries in, out, bytesIn, bytesOut;

    /// Once a beat, after the meters were closed.
    void trim();
    [[nodiscard]] std::size_t rings() const { return m_rings; } ///< at the last trim

private:
    template <class F>
    void forEachHistory(F&& visit);

    std::size_t m_ringLimit;
    std::size_t m_rings = 0;
    std::unordered_map<std::string, TopicMeter> m_topics;
    std::unordered_map<std::string, GroupMeter> m_groups;
};

/// A counter's rise per second from beat to beat; none at a gap and when the counter began anew.
class Rate {
public:
    std::optional<double> read(const Beat& beat, std::int64_t counter) {
        std::optional<double> out;
        if (m_last && !beat.gap && counter >= *m_last)
            out = static_cast<double>(counter - *m_last) / beat.seconds();
        m_last = counter;
        return out;
    }

private:
    std::optional<std::int64_t> m_last;
};

} // namespace metrics
