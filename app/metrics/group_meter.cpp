#include "metrics/group_meter.h"

#include <algorithm>
#include <utility>

namespace metrics {

namespace {

/// The element of this key in a sorted list, made when it is new. `at` is where the last one stood: the next
/// is mostly the same or the one behind it.
template <class T, class Key, class Make>
T& opened(std::vector<T>& sorted, std::size_t& at, const Key& key, Key T::*keyOf, Make&& make) {
    if (at < sorted.size() && sorted[at].*keyOf == key)
        return sorted[at];
    if (at + 1 < sorted.size() && sorted[at + 1].*keyOf == key)
        return sorted[++at];
    const auto place = std::ranges::lower_bound(sorted, key, {}, keyOf);
    at = static_cast<std::size_t>(place - sorted.begin());
    if (place == sorted.end() || (*place).*keyOf != key)
        sorted.insert(place, make());
    return sorted[at];
}

} // namespace

GroupMeter::OpenTopic& GroupMeter::openTopic(const std::string& name) {
    return opened(m_topics, m_at, name, &OpenTopic::name, [&] { return OpenTopic{name, {}, {}}; });
}

GroupMeter::Partition& GroupMeter::openPartition(OpenTopic& topic, std::int32_t id) {
    return opened(topic.partitions, topic.at, id, &Partition::id, [&] { return Partition{id, {}}; });
}

void GroupMeter::skip(const Beat& beat, Members members) {
    m_gapSkipped = m_gapSkipped || beat.gap;
    if (members == Members::Some)
        m_members = members;
}

/// From its own last readings on, which may be some beats ago.
Beat GroupMeter::since(Beat beat) const {
    beat.gap = beat.gap || m_gapSkipped;
    if (m_readMs)
        beat.fromMs = std::min(beat.fromMs, *m_readMs);
    return beat;
}

void GroupMeter::read(const Beat& round, const base::TopicPartition& name,
                      std::optional<std::int64_t> committed, const Lag& lag) {
    const Beat beat = since(round);
    auto& topic = openTopic(name.topic);
    auto& partition = openPartition(topic, name.partition.value());
    topic.read = partition.read = true;
    const bool unread = !committed && lag.unread; // the one before stands until it is read again
    // Who begins at 0 had read nothing before.
    topic.more |= !beat.gap && !partition.committed && committed.value_or(0) > 0;
    if (!beat.extra) {
        if (committed && partition.committed && !beat.gap) {
            topic.rise += std::max<std::int64_t>(0, *committed - *partition.committed);
            topic.falls |= *committed < *partition.committed;
        }
        if (!unread)
            partition.committed = committed;
    } else if (!partition.committed) {
        partition.committed = committed;
    }
    if (lag.records)
        topic.lag = topic.lag.value_or(0) + *lag.records;
    topic.lagUnread |= lag.unread;
    if (lag.state == CommitState::NoCommit && !lag.records && !unread)
        ++m_withoutCommitOpen;
}

/// Where commits that nobody's membership explains went back, they were reset: so is the next rise.
void GroupMeter::measure(const Beat& beat, Members members, OpenTopic& topic) const {
    const auto rise = std::exchange(topic.rise, 0);
    const bool more = std::exchange(topic.more, false), falls = std::exchange(topic.falls, false);
    const bool reset = members == Members::Never && (falls || (topic.fell && rise > 0));
    topic.fell = falls || (topic.fell && rise == 0);
    if (reset || (members == Members::None && m_members == Members::None))
        topic.rate.rest(beat);
    else
        topic.rate.read(beat, rise, more);
    topic.told.outPerSecond = topic.rate.perSecond();
    topic.told.outOfBeat = topic.rate.ofBeat();
    topic.told.outLacks = topic.rate.lacks();
}

void GroupMeter::close(const Beat& round, Members members) {
    const Beat beat = since(round);
    std::erase_if(m_topics, [](const OpenTopic& topic) { return !topic.read; });
    m_at = 0;
    m_lag.reset();
    bool lagUnread = false;
    if (!beat.extra) {
        m_out.reset();
        m_outLacks = false;
        if (!beat.gap)
            m_out = 0;
    }
    for (auto& topic : m_topics) {
        topic.read = false;
        std::erase_if(topic.partitions, [](const Partition& partition) { return !partition.read; });
        for (auto& partition : topic.partitions)
            partition.read = false;
        topic.at = 0;
        topic.told.lag = std::exchange(topic.lag, std::nullopt);
        if (std::exchange(topic.lagUnread, false)) {
            topic.told.lag.reset();
            lagUnread = true;
        }
        if (topic.told.lag)
            m_lag = m_lag.value_or(0) + *topic.told.lag;
        if (beat.extra)
            continue;
        measure(beat, members, topic);
        m_outLacks |= topic.told.outLacks;
        if (!topic.told.outPerSecond && !topic.told.outLacks)
            m_out.reset();
        else if (m_out)
            *m_out += topic.told.outPerSecond.value_or(0);
    }
    if (lagUnread)
        m_lag.reset();
    if (m_outLacks && m_out == 0.0)
        m_out.reset();
    m_withoutCommit = std::exchange(m_withoutCommitOpen, 0);
    if (!beat.extra || members == Members::Some)
        m_members = members;
    if (beat.extra)
        return;
    m_readMs = beat.toMs;
    m_gapSkipped = false;
}

const GroupMeter::Topic* GroupMeter::topic(std::string_view name) const {
    const auto place = std::ranges::lower_bound(m_topics, name, {}, &OpenTopic::name);
    return place != m_topics.end() && place->name == name ? &place->told : nullptr;
}

} // namespace metrics
