#pragma once

#include <vector>

#include <QObject>

#include "widgets/pane.h"

namespace widgets {

struct PaneInfo;
struct PaneRegistry;
class PaneWindow;

/// The pages that have a window of their own: each with a way back, remembered with its place for its
/// cluster. Owns them. UI thread.
class PaneWindows final : public QObject {
    Q_OBJECT
public:
    /// Above `main` stand the forms that outlive a window of theirs.
    PaneWindows(PaneContext& context, QWidget* main, QObject* parent);
    ~PaneWindows() override;

    /// Takes the page. `geometry` as of saved(); empty: beside the pointer.
    void open(Pane* page, const PaneInfo& info, const QByteArray& geometry = {});
    /// The page of this key, its window brought to the front; null: it has none.
    [[nodiscard]] Pane* raise(const PaneKey& key);
    void close(const PaneKey& key);
    /// At once; what was remembered stays, and so do the forms over them: they tell that their cluster is
    /// gone, or how what they do ends.
    void closeAllOf(const QUuid& cluster);
    void closeAll(); ///< the same, of every cluster
    /// What was open of the cluster when it was seen last, but for the pages that are tabs.
    void restore(session::ClusterSession& cluster, const PaneRegistry& registry, PaneContext& context,
                 const QStringList& tabs);

signals:
    void made(widgets::PaneWindow* window); ///< shown, and without any of the main window's keys
    void broughtBack(widgets::Pane* page, const widgets::PaneInfo* info); ///< is nobody's now

private:
    void remember(const QUuid& cluster);
    void giveBack(PaneWindow* window);
    void drop(PaneWindow* window);

    PaneContext& m_context;
    QWidget* m_main;
    session::Workspace& m_workspace;
    std::vector<PaneWindow*> m_windows;
};

} // namespace widgets
