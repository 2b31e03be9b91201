#pragma once

#include <functional>
#include <map>

#include <QMainWindow>

#include "widgets/acts/act.h"
#include "widgets/acts/program_act.h"
#include "widgets/pane_registry.h"
#include "widgets/theme/theme.h"
#include "widgets/window/keys.h"

namespace widgets {

class OpenPages;
class PaneWindow;
class Rail;
class StatusStrip;
class ToolStrip;

/// The window: tool bar, rail, open pages and status bar. It knows pages only through the registry. Lives on
/// the UI thread; made in main, which owns what it is given.
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
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();
    void addShortcuts();
    [[nodiscard]] std::vector<ProgramAct> programActs();
    void serve(PaneWindow& window); ///< with the keys of what it can do
    void showPalette(QWidget& over, const Pane* page);
    void showSettings();
    void showKeys();
    void takeCurrent(); ///< the current cluster changed
    void openRailPage(int number);
    void runAct(const Act& act, QWidget& window, const Pane* page);
    void takeFrame();
    void rememberWindow();

    session::Workspace& m_workspace;
    theme::Theme& m_theme;
    PaneRegistry m_registry;
    const std::vector<Act> m_acts;
    const std::vector<ProgramAct> m_programActs;
    PaneContext m_context;
    WindowKeys m_keys;
    ToolStrip* m_tools;
    Rail* m_rail;
    OpenPages* m_pages;
    StatusStrip* m_status;
    QPointer<session::ClusterSession> m_framed; ///< whose environment the frame shows
    bool m_mayClose = false;
};

} // namespace widgets
