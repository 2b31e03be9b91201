#include "session/clusters/round_meter.h"

#include <algorithm>

#include "session/convert.h"

namespace session {

using series::Quantity;

void RoundMeter::measure(const Round& round, const std::vector<GroupReading>& groups,
                         const std::unordered_set<std::string_view>& appeared) {
    measureTopics(round, appeared);
    if (round.groups)
        measureGroups(round, groups);
    closeTopics(round);
    measureTotals(round);
    m_view = m_recorder.publish(round.beat);
}

const RoundMeter::Topic* RoundMeter::topic(const std::string& name) const {
    const auto found = m_topics.find(name);
    return found != m_topics.end() ? &found->second : nullptr;
}

const RoundMeter::Group* RoundMeter::group(const std::string& id) const {
    const auto found = m_groups.find(id);
    return found != m_groups.end() ? &found->second : nullptr;
}

RoundMeter::Topic& RoundMeter::openTopic(const std::string& name) {
    auto& topic = m_topics[name];
    if (!topic.in) {
        topic.in = m_recorder.line({Quantity::MessagesIn, name});
        topic.out = m_recorder.line({Quantity::MessagesOut, name});
        topic.bytesIn = m_recorder.line({Quantity::BytesIn, name});
    }
    return topic;
}

void RoundMeter::measureTopics(const Round& round, const std::unordered_set<std::string_view>& appeared) {
    std::unordered_set<std::string_view> present;
    if (round.beat.gap)
        m_knownSinceMs = round.beat.toMs;
    for (std::size_t t = 0; t < round.topics.size(); ++t) {
        const auto& info = round.topics[t];
        present.insert(info.name);
        const bool isNew = appeared.contains(info.name);
        if (isNew)
            m_topics.erase(info.name); // one of the same name may have been deleted in between
        readTopic(round, t, openTopic(info.name), isNew);
    }
    std::erase_if(m_topics, [&](const auto& entry) { return !present.contains(entry.first); });
}

void RoundMeter::readTopic(const Round& round, std::size_t index, Topic& topic, bool appeared) {
    const auto& info = round.topics[index];
    const bool came = appeared && !round.beat.gap;
    if (came && topic.in && topic.out) {
        // Nothing moved while it was not there. Else a point that begins before the topic did would take its
        // later rate for all of its time.
        const metrics::Beat rest{m_knownSinceMs, round.beat.fromMs, false};
        topic.in->push(rest, 0);
        topic.out->push(rest, 0);
    }
    std::vector<metrics::PartitionReading> readings;
    readings.reserve(info.partitions.size());
    for (std::size_t p = 0; p < info.partitions.size(); ++p) {
        const auto& facts = round.partitions[index][p];
        readings.push_back({info.partitions[p].id.value(), facts.logStart, facts.end});
    }
    topic.meter.readEnds(round.beat, readings, came);
    if (!round.sizes)
        return;
    const auto sizes = round.sizes->byTopic.find(info.name);
    if (sizes == round.sizes->byTopic.end())
        return;
    std::int64_t bytes = 0;
    for (const auto& [partition, size] : sizes->second)
        bytes += size;
    topic.meter.readSize(round.sizes->beat, bytes);
    if (const auto grown = topic.meter.bytesInPerSecond(); grown && topic.bytesIn)
        topic.bytesIn->push(round.sizes->beat, *grown);
}

void RoundMeter::measureGroups(const Round& round, const std::vector<GroupReading>& groups) {
    std::unordered_set<std::string_view> present;
    for (const auto& reading : groups) {
        present.insert(reading.listing->id);
        if (!reading.offsetsKnown)
            continue;
        auto& group = m_groups[reading.listing->id];
        if (!group.lag)
            group.lag = m_recorder.line({Quantity::Lag, reading.listing->id});
        for (const auto& partition : reading.partitions)
            group.meter.read(round.beat, partition.name, partition.committed(), partition.lag);
        group.meter.close(round.beat);
        recordGroup(round, reading, group);
    }
    std::erase_if(m_groups, [&](const auto& entry) { return !present.contains(entry.first); });
}

void RoundMeter::recordGroup(const Round& round, const GroupReading& reading, Group& group) {
    const std::string& id = reading.listing->id;
    if (const auto lag = group.meter.lag(); lag && group.lag)
        group.lag->push(round.beat, static_cast<double>(*lag));
    std::map<std::string, Line> topics;
    group.meter.forEachTopic([&](const std::string& name, const metrics::GroupMeter::Topic& topic) {
        auto known = group.topics.find(name);
        Line line = known != group.topics.end() ? known->second : m_recorder.line({Quantity::Lag, id, name});
        if (topic.lag && line)
            line->push(round.beat, static_cast<double>(*topic.lag));
        topics.emplace_hint(topics.end(), name, std::move(line));
        // What groups read of a topic adds up, since each reads it for itself.
        if (const auto read = m_topics.find(name); read != m_topics.end() && !round.beat.extra)
            read->second.meter.addOut(topic.outPerSecond.value_or(0));
    });
    group.topics = std::move(topics);
    std::map<base::TopicPartition, Line> partitions;
    for (const auto& partition : reading.partitions) {
        auto known = group.partitions.find(partition.name);
        Line line = known != group.partitions.end()
                        ? known->second
                        : m_recorder.line(
                              {Quantity::Lag, id, partition.name.topic, partition.name.partition.value()});
        if (partition.lag.records && line)
            line->push(round.beat, static_cast<double>(*partition.lag.records));
        partitions.emplace_hint(partitions.end(), partition.name, std::move(line));
    }
    group.partitions = std::move(partitions);
}

void RoundMeter::closeTopics(const Round& round) {
    for (auto& [name, topic] : m_topics) {
        topic.meter.close(round.beat);
        if (const auto in = topic.meter.inOfBeat(); in && topic.in)
            topic.in->push(round.beat, *in);
        if (const auto out = topic.meter.outPerSecond(); out && topic.out)
            topic.out->push(round.beat, *out);
    }
}

void RoundMeter::measureTotals(const Round& round) {
    const auto add = [](std::optional<double>& sum, std::optional<double> value) {
        if (value)
            sum = sum.value_or(0) + *value;
    };
    std::optional<double> in, inOfBeat, out, growth = 0;
    bool everyGrowthKnown = true;
    for (const auto& info : round.topics) {
        const auto& meter = m_topics.at(info.name).meter;
        if (info.internal)
            continue;
        add(growth, meter.bytesInPerSecond());
        everyGrowthKnown = everyGrowthKnown && meter.bytesInPerSecond();
        add(in, meter.inPerSecond());
        add(inOfBeat, meter.inOfBeat());
        add(out, meter.outPerSecond());
    }
    if (round.topics.empty() && !round.beat.gap)
        in = inOfBeat = out = 0; // a cluster without topics is known to rest
    m_totals.inPerSecond = in;
    m_totals.outPerSecond = out;
    push(Quantity::MessagesIn, round.beat, inOfBeat);
    push(Quantity::MessagesOut, round.beat, out);
    m_totals.bytesOutPerSecond.reset(); // nothing that a foreign cluster answers tells it
    if (round.counters) {
        m_bytesOut.read(round.beat, round.counters->bytesOutToOthers);
        m_totals.bytesOutPerSecond = m_bytesOut.steady();
        push(Quantity::BytesOut, round.beat, m_bytesOut.ofBeat());
    }
    if (!round.sizes)
        return;
    // What came in by topic, and nothing that is no record: requests of consumers, and of this console, are
    // bytes too.
    m_totals.bytesInPerSecond = everyGrowthKnown ? growth : std::nullopt;
    push(Quantity::BytesIn, round.sizes->beat, m_totals.bytesInPerSecond);
}

void RoundMeter::push(Quantity quantity, const metrics::Beat& beat, std::optional<double> value) {
    auto& line = m_lines[quantity];
    if (!line)
        line = m_recorder.line({quantity});
    if (line && value)
        line->push(beat, *value);
}

} // namespace session
