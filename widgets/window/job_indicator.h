#pragma once

#include <QPointer>
#include <QVector>
#include <QWidget>

#include "session/job.h"
#include "widgets/pane.h"

class QProgressBar;
class QPushButton;

namespace widgets {

class ToneLabel;

/// The long work under way: words, progress, Stop; afterwards the last result. At most one is spelt out, the
/// others are counted.
class JobIndicator final : public QWidget {
    Q_OBJECT
public:
    explicit JobIndicator(PaneContext& context, QWidget* parent = nullptr);

private:
    void add(session::JobBase* job, const QString& words);
    void settle();

    struct Running {
        QPointer<session::JobBase> job;
        QString words;
    };
    QVector<Running> m_running; ///< as many as the pages start; each leaves when it ends
    QString m_last;             ///< the result of the one that ended last
    ToneLabel *m_count, *m_words, *m_share;
    QProgressBar* m_bar;
    QPushButton* m_stop;
};

} // namespace widgets
