#pragma once

#include <QPointer>

#include "widgets/pane.h"

namespace widgets {

struct PaneInfo;
class StateLabel;
class ToneLabel;

/// A page in a window of its own, under one line with its cluster, whether that answers, its lock, and the
/// way back; in production's frame like the main window. Owned by PaneWindows.
class PaneWindow final : public QWidget {
    Q_OBJECT
public:
    PaneWindow(Pane* page, const PaneInfo& info, session::ClusterSession* cluster, Prompts& prompts);

    [[nodiscard]] Pane* page() const { return m_page; }
    [[nodiscard]] const PaneInfo* info() const { return m_info; }
    Pane* takePage(); ///< is nobody's then

signals:
    void backRequested();
    void closing(); ///< by the user
    void moved();   ///< or resized

protected:
    void closeEvent(QCloseEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void takeProfile();
    void takeState();

    Pane* m_page;
    const PaneInfo* m_info;
    QPointer<session::ClusterSession> m_cluster;
    ToneLabel* m_place;
    StateLabel* m_state;
};

} // namespace widgets
