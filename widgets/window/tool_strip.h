#pragma once

#include <vector>

#include <QPointer>
#include <QTimer>

#include "session/cluster_session.h"
#include "widgets/common/controls.h"
#include "widgets/pane_registry.h"

class QPushButton;

namespace session {
class Workspace;
}

namespace widgets {

class ClusterButton;

/// The bar on top: which cluster, what can be done, how often it looks, the theme. Owned by the window.
class ToolStrip final : public RaisedStrip {
    Q_OBJECT
public:
    ToolStrip(PaneContext& context, const std::vector<ActionInfo>& actions, QWidget* parent = nullptr);
    void setCluster(session::ClusterSession* cluster); ///< null: none
    void setDark(bool dark);                           ///< which way the theme switch leads

signals:
    void actionTriggered(const widgets::ActionInfo* action);
    void themeToggled();
    void connectRequested();

private:
    void takeState();
    void takeLock();
    void offerIntervals();
    void offerClusters();

    PaneContext& m_context;
    const std::vector<ActionInfo>& m_actions;
    QPointer<session::ClusterSession> m_cluster;
    ClusterButton* m_name;
    Badge* m_lockBadge;
    QPushButton *m_lock, *m_interval, *m_theme;
    std::vector<QPushButton*> m_buttons; ///< beside m_actions
    QTimer m_lockTimer;
    qint64 m_unlockedAtMs = 0;
};

} // namespace widgets
