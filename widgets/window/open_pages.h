#pragma once

#include <QObject>

#include "widgets/pane.h"

class QStackedWidget;
class QTabBar;

namespace widgets {

struct PaneInfo;
struct PaneRegistry;
class PaneWindow;
class PaneWindows;
class TabStrip;

/// The pages that are open: tabs over a stack, and windows of their own. A cluster's tabs show while it is
/// the current one; tabs and windows are remembered for it. Owned by its window, which places strip and
/// stack; UI thread.
class OpenPages final : public QObject {
    Q_OBJECT
public:
    OpenPages(PaneContext& context, const PaneRegistry& registry, QWidget* window);

    [[nodiscard]] TabStrip* strip() const { return m_strip; }
    [[nodiscard]] QStackedWidget* stack() const { return m_stack; }
    [[nodiscard]] Pane* current() const; ///< in front in the main window; null: none is

    /// Once, when all is placed: what belongs to the clusters that are open.
    void restoreAll();
    /// Opens it, or brings it to the front; `part` is a part of the page, empty as it was.
    void open(const PaneKey& key, const QString& part = {});
    void openInWindow(const PaneKey& key, const QString& part = {});
    void closeCurrent();
    void closeWindows(); ///< all of them; they stay remembered

signals:
    void currentChanged(const widgets::PaneKey& key);
    void windowMade(widgets::PaneWindow* window);

private:
    void followTabs();
    void takeCluster(); ///< the current one changed
    void restore(session::ClusterSession& cluster);
    void restore(const QStringList& ofAll); ///< the pages of all clusters, by their keys
    void remember();
    int addTab(Pane* pane, const PaneInfo& info);
    void letGo(int tab); ///< neither a tab nor on the stack any more
    void closeTab(int tab);
    void closeAllOf(const QUuid& cluster);
    void tearOff(QWidget* page);
    void takeBack(Pane* pane, const PaneInfo* info);

    PaneContext& m_context;
    const PaneRegistry& m_registry;
    QWidget* m_window;
    TabStrip* m_strip;
    QTabBar* m_tabs; ///< the strip's
    QStackedWidget* m_stack;
    PaneWindows* m_windows;
    bool m_restoring = false;
};

} // namespace widgets
