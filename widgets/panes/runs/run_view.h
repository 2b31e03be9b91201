#pragma once

#include <QWidget>

#include "models/formats.h"
#include "session/runs.h"

class QGridLayout;
class QPlainTextEdit;
class QPushButton;

namespace widgets {

class StateLabel;
class NameLine;
class TimeAxis;
class TimeChart;
class ToneLabel;
class UnsureChoice;

/// One run: what it is about, its log and its figures, and how it can go on.
class RunView final : public QWidget {
    Q_OBJECT
public:
    explicit RunView(QWidget* parent = nullptr);
    /// Null: none is chosen. `noGoingOn`: why it may not go on; empty: it may.
    void show(const session::RunPtr& run, models::Zone zone, const QString& noGoingOn = {});
    /// With which it goes on.
    [[nodiscard]] session::Unsure unsure() const;
    /// What its chart draws: a gap where it had ended and went on later.
    [[nodiscard]] static QVector<QPointF> ratesOf(const session::RunRow& run);

signals:
    void goOnRequested(const QString& id, session::Skip skip);

private:
    void layOut();
    void showFigures(const session::RunRow& run);
    void showRates(const session::RunRow& run);

    session::RunPtr m_run;
    models::Zone m_zone = models::Zone::Utc;
    ToneLabel *m_title, *m_none;
    NameLine* m_about;
    StateLabel* m_state;
    QWidget* m_body;
    QPushButton *m_goOn, *m_skip, *m_skipAll, *m_copy;
    UnsureChoice* m_unsure;
    QPlainTextEdit* m_log;
    ToneLabel* m_reason;
    QString m_noGoingOn;
    QGridLayout* m_figures;
    QVector<ToneLabel*> m_names, m_values;
    TimeAxis* m_axis;
    TimeChart* m_rates;
    ToneLabel* m_ratesTitle;
};

} // namespace widgets
