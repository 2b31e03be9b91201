#pragma once

#include <unordered_map>

#include <QHash>

#include "session/snapshots.h"

namespace session {

/// Adds what happened to `events`, newest first. What goes on for some rounds with many subjects stays one
/// event. Pure.
void tell(QVector<ClusterEvent>& events, const QVector<ClusterEvent>& fresh);

/// Tells what happened between one snapshot and the next. Pure but for the memory of lags that rise.
class EventFinder {
public:
    /// Lag that only grew for so long is told once, until it is gone. Shorter than this it saws up and down
    /// with the commits of a healthy group (every five seconds by default).
    static constexpr qint64 risingForMs = 15'000;
    /// A few records are soon read: told when they stay for longer.
    static constexpr qint64 few = 100, fewRisingForMs = 60'000;
    /// What a group reads in so many seconds is in its hands rather than behind.
    static constexpr double inHandSeconds = 5;
    /// Rounds of a cluster in front are seldom further apart. What is found after longer is told as something
    /// between two times.
    static constexpr qint64 nearMs = 10'000;

    /// In the order of time; empty for the first snapshot. What happened to many at once is one event of its
    /// kind. What another cluster holds is not compared: that it is another is the only event.
    QVector<ClusterEvent> next(const SnapshotPtr& snapshot);

private:
    struct Lag {
        qint64 last = 0;
        qint64 risingSinceMs = 0, risenFrom = 0;
        qint64 partitions = 0;                 ///< that are in the sum
        qint64 deletedBefore = 0, deleted = 0; ///< unread: before there was a lag, and at most since
        qint64 passed = 0; ///< since there is a lag: deleted and passed by commits in one round
        bool told = false;
    };
    void compareBrokers(const ClusterSnapshot& now);
    void compareTopics(const ClusterSnapshot& now);
    void compareTopic(const TopicRow& before, const TopicRow& after);
    void compareGroups(const ClusterSnapshot& now);
    void watchLag(const ClusterSnapshot& now);
    [[nodiscard]] const GroupRow* asItWas(const GroupRow& group) const;
    void tellLagGone(const GroupRow& now, const Lag& lag);
    void add(EventKind kind, const QString& subject, qint64 before = 0, qint64 after = 0);
    /// It happened since the reading of `sameMs`.
    void addSince(qint64 sameMs, EventKind kind, const QString& subject, qint64 before, qint64 after);

    SnapshotPtr m_last;
    qint64 m_nowMs = 0;
    QVector<ClusterEvent> m_found;
    QHash<QString, Lag> m_lags;
};

} // namespace session
