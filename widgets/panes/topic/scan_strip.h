#pragma once

#include <QWidget>

#include "models/formats.h"
#include "session/record_browser.h"

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

signals:
    void moreRequested();

private:
    StateLabel* m_state;
    ToneLabel *m_figures, *m_order;
    QProgressBar* m_bar;
    QPushButton* m_more;
};

} // namespace widgets
