#pragma once

#include <vector>

#include <QPointer>

#include "session/cluster_session.h"
#include "widgets/acts/act.h"
#include "widgets/common/controls.h"
#include "widgets/pane.h"
#include "widgets/theme/theme.h"

class QHBoxLayout;
class QPushButton;

namespace session {
class Workspace;
}

namespace widgets {

class ClusterButton;
class LockLine;

/// The bar on top: which cluster, what can be done, how often it looks, the theme. Owned by the window.
class ToolStrip final : public RaisedStrip {
    Q_OBJECT
public:
    ToolStrip(PaneContext& context, theme::Theme& theme, const std::vector<Act>& acts,
              QWidget* parent = nullptr);
    void setCluster(session::ClusterSession* cluster); ///< null: none

signals:
    void actTriggered(const widgets::Act* act);
    void connectRequested();
    void paletteRequested();
    void settingsRequested();

private:
    void addActs(QHBoxLayout& line);
    void takeState();
    void offerIntervals();
    void offerClusters();
    void takeTheme();
    void offerThemes();

    PaneContext& m_context;
    theme::Theme& m_theme;
    const std::vector<Act>& m_acts; ///< all; those for the bar get buttons
    QPointer<session::ClusterSession> m_cluster;
    ClusterButton* m_name;
    LockLine* m_lock;
    QPushButton *m_interval, *m_themeButton;
    std::vector<QPushButton*> m_buttons; ///< of acts
};

} // namespace widgets
