#pragma once

#include <functional>
#include <map>

#include "session/cluster_session.h"

/// A ClusterSession without a cluster: tests link this in place of the real one and say themselves what it
/// sees.
namespace support {

/// What a RecordBrowser of a FakeSession shows.
struct FakeRecords {
    std::vector<session::RecordRow> answers; ///< what every run finds; empty: forty orders
    std::vector<session::RecordRow> rows;
    session::BrowseState state = session::BrowseState::Idle;
    session::StopReason stopReason = session::StopReason::EndReached; ///< once stopped
    session::BrowseProgress progress;
    session::BrowseQuery query; ///< of the last run
    int runs = 0;
    std::optional<base::Error> error; ///< with it every run fails and replaces nothing
    bool earlier = false;
    qint64 readAtMs = 0;
    std::vector<session::HeldRange> held;  ///< as told once a run has ended
    QVector<std::pair<int, qint64>> loads; ///< asked for whole, newest last
};

struct FakeSession {
    session::ConnectionState state = session::ConnectionState::Connected;
    session::SnapshotPtr snapshot;
    QVector<session::ClusterEvent> events;
    std::optional<base::Error> error;
    qint64 lostSinceMs = 0, nextTryMs = 0;
    std::function<session::SeriesPoints(const session::SeriesKey&, qint64, int)> series;
    QStringList busiestTopics, busiestGroups;
    std::vector<session::ConfigRow> config;
    std::vector<session::RecordRow> records; ///< what browsing finds; empty: forty orders
    std::optional<base::Error> unreadable;   ///< what browsing fails with; none: it succeeds
    std::optional<base::Error> refusal;      ///< what every request answers with; none: it succeeds
    bool silent = false;                     ///< requests stay without an answer
    int refreshes = 0;
    // What was asked for, newest last.
    QVector<session::TopicDraft> createdTopics, checkedTopics;
    QVector<QStringList> deletedTopics, emptiedTopics;
    QVector<session::ProduceDraft> produced;
    QVector<std::pair<QString, int>> addedPartitions, checkedPartitions; ///< topic, in all
    QVector<std::pair<QString, std::map<int, qint64>>> deletedRecords;   ///< topic, partition before offset
    QVector<std::vector<session::ConfigEdit>> configEdits;
    bool locked = false;
    int intervalMs = 1000;
};

FakeSession& fakeOf(const session::ClusterSession& session);
FakeRecords& fakeOf(const session::RecordBrowser& browser);
/// As the browser does it: the rows change, then it says so.
void append(session::RecordBrowser& browser, const std::vector<session::RecordRow>& fresh);
void prepend(session::RecordBrowser& browser, const std::vector<session::RecordRow>& fresh);
void drop(session::RecordBrowser& browser, int count); ///< from the end
void publish(session::ClusterSession& session, session::ClusterSnapshot snapshot);
void setState(session::ClusterSession& session, session::ConnectionState state);

/// A cluster that looks like a real one: 23 topics, 7 groups, 3 brokers, 15 minutes of history that ends at
/// `nowMs`.
session::ClusterSnapshot sampleSnapshot(qint64 nowMs);
/// Gives `session` the sample, with events and series.
void fillWithSample(session::ClusterSession& session, qint64 nowMs);

} // namespace support
