#include "session/clusters/round_meter.h"

#include <algorithm>
#include <utility>

#include "session/clusters/aligned.h"
#include "session/convert.h"

namespace session {

using series::Quantity;

namespace {

/// Why a rate of commits is more than what is known of it.
const Reason& firstCommits() {
    static const Reason why(QStringLiteral(
        "Some commits are a group's first, and how much it had read before them nobody knows."));
    return why;
}

Reading<double> atLeast(const std::optional<double>& perSecond, bool lacks) {
    Reading<double> out = perSecond;
    if (lacks)
        out.fail(firstCommits());
    return out;
}

/// A group that never had a member has no type of protocol. Where neither it nor its listing is told now
/// there may be some.
metrics::GroupMeter::Members membersOf(const GroupReading& reading) {
    using Members = metrics::GroupMeter::Members;
    const auto* told = reading.description;
    const std::string& state = told ? told->state : reading.listing->state;
    if ((told && !told->members.empty()) || reading.stateUnread || (state != "Empty" && state != "Dead"))
        return Members::Some;
    return reading.listing->protocolType.empty() ? Members::Never : Members::None;
}

} // namespace

void RoundMeter::measure(const Round& round, const std::vector<GroupReading>& groups,
                         const std::vector<bool>& appeared) {
    m_totals.outIsSent = m_totals.outIsSent || round.counters;
    if (!round.beat.extra)
        m_totals.outPerSecond.reset();
    measureTopics(round, appeared);
    if (round.groups)
        measureGroups(round, groups);
    else
        skipGroups(round);
    if (round.groupsUnread && !round.beat.extra)
        missOut(round.groupsUnread, nullptr, nullptr); // one that could not be listed may read any topic
    closeTopics(round);
    if (m_kept)
        recall(std::exchange(m_kept, nullptr), round.beat.toMs);
    measureTotals(round);
    m_view = m_recorder.publish(round.beat);
}

RoundMeter::Topic RoundMeter::makeTopic(const std::string& name) {
    Topic topic;
    topic.name = name;
    topic.in = m_recorder.line({Quantity::MessagesIn, name});
    topic.out = m_recorder.line({Quantity::MessagesOut, name});
    topic.bytesIn = m_recorder.line({Quantity::BytesIn, name});
    return topic;
}

void RoundMeter::measureTopics(const Round& round, const std::vector<bool>& appeared) {
    if (round.beat.gap)
        m_knownSinceMs = round.beat.toMs;
    align(
        m_topics, &Topic::name, round.topics.size(),
        [&](std::size_t t) -> const std::string& { return round.topics[t].name; },
        [&](std::size_t t) { return makeTopic(round.topics[t].name); });
    for (std::size_t t = 0; t < round.topics.size(); ++t) {
        if (appeared[t])
            m_topics[t] = makeTopic(round.topics[t].name); // one of the same name may have been deleted
        readTopic(round, t, m_topics[t], appeared[t]);
    }
}

void RoundMeter::readTopic(const Round& round, std::size_t index, Topic& topic, bool appeared) {
    const auto& info = round.topics[index];
    const bool came = appeared && !round.beat.gap;
    if (came && topic.in && topic.out) {
        // Nothing moved while it was not there. Else a point that begins before the topic did would take its
        // later rate for all of its time.
        const metrics::Beat rest{m_knownSinceMs, round.beat.fromMs, false};
        topic.in->push(rest, 0);
        if (round.counters) // else nothing says that a group reads it
            topic.out->push(rest, 0);
    }
    m_readings.clear();
    for (std::size_t p = 0; p < info.partitions.size(); ++p) {
        const auto& facts = round.partitions[index][p];
        m_readings.push_back({info.partitions[p].id.value(), facts.logStart, facts.end});
    }
    topic.meter.readEnds(round.beat, m_readings, came);
    if (round.counters) {
        const auto& sent = round.counters->recordsOutByTopic;
        const auto found = sent.find(info.name);
        topic.meter.readSent(round.beat, found != sent.end() ? found->second : 0, came);
    }
    if (!round.beat.extra) {
        topic.outUnread = {};
        topic.outOpen = false;
    }
    if (round.sizes && !round.sizes->beat.extra)
        readSizes(round, index, topic);
}

namespace {

/// Why the end of some partition of this topic is not known, and of which.
Reason missEnd(const Round& round, std::size_t topic) {
    const auto& info = round.topics[topic];
    for (std::size_t p = 0; p < info.partitions.size(); ++p)
        if (const auto& why = round.partitions[topic][p].end.reason())
            return Reason(QStringLiteral("%1-%2: %3")
                              .arg(text(info.name))
                              .arg(info.partitions[p].id.value())
                              .arg(why.words()));
    return {};
}

/// Why the growth of some log of this topic is not known.
Reason missBytes(const Round& round, std::size_t topic) {
    for (const auto& partition : round.topics[topic].partitions)
        if (const auto unread =
                partition.leader ? round.sizes->unread.find(*partition.leader) : round.sizes->unread.end();
            unread != round.sizes->unread.end())
            return unread->second;
    if (auto why = missEnd(round, topic))
        return why;
    static const Reason changed(QStringLiteral(
        "Segments were deleted, or another replica's log answered, before a mean size of the records was "
        "known."));
    return changed;
}

} // namespace

void RoundMeter::readSizes(const Round& round, std::size_t index, Topic& topic) {
    const auto& info = round.topics[index];
    const auto sizes = round.sizes->byTopic.find(info.name);
    m_sizes.clear();
    for (std::size_t p = 0; p < info.partitions.size(); ++p) {
        const auto& facts = round.partitions[index][p];
        auto& reading = m_sizes.emplace_back();
        reading.id = info.partitions[p].id.value();
        reading.logStart = facts.logStart;
        reading.end = facts.end;
        if (sizes == round.sizes->byTopic.end())
            continue;
        if (const auto size = sizes->second.find(reading.id); size != sizes->second.end()) {
            reading.broker = info.partitions[p].leader->value(); // whose size it is
            reading.bytes = size->second;
        }
    }
    topic.growth.read(round.sizes->beat, m_sizes);
    topic.bytesUnread = topic.growth.lacks() ? missBytes(round, index) : Reason();
    if (const auto grown = topic.growth.ofBeat(); grown && topic.bytesIn)
        topic.bytesIn->push(round.sizes->beat, *grown);
}

void RoundMeter::measureGroups(const Round& round, const std::vector<GroupReading>& groups) {
    align(
        m_groups, &Group::id, groups.size(),
        [&](std::size_t g) -> const std::string& { return groups[g].listing->id; },
        [&](std::size_t g) {
            Group group;
            group.id = groups[g].listing->id;
            return group;
        });
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto& reading = groups[g];
        auto& group = m_groups[g];
        if (!round.beat.extra && (reading.offsetsUnread || !reading.offsetsKnown))
            missOut(reading.offsetsUnread, &group, &reading);
        if (!reading.offsetsKnown) {
            group.meter.skip(round.beat, membersOf(reading));
            continue;
        }
        if (!std::exchange(group.isMeasured, true))
            group.line = m_recorder.line({Quantity::Lag, group.id});
        for (const auto& partition : reading.partitions)
            group.meter.read(round.beat, *partition.name, partition.committed(), partition.lag);
        group.meter.close(round.beat, membersOf(reading));
        group.outPerSecond = atLeast(group.meter.outPerSecond(), group.meter.outLacks());
        recordGroup(round, reading, group);
    }
}

namespace {

/// A lag is what it is at the moment of a reading. Between two that are far apart, as in the background, it
/// is drawn from one to the other.
void pushLevel(const metrics::Beat& beat, double now, RoundMeter::LagLine& to) {
    constexpr std::int64_t step = 5 * series::slotMs;
    const std::int64_t length = beat.toMs - beat.fromMs;
    if (length <= series::farMs || to.last == now)
        return to.line->push(beat, now);
    auto part = beat;
    for (std::int64_t at = beat.fromMs; at < beat.toMs; at = part.toMs) {
        part.fromMs = at;
        part.toMs = std::min(at + step, beat.toMs);
        const double middle = static_cast<double>(part.fromMs + part.toMs - 2 * beat.fromMs) / 2;
        const double share = part.toMs == beat.toMs ? 1 : middle / static_cast<double>(length);
        to.line->push(part, to.last + (now - to.last) * share);
    }
}

/// What a lag was before it was first read nobody knows: that reading stands for its moment, which is the
/// least that a line holds, and not for all of the beat that it ends.
void record(const Round& round, std::optional<std::int64_t> lag, RoundMeter::LagLine& to) {
    if (!lag) {
        to.readSinceMs.reset();
    } else if (to.line) {
        to.readSinceMs = std::min(to.readSinceMs.value_or(round.beat.toMs), round.beat.toMs);
        auto known = round.beat;
        known.fromMs = std::max(known.fromMs, *to.readSinceMs - series::slotMs);
        pushLevel(known, static_cast<double>(*lag), to);
        if (!round.beat.extra) // of which the line has nothing
            to.last = static_cast<double>(*lag);
    }
    to.recent.update(to.line.get(), round.beat.toMs);
}

} // namespace

void RoundMeter::skipGroups(const Round& round) {
    for (auto& group : m_groups)
        group.meter.skip(round.beat);
}

/// What a group commits, or any of them, is not known: neither are the sums that it belongs to. One that
/// never was read may read any topic.
void RoundMeter::missOut(const Reason& why, const Group* of, const GroupReading* reading) {
    if (m_totals.outIsSent)
        return;
    m_totals.outPerSecond.fail(why);
    if (!of || !reading || !of->isMeasured) {
        for (auto& topic : m_topics)
            topic.outUnread = why;
        return;
    }
    for (const auto& line : of->topics) {
        const auto topic = std::ranges::lower_bound(m_topics, line.name, {}, &Topic::name);
        if (topic != m_topics.end() && topic->name == line.name)
            topic->outUnread = why;
    }
    for (const auto& assigned : reading->topics)
        if (assigned.at)
            m_topics[*assigned.at].outUnread = why;
}

void RoundMeter::recordGroup(const Round& round, const GroupReading& reading, Group& group) {
    record(round, group.meter.lag(), group);
    align(
        group.topics, &GroupTopicLine::name, reading.topics.size(),
        [&](std::size_t t) -> const std::string& { return *reading.topics[t].name; },
        [&](std::size_t t) {
            GroupTopicLine made;
            made.name = *reading.topics[t].name;
            made.line = m_recorder.line({Quantity::Lag, group.id, made.name});
            return made;
        });
    for (std::size_t t = 0; t < reading.topics.size(); ++t) {
        const auto& topic = reading.topics[t];
        auto& lines = group.topics[t];
        const auto* measured = group.meter.topic(*topic.name);
        lines.outPerSecond =
            measured ? atLeast(measured->outPerSecond, measured->outLacks) : Reading<double>();
        record(round, measured ? measured->lag : std::nullopt, lines);
        // What groups read of a topic adds up, since each reads it for itself.
        if (topic.at && !round.beat.extra) {
            const bool lacks = measured && measured->outLacks;
            const double ofBeat = measured ? measured->outOfBeat.value_or(0) : 0;
            m_topics[*topic.at].meter.addOut(lines.outPerSecond.value_or(0), ofBeat, lacks);
            m_topics[*topic.at].outOpen |= !lines.outPerSecond && !lacks;
        }
        recordPartitions(round, reading, topic, lines);
    }
}

void RoundMeter::recordPartitions(const Round& round, const GroupReading& reading, const GroupTopic& topic,
                                  GroupTopicLine& lines) {
    const auto idOf = [&](std::size_t p) {
        return reading.partitions[topic.begin + p].name->partition.value();
    };
    align(lines.partitions, &GroupPartitionLine::id, topic.end - topic.begin, idOf, [&](std::size_t p) {
        GroupPartitionLine made;
        made.id = idOf(p);
        made.line = m_recorder.line({Quantity::Lag, reading.listing->id, lines.name, made.id});
        return made;
    });
    for (std::size_t p = 0; p < lines.partitions.size(); ++p)
        record(round, reading.partitions[topic.begin + p].lag.records, lines.partitions[p]);
}

void RoundMeter::closeTopics(const Round& round) {
    for (auto& topic : m_topics) {
        topic.meter.close(round.beat, !topic.outUnread && !topic.outOpen);
        if (topic.meter.outLacks())
            topic.outUnread = firstCommits();
        if (const auto in = topic.meter.inOfBeat(); in && topic.in)
            topic.in->push(round.beat, *in);
        if (const auto out = topic.meter.outOfBeat(); out && topic.out)
            topic.out->push(round.beat, *out);
        topic.recent.update(topic.in.get(), round.beat.toMs);
    }
}

/// A line begins anew with the program: what is shown of the last minutes does not.
void RoundMeter::recall(const Kept& kept, std::int64_t nowMs) {
    std::vector<series::Key> keys;
    std::vector<std::pair<RecentLine*, const series::Line*>> lines;
    const auto want = [&](series::Key key, RecentLine& recent, const Line& line) {
        keys.push_back(std::move(key));
        lines.emplace_back(&recent, line.get());
    };
    for (auto& topic : m_topics)
        want({Quantity::MessagesIn, topic.name}, topic.recent, topic.in);
    for (auto& group : m_groups) {
        want({Quantity::Lag, group.id}, group.recent, group.line);
        for (auto& topic : group.topics) // of partitions nothing is kept
            want({Quantity::Lag, group.id, topic.name}, topic.recent, topic.line);
    }
    const auto grid = RecentLine::grid(nowMs);
    const auto read = kept(keys, grid);
    for (std::size_t i = 0; i < read.size() && i < lines.size(); ++i) {
        const auto& [recent, line] = lines[i];
        if (read[i].empty())
            continue;
        recent->begin(read[i], grid);
        recent->update(line, nowMs);
    }
}

namespace {

/// The first of the reasons why what comes into a topic is not known; none: it was not watched long enough.
void missIn(const Round& round, std::size_t topic, Reason& why) {
    if (!why)
        why = missEnd(round, topic);
}

void add(std::optional<double>& sum, std::optional<double> value) {
    if (value)
        sum = sum.value_or(0) + *value;
}

} // namespace

/// A look in between leaves the sums as they were: a topic that has come since the last beat has no rate yet.
void RoundMeter::measureTotals(const Round& round) {
    if (!round.beat.extra)
        measureRecords(round);
    measureBytesOut(round);
    if (round.sizes && !round.sizes->beat.extra)
        measureBytesIn(round);
}

void RoundMeter::measureRecords(const Round& round) {
    Reason inUnread;
    std::optional<double> in, inOfBeat, out, outOfBeat;
    bool everyInKnown = true, everyOutKnown = !m_totals.outPerSecond.reason(), outLacks = false;
    for (std::size_t t = 0; t < round.topics.size(); ++t) {
        const auto& info = round.topics[t];
        const auto& meter = m_topics[t].meter;
        if (info.internal)
            continue;
        if (!meter.inOfBeat() && !info.partitions.empty()) {
            everyInKnown = false;
            missIn(round, t, inUnread);
        }
        add(in, meter.inOfKnown());
        add(inOfBeat, meter.inOfBeat());
        everyOutKnown = everyOutKnown && (m_totals.outIsSent || !m_topics[t].outOpen);
        outLacks = outLacks || meter.outLacks();
        add(out, meter.outPerSecond());
        add(outOfBeat, meter.outOfBeat());
    }
    // A cluster without topics is known to rest, and so is one where all of them are internal.
    const bool rests = !round.beat.gap && std::ranges::all_of(round.topics, &client::TopicInfo::internal);
    if (rests)
        in = inOfBeat = 0;
    if (rests && m_totals.outIsSent)
        out = outOfBeat = 0;
    m_totals.inPerSecond = everyInKnown || inUnread ? in : std::nullopt;
    m_totals.inPerSecond.fail(inUnread);
    if (everyInKnown)
        push(Quantity::MessagesIn, round.beat, inOfBeat);
    if (everyOutKnown) {
        m_totals.outPerSecond = atLeast(outLacks && out == 0.0 ? std::nullopt : out, outLacks);
        if (!outLacks)
            push(Quantity::MessagesOut, round.beat, outOfBeat);
    }
    m_totals.meanMs = round.beat.toMs - round.beat.windowFromMs;
}

/// What came in by topic, and nothing that is no record: requests of consumers, and of this console, are
/// bytes too.
void RoundMeter::measureBytesIn(const Round& round) {
    const auto& beat = round.sizes->beat;
    std::optional<double> growth, growthOfBeat;
    bool everyKnown = true, everyBeatKnown = true;
    Reason unread;
    m_totals.bytesInIsEstimate = false;
    for (std::size_t t = 0; t < round.topics.size(); ++t) {
        if (round.topics[t].internal)
            continue;
        const auto& meter = m_topics[t].growth;
        add(growth, meter.perSecond());
        add(growthOfBeat, meter.ofBeat());
        everyKnown = everyKnown && (meter.perSecond() || meter.lacks());
        everyBeatKnown = everyBeatKnown && meter.ofBeat();
        m_totals.bytesInIsEstimate |= meter.isEstimate();
        if (!unread)
            unread = m_topics[t].bytesUnread;
    }
    if (!growth && !beat.gap)
        growth = growthOfBeat = 0; // a cluster without topics rests, and where all of its topics are internal
    m_totals.bytesInPerSecond = everyKnown && (!unread || growth > 0.0) ? growth : std::nullopt;
    m_totals.bytesInPerSecond.fail(unread);
    m_totals.bytesMeanMs = beat.toMs - beat.windowFromMs;
    if (everyBeatKnown)
        push(Quantity::BytesIn, beat, growthOfBeat);
}

void RoundMeter::measureBytesOut(const Round& round) {
    m_totals.bytesOutPerSecond.reset(); // nothing that a foreign cluster answers tells it
    if (!round.counters)
        return;
    m_bytesOut.read(round.beat, round.counters->recordBytesOut);
    m_totals.bytesOutPerSecond = m_bytesOut.steady();
    push(Quantity::BytesOut, round.beat, m_bytesOut.ofBeat());
}

void RoundMeter::push(Quantity quantity, const metrics::Beat& beat, std::optional<double> value) {
    auto& line = m_lines[quantity];
    if (!line)
        line = m_recorder.line({quantity});
    if (line && value)
        line->push(beat, *value);
}

} // namespace session
