#pragma once

#include <functional>
#include <utility>

#include <QWidget>

#include "session/ports/runs.h"

class QProgressBar;
class QPushButton;

namespace widgets {

class PartitionBars;
class StateLabel;
class ToneLabel;
class UnsureChoice;

/// One run while a dialog looks on: how far, how fast, and what it came to, with the ways on. UI thread.
class RunProgress final : public QWidget {
    Q_OBJECT
public:
    explicit RunProgress(session::Runs& runs, QWidget* parent = nullptr);
    void follow(const QString& id);
    [[nodiscard]] const QString& id() const { return m_id; }
    /// Asked before it goes on: the cluster that it changes may have been locked since. Empty: nothing.
    void setProblem(std::function<QString()> problem) { m_problem = std::move(problem); }

signals:
    void ended();
    void resumed();

private:
    void settle();
    [[nodiscard]] QWidget* layOutPartitions();
    void settlePartitions(const session::RunRow& run);
    void goOn(session::Skip skip);
    void openFolder();

    session::Runs& m_runs;
    QString m_id;
    StateLabel* m_state;
    ToneLabel *m_share, *m_left, *m_figures, *m_place;
    QProgressBar* m_bar;
    QWidget* m_byPartition;
    ToneLabel* m_slowest;
    PartitionBars* m_partitions;
    QPushButton *m_stop, *m_goOn, *m_skip, *m_skipAll, *m_open, *m_copy;
    UnsureChoice* m_unsure;
    std::function<QString()> m_problem = [] { return QString(); };
    bool m_running = false;
};

} // namespace widgets
