#include "session/clusters/round_meter.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "session/convert.h"

namespace session {

namespace {
// Fifteen minutes and the half minute that is not over: what 72 pixels can show.
constexpr std::int64_t sparklineStepMs = 30'000;
constexpr int sparklinePoints = 31;
} // namespace

void RoundMeter::measure(const Round& round, const std::vector<GroupReading>& groups,
                         const std::unordered_set<std::string_view>& appeared) {
    const std::lock_guard lock(m_mutex);
    measureTopics(round, appeared);
    if (round.groups)
        measureGroups(round, groups);
    for (const auto& topic : round.topics)
        m_meter.topic(topic.name).close(round.beat);
    measureTotals(round);
    m_meter.trim();
}

void RoundMeter::measureTopics(const Round& round, const std::unordered_set<std::string_view>& appeared) {
    std::unordered_set<std::string_view> present;
    std::vector<metrics::PartitionReading> readings;
    m_internal.clear();
    if (round.beat.gap)
        m_knownSinceMs = round.beat.toMs;
    for (std::size_t t = 0; t < round.topics.size(); ++t) {
        const auto& info = round.topics[t];
        present.insert(info.name);
        if (info.internal)
            m_internal.insert(info.name);
        const bool isNew = appeared.contains(info.name);
        if (isNew)
            m_meter.removeTopic(info.name); // one of the same name may have been deleted in between
        // Else a point that begins before the topic did would take its later rate for all of its time.
        if (isNew && !round.beat.gap)
            m_meter.topic(info.name).rest({m_knownSinceMs, round.beat.fromMs, false});
        readings.clear();
        for (std::size_t p = 0; p < info.partitions.size(); ++p) {
            const auto& facts = round.partitions[t][p];
            readings.push_back({info.partitions[p].id.value(), facts.logStart, endOf(facts)});
        }
        auto& meter = m_meter.topic(info.name);
        meter.readEnds(round.beat, readings, isNew && !round.beat.gap);
        if (!round.sizes)
            continue;
        if (const auto sizes = round.sizes->byTopic.find(info.name); sizes != round.sizes->byTopic.end()) {
            std::int64_t bytes = 0;
            for (const auto& [partition, size] : sizes->second)
                bytes += size;
            meter.readSize(round.sizes->beat, bytes);
        }
    }
    m_meter.keepTopics([&](const std::string& name) { return present.contains(name); });
}

void RoundMeter::measureGroups(const Round& round, const std::vector<GroupReading>& groups) {
    std::unordered_set<std::string_view> present;
    for (const auto& reading : groups) {
        present.insert(reading.listing->id);
        if (!reading.offsetsKnown)
            continue;
        auto& meter = m_meter.group(reading.listing->id);
        for (const auto& partition : reading.partitions) {
            const auto rise = meter.read(round.beat, partition.name, partition.committed(), partition.lag);
            if (rise > 0)
                if (auto* topic = m_meter.findTopic(partition.name.topic))
                    topic->addOut(rise);
        }
        meter.close(round.beat);
    }
    m_meter.keepGroups([&](const std::string& id) { return present.contains(id); });
}

void RoundMeter::measureTotals(const Round& round) {
    const auto add = [](std::optional<double>& sum, std::optional<double> value) {
        if (value)
            sum = sum.value_or(0) + *value;
    };
    std::optional<double> in, out, growth;
    bool everyGrowthKnown = true;
    for (const auto& info : round.topics) {
        const auto& meter = m_meter.topic(info.name);
        add(growth, meter.bytesInPerSecond());
        everyGrowthKnown = everyGrowthKnown && meter.bytesInPerSecond();
        if (info.internal)
            continue;
        add(in, meter.inPerSecond());
        add(out, meter.outPerSecond());
    }
    if (round.topics.empty() && !round.beat.gap)
        in = out = 0; // a cluster without topics is known to rest
    m_totals.inPerSecond = in;
    m_totals.outPerSecond = out;
    if (in)
        m_meter.in.push(round.beat, *in);
    if (out)
        m_meter.out.push(round.beat, *out);
    if (round.counters) {
        m_totals.bytesInPerSecond = m_bytesInRate.read(round.beat, round.counters->bytesIn);
        m_totals.bytesOutPerSecond = m_bytesOutRate.read(round.beat, round.counters->bytesOut);
        m_totals.bytesInFromLogGrowth = false;
        if (m_totals.bytesInPerSecond)
            m_meter.bytesIn.push(round.beat, *m_totals.bytesInPerSecond);
        if (m_totals.bytesOutPerSecond)
            m_meter.bytesOut.push(round.beat, *m_totals.bytesOutPerSecond);
        return;
    }
    m_totals.bytesInFromLogGrowth = true;
    m_totals.bytesOutPerSecond.reset(); // nothing that a foreign cluster answers tells it
    if (!round.sizes)
        return;
    m_totals.bytesInPerSecond = everyGrowthKnown ? growth : std::nullopt;
    if (m_totals.bytesInPerSecond)
        m_meter.bytesIn.push(round.sizes->beat, *m_totals.bytesInPerSecond);
}

Sparkline RoundMeter::sparkline(const metrics::TimeSeries& series, std::int64_t nowMs) const {
    // Most series of a large cluster rest at zero: they share one line.
    static const Sparkline rest = [] {
        Sparkline line;
        line.fill(0.0F, sparklinePoints);
        return line;
    }();
    if (!series.hasRings() && series.lastValue() == 0)
        return series.lastChangeMs() < 0 ? Sparkline() : rest;
    const auto points =
        series.points(nowMs, sparklinePoints * sparklineStepMs, sparklinePoints, sparklineStepMs);
    if (points.empty())
        return {};
    Sparkline line;
    line.fill(std::numeric_limits<float>::quiet_NaN(), sparklinePoints);
    const std::int64_t newest = (nowMs - 1) / sparklineStepMs;
    for (const auto& point : points)
        if (const auto age = newest - point.atMs / sparklineStepMs; age >= 0 && age < sparklinePoints)
            line[static_cast<qsizetype>(sparklinePoints - 1 - age)] = static_cast<float>(point.value);
    return line;
}

const metrics::TimeSeries* RoundMeter::find(const SeriesKey& key) const {
    if (key.quantity == Quantity::Lag) {
        auto* group = m_meter.findGroup(key.group.toStdString());
        if (!group)
            return nullptr;
        if (key.topic.isEmpty())
            return &group->lagHistory();
        if (key.partition < 0)
            return group->lagHistory(key.topic.toStdString());
        return group->lagHistory({key.topic.toStdString(), base::PartitionId{key.partition}});
    }
    if (key.topic.isEmpty())
        switch (key.quantity) {
        case Quantity::MessagesIn:
            return &m_meter.in;
        case Quantity::MessagesOut:
            return &m_meter.out;
        case Quantity::BytesIn:
            return &m_meter.bytesIn;
        case Quantity::BytesOut:
            return &m_meter.bytesOut;
        case Quantity::Lag:
            return nullptr;
        }
    auto* topic = m_meter.findTopic(key.topic.toStdString());
    if (!topic || key.partition >= 0)
        return nullptr;
    switch (key.quantity) {
    case Quantity::MessagesIn:
        return &topic->in();
    case Quantity::MessagesOut:
        return &topic->out();
    case Quantity::BytesIn:
        return &topic->bytesIn();
    case Quantity::BytesOut:
    case Quantity::Lag:
        return nullptr;
    }
    return nullptr;
}

SeriesPoints RoundMeter::series(const SeriesKey& key, std::int64_t nowMs, std::int64_t rangeMs, int points,
                                std::int64_t finestMs) const {
    const std::lock_guard lock(m_mutex);
    const auto* found = find(key);
    if (!found || points <= 0)
        return {};
    SeriesPoints out;
    for (const auto& point : found->points(nowMs, rangeMs, static_cast<std::size_t>(points), finestMs))
        out.append({static_cast<qreal>(point.atMs), point.value});
    // A rate's points are means, so that they add up. Lag adds up to nothing: its line ends at what it is
    // now.
    if (key.quantity == Quantity::Lag && !out.isEmpty() && std::isfinite(out.last().y()))
        out.append({static_cast<qreal>(found->endMs()), found->lastValue()});
    return out;
}

QStringList RoundMeter::busiest(Quantity quantity, std::int64_t nowMs, std::int64_t rangeMs,
                                int count) const {
    std::vector<std::pair<double, const std::string*>> shares;
    const std::lock_guard lock(m_mutex);
    if (quantity == Quantity::Lag) {
        for (auto& [id, group] : m_meter.groups())
            shares.emplace_back(group.lagHistory().integral(nowMs, rangeMs), &id);
    } else {
        for (auto& [name, topic] : m_meter.topics()) {
            if (m_internal.contains(name))
                continue;
            auto& history = quantity == Quantity::MessagesIn    ? topic.in()
                            : quantity == Quantity::MessagesOut ? topic.out()
                                                                : topic.bytesIn();
            shares.emplace_back(history.integral(nowMs, rangeMs), &name);
        }
    }
    std::erase_if(shares, [](const auto& share) { return share.first <= 0; });
    // By name where shares are equal, so that a chart does not swap its lines at every beat.
    std::ranges::sort(shares, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : *a.second < *b.second;
    });
    QStringList out;
    for (const auto& [share, name] : shares) {
        if (out.size() >= count)
            break;
        out << text(*name);
    }
    return out;
}

} // namespace session
