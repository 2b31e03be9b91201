#include "session/clusters/event_finder.h"

#include <algorithm>
#include <utility>

#include "session/clusters/lag_end.h"
#include "session/clusters/session_past.h"

namespace session {

namespace {

/// Walks two lists of rows that are sorted by the same key.
template <class Row, class Key, class Gone, class Came, class Both>
void walk(const std::vector<Row>& before, const std::vector<Row>& after, Key key, Gone gone, Came came,
          Both both) {
    auto a = before.begin();
    auto b = after.begin();
    while (a != before.end() || b != after.end()) {
        if (b == after.end() || (a != before.end() && key(*a) < key(*b)))
            gone(*a++);
        else if (a == before.end() || key(*b) < key(*a))
            came(*b++);
        else
            both(*a++, *b++);
    }
}

QString nameOf(const BrokerRow& broker) {
    return QStringLiteral("%1 (%2:%3)").arg(broker.id).arg(broker.host).arg(broker.port);
}

/// So many of one kind in one round are told one by one; more would push everything else out of sight.
constexpr qint64 toldSingly = 3;
/// An act on thousands of topics is seen in rounds a little apart.
constexpr qint64 oneActMs = 15'000;

/// Of two of them, of which 0 is none.
qint64 earlier(qint64 a, qint64 b) {
    return a > 0 && b > 0 ? std::min(a, b) : std::max(a, b);
}

QVector<ClusterEvent> gathered(QVector<ClusterEvent> found) {
    QHash<EventKind, qint64> counts;
    for (const ClusterEvent& event : found)
        ++counts[event.kind];
    QVector<ClusterEvent> result;
    QHash<EventKind, qsizetype> places;
    for (ClusterEvent& event : found) {
        event.count = counts[event.kind];
        if (event.count <= toldSingly) {
            event.count = 1;
            result << std::move(event);
        } else if (const auto known = places.constFind(event.kind); known == places.constEnd()) {
            places.insert(event.kind, result.size());
            event.before = event.after = 0;
            event.settings.clear();
            result << std::move(event);
        } else {
            result[*known].afterMs = earlier(result[*known].afterMs, event.afterMs);
        }
    }
    return result;
}

} // namespace

void tell(QVector<ClusterEvent>& events, const QVector<ClusterEvent>& fresh) {
    for (const ClusterEvent& event : fresh) {
        const bool goesOn = !events.isEmpty() && events.first().kind == event.kind &&
                            (events.first().count > 1 || event.count > 1) &&
                            event.atMs - events.first().atMs <= oneActMs;
        if (!goesOn) {
            events.prepend(event);
            continue;
        }
        ClusterEvent& whole = events.first();
        whole.count += event.count;
        whole.atMs = event.atMs;
        whole.afterMs = earlier(whole.afterMs, event.afterMs);
        whole.before = whole.after = 0;
        whole.settings.clear();
    }
}

QVector<ClusterEvent> EventFinder::next(const SnapshotPtr& snapshot) {
    m_found.clear();
    m_nowMs = snapshot->takenAtMs;
    if (m_last && isAnother(m_last->clusterId, snapshot->clusterId)) {
        add(EventKind::AnotherCluster, snapshot->clusterId);
        m_found.back().formerly = m_last->clusterId;
        m_lags.clear();
    } else if (m_last) {
        compareBrokers(*snapshot);
        compareTopics(*snapshot);
        compareGroups(*snapshot);
    }
    watchLag(*snapshot);
    m_last = snapshot;
    return gathered(std::exchange(m_found, {}));
}

void EventFinder::compareBrokers(const ClusterSnapshot& now) {
    walk(
        m_last->brokers, now.brokers, [](const BrokerRow& row) { return row.id; },
        [&](const BrokerRow& row) { add(EventKind::BrokerStopped, nameOf(row)); },
        [&](const BrokerRow& row) { add(EventKind::BrokerStarted, nameOf(row)); },
        [](const BrokerRow&, const BrokerRow&) {});
}

void EventFinder::compareTopics(const ClusterSnapshot& now) {
    walk(
        m_last->topics, now.topics, [](const TopicPtr& row) -> const QString& { return row->name; },
        [&](const TopicPtr& row) { add(EventKind::TopicGone, row->name, row->partitions); },
        [&](const TopicPtr& row) { add(EventKind::TopicAppeared, row->name, 0, row->partitions); },
        [&](const TopicPtr& before, const TopicPtr& after) {
            if (before != after)
                compareTopic(*before, *after);
        });
}

void EventFinder::compareTopic(const TopicRow& before, const TopicRow& after) {
    if (before.id != after.id) {
        add(EventKind::TopicGone, before.name, before.partitions);
        return add(EventKind::TopicAppeared, after.name, 0, after.partitions);
    }
    if (after.partitions > before.partitions)
        add(EventKind::PartitionsAdded, after.name, before.partitions, after.partitions);
    if (after.underReplicated > before.underReplicated)
        add(EventKind::UnderReplicated, after.name, before.underReplicated, after.underReplicated);
    else if (after.underReplicated == 0 && before.underReplicated > 0)
        add(EventKind::InSyncAgain, after.name, before.underReplicated);
    if (after.configChange && after.configChange != before.configChange) {
        addSince(after.configChange->sameMs, EventKind::TopicConfigChanged, after.name, 0, 0);
        m_found.back().settings = after.configChange->settings;
    }
}

void EventFinder::compareGroups(const ClusterSnapshot& now) {
    if (!m_last->figures.groups)
        return; // they were there already, but could not be read
    walk(
        m_last->groups, now.groups, [](const GroupPtr& row) -> const QString& { return row->id; },
        [&](const GroupPtr& row) { add(EventKind::GroupGone, row->id); },
        [&](const GroupPtr& row) { add(EventKind::GroupAppeared, row->id); },
        [&](const GroupPtr& before, const GroupPtr& after) {
            if (before->state != after->state)
                add(EventKind::GroupStateChanged, after->id, static_cast<qint64>(before->state),
                    static_cast<qint64>(after->state));
        });
}

void EventFinder::watchLag(const ClusterSnapshot& now) {
    QHash<QString, Lag> lags;
    for (const auto& group : now.groups) {
        const bool known = m_lags.contains(group->id);
        Lag lag = m_lags.value(group->id);
        if (const auto* before = lag.last > 0 ? asItWas(*group) : nullptr)
            lag.passed += passedDeleted(*before, *group);
        if (!group->lag) {
            if (group->lag.reason() && known) // it cannot be told now
                lags.insert(group->id, lag);
            continue;
        }
        const qint64 value = *group->lag;
        // A first commit brings the lag of its partition into the sum: nobody fell behind by that.
        const auto partitions = std::exchange(
            lag.partitions, std::ranges::count_if(group->partitionRows, [](const GroupPartitionRow& row) {
                return row.lag.has_value();
            }));
        if (!known || value < lag.last || value == 0 || partitions != lag.partitions) {
            lag.risingSinceMs = now.takenAtMs;
            lag.risenFrom = value;
        }
        lag.risingSinceMs = std::min(lag.risingSinceMs, now.takenAtMs); // the clock was set back
        const qint64 risingMs = now.takenAtMs - lag.risingSinceMs;
        // How fast it reads is unknown after a gap: then nothing tells it from what is in its hands.
        const bool much = group->outPerSecond && double(value) > inHandSeconds * *group->outPerSecond;
        if (!lag.told && value > lag.risenFrom && value > lag.last && much &&
            risingMs >= (value < few ? fewRisingForMs : risingForMs)) {
            addSince(0, EventKind::LagRising, group->id, lag.risenFrom, value); // as it is now
            lag.told = true;
        }
        if (!known || lag.last == 0) {
            lag.deletedBefore = group->deletedUnread;
            lag.deleted = lag.passed = 0;
        }
        lag.deletedBefore = std::min(lag.deletedBefore, group->deletedUnread);
        lag.deleted = std::max(lag.deleted, group->deletedUnread - lag.deletedBefore);
        if (lag.told && value == 0) {
            tellLagGone(*group, lag);
            lag.told = false;
        }
        lag.last = value;
        lags.insert(group->id, lag);
    }
    m_lags = std::move(lags);
}

/// Null: it was not there.
const GroupRow* EventFinder::asItWas(const GroupRow& group) const {
    const auto before = std::ranges::lower_bound(
        m_last->groups, group.id, {}, [](const GroupPtr& row) -> const QString& { return row->id; });
    return before != m_last->groups.end() && (*before)->id == group.id ? before->get() : nullptr;
}

/// Of a topic that is gone, or of commits that are, there is another event or none at all: nobody read.
void EventFinder::tellLagGone(const GroupRow& now, const Lag& lag) {
    const auto* before = asItWas(now);
    if (!before)
        return;
    const auto end = lagEnd(*before, now);
    if (lag.deleted > 0 && end != LagEnd::Unknown)
        return add(EventKind::UnreadDeleted, now.id, lag.last, lag.deleted);
    switch (end) {
    case LagEnd::Read:
        return add(EventKind::LagGone, now.id, lag.last, lag.passed);
    case LagEnd::Moved:
        return add(EventKind::CommitsMoved, now.id, lag.last, 0);
    case LagEnd::Deleted: // before it was seen to lag
    case LagEnd::Unknown:
        return;
    }
}

void EventFinder::add(EventKind kind, const QString& subject, qint64 before, qint64 after) {
    addSince(m_last ? m_last->takenAtMs : 0, kind, subject, before, after);
}

void EventFinder::addSince(qint64 sameMs, EventKind kind, const QString& subject, qint64 before,
                           qint64 after) {
    const bool longAgo = sameMs > 0 && m_nowMs - sameMs > nearMs;
    m_found.append({m_nowMs, kind, subject, before, after, 1, longAgo ? sameMs : 0});
}

} // namespace session
