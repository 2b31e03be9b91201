#pragma once

#include <QWidget>

#include "models/formats.h"
#include "session/ports/record_browser.h"

class QProgressBar;
class QPushButton;

namespace widgets {

class StateLabel;
class ToneLabel;

/// The line below the records: whether it reads, why it stopped, how far and how fast, and the way on.
class ScanStrip final : public QWidget {
    Q_OBJECT
public:
    explicit ScanStrip(QWidget* parent = nullptr);
    /// `zone`: of the clock that earlier rows are told with.
    void show(const session::RecordBrowser& browser, models::Zone zone);
    /// What became of the topic since it was read, with the way to read it again; empty: nothing.
    void tell(const QString& news);
    void tellAbove(int newRows);
    /// Why there is nothing more to read; empty: there may be.
    void setGone(const QString& why);

signals:
    void moreRequested();
    void againRequested();
    void topRequested();
    void exportRequested();
    void runRequested(const session::BrowseQuery& query); ///< another reading, in place of this one

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void settleRoom();
    void settleFigures(); ///< as many as there is room for
    StateLabel* m_state;
    ToneLabel *m_figures, *m_order, *m_news;
    QStringList m_words;
    session::BrowseQuery m_read; ///< what is shown was asked for with it
    QProgressBar* m_bar;
    QPushButton *m_again, *m_toEnds, *m_top, *m_more, *m_export;
};

} // namespace widgets
