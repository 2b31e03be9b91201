#pragma once

#include <QWidget>

#include "session/ports/runs.h"

class QProgressBar;
class QPushButton;

namespace widgets {

class StateLabel;
class ToneLabel;

/// One run while a dialog looks on: how far, how fast, and what it came to, with the ways on. UI thread.
class RunProgress final : public QWidget {
    Q_OBJECT
public:
    explicit RunProgress(session::Runs& runs, QWidget* parent = nullptr);
    void follow(const QString& id);
    [[nodiscard]] const QString& id() const { return m_id; }

signals:
    void ended();
    void resumed();

private:
    void settle();

    session::Runs& m_runs;
    QString m_id;
    StateLabel* m_state;
    ToneLabel *m_share, *m_left, *m_figures, *m_place;
    QProgressBar* m_bar;
    QPushButton *m_stop, *m_goOn, *m_skip, *m_open, *m_copy;
    bool m_running = false;
};

} // namespace widgets
