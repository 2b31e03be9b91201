#pragma once

#include <map>

#include "session/clusters/session_core.h"
#include "session/clusters/session_past.h"
#include "session/ports/cluster_data.h"

namespace session {

/// What a session's poller found out. Lives on the UI thread; `core` outlives its last call.
class LiveData final : public ClusterData {
    Q_OBJECT
public:
    LiveData(SessionCore& core, SessionPast past)
        : m_core(core)
        , m_snapshot(std::make_shared<ClusterSnapshot>())
        , m_events(past.events)
        , m_past(std::move(past)) {}

    /// Takes in what the poller told, oldest first; `tell` then emits what changed.
    void take(const std::vector<PollerNews>& all);
    void tell();
    /// What no round finds out.
    void add(const ClusterEvent& event);

    [[nodiscard]] SnapshotPtr snapshot() const override { return m_snapshot; }
    [[nodiscard]] const QVector<ClusterEvent>& events() const override { return m_events; }
    void refreshNow() override;
    void readSettingsNow(const QString& topic) override;
    void setInFront(bool inFront) override;
    void forget(qint64 atMs) override;
    void setInterest(const QObject* page, const QStringList& topics) override;
    void dropInterest(const QObject* page) override;

private:
    void enter(const QVector<ClusterEvent>& fresh);
    void settleInterest();

    SessionCore& m_core;
    SnapshotPtr m_snapshot;
    SnapshotPtr m_before; // the last one while what has come in its place is not told yet; else null
    QVector<ClusterEvent> m_events;
    SessionPast m_past; // until the first snapshot; then empty
    bool m_freshEvents = false;
    bool m_inFront = true;                             // as the poller begins
    std::map<const QObject*, QStringList> m_interests; // by page on screen
};

} // namespace session
