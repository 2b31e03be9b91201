#pragma once

#include <chrono>

#include <QPointer>
#include <QUuid>
#include <QVector>
#include <QWidget>

#include "models/cells.h"
#include "session/job.h"
#include "session/ports/runs.h"
#include "widgets/pane.h"

class QProgressBar;
class QPushButton;
class QTimer;

namespace widgets {

class FactLine;
class NameLine;
class ToneLabel;

/// What is under way, runs and what pages have asked for: words, progress, rate, time left, of a run Stop;
/// afterwards the last result for a while, and from then on in the tooltip; one that is too long for its
/// place opens. At most one is spelt out, the others are counted. What belongs to a cluster that is not in
/// front names it.
class JobIndicator final : public QWidget {
    Q_OBJECT
public:
    /// `stay`: how long a result is read without pointing at it.
    explicit JobIndicator(PaneContext& context, std::chrono::milliseconds stay = std::chrono::seconds(10),
                          QWidget* parent = nullptr);

private:
    struct Line {
        QUuid cluster;
        QString clusterName, words;
        models::Tone tone = models::Tone::Text; ///< of others the words tell why
    };
    struct Running {
        QPointer<session::JobBase> job;
        Line line;
    };
    void add(session::JobBase* job, const QUuid& cluster, const QString& words);
    void leave(const Line& line, const QString& result, models::Tone tone);
    void sayLine(const Line& line);
    void settle();
    void settleRun(const session::RunRow& run, int count);
    void stopNewest();
    void showWhole();
    [[nodiscard]] static Line lineOf(const session::RunRow& run);
    [[nodiscard]] QString told(const Line& line) const;

    PaneContext& m_context;
    QVector<Running> m_running; ///< as many as the pages start; each leaves when it ends
    Line m_last;                ///< the result of the one that ended last
    QTimer* m_stay;             ///< runs while that is spelt out
    ToneLabel* m_count;
    FactLine* m_share;
    NameLine* m_words;
    QProgressBar* m_bar;
    QPushButton *m_stop, *m_whole;
};

} // namespace widgets
