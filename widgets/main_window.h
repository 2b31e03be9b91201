#pragma once

#include <functional>
#include <map>

#include <QMainWindow>

#include "widgets/acts/act.h"
#include "widgets/pane_registry.h"
#include "widgets/theme/theme.h"
#include "widgets/window/keys.h"

class QStackedWidget;
class QTabBar;

namespace widgets {

class Rail;
class RaisedStrip;
class StatusStrip;
class ToolStrip;

/// The window: tool bar, rail, one tab an object, status bar. It knows pages only through the registry. A
/// cluster's tabs show while it is the current one and are remembered for it. Lives on the UI thread; made in
/// main, which owns what it is given.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(session::Workspace& workspace, Prompts& prompts, theme::Theme& theme, PaneRegistry registry);

    /// Opens the tab, or brings it to the front; `part` is a part of the page, empty as it was.
    void openPane(const PaneKey& key, const QString& part = {});
    [[nodiscard]] Pane* currentPane() const;
    [[nodiscard]] PaneContext& context() { return m_context; }

public slots:
    void connectToCluster(); ///< asks for the address in a dialog
    void startLocalBroker(); ///< with what was chosen last

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();
    void addShortcuts();
    void showSettings();
    void showKeys();
    void takeCurrent(); ///< the current cluster changed
    void restoreTabs(session::ClusterSession& cluster);
    void rememberTabs();
    void closeTab(int index);
    void closeTabsOf(const QUuid& cluster);
    void turnPage(int step);
    void openRailPage(int number);
    void runAct(const Act& act);
    void takeFrame();
    [[nodiscard]] PaneKey keyAt(int tab) const;
    void rememberWindow();
    void restoreWindow();

    session::Workspace& m_workspace;
    theme::Theme& m_theme;
    PaneRegistry m_registry;
    const std::vector<Act> m_acts;
    PaneContext m_context;
    WindowKeys m_keys;
    ToolStrip* m_tools;
    Rail* m_rail;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    StatusStrip* m_status;
    QPointer<session::ClusterSession> m_framed; ///< whose environment the frame shows
    bool m_restoring = false, m_mayClose = false;
};

} // namespace widgets
