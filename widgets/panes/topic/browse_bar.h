#pragma once

#include <QWidget>

#include "models/formats.h"
#include "session/ports/record_browser.h"
#include "session/records/partition_choice.h"

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace widgets {

class WishLine;
class PartitionPanel;
class TimePanel;

/// Where reading starts, in which partitions, what to find and how many. Enter runs. What cannot be read is
/// marked at its field and said by `problem`. What finds stands in the middle and takes the room that is
/// left: a field with its panel, one widget to the bar.
class BrowseBar final : public QWidget {
    Q_OBJECT
public:
    explicit BrowseBar(QWidget* parent = nullptr);
    void setPartitions(int count);
    void setZone(const models::Zone& zone);
    /// None: a field cannot be read; problem() says why.
    [[nodiscard]] std::optional<session::BrowseQuery> query() const;
    [[nodiscard]] QString problem() const;
    /// What to find from now on; where reading starts does not matter to it.
    [[nodiscard]] session::BrowseQuery liveQuery() const;
    /// What was sent, from its first record on, with nothing asked for that would keep some of it away.
    void seekSent(const session::PartitionChoice& choice);
    /// Reads on in time order from there.
    void seekTime(qint64 fromMs);
    void setWish(const session::RecordWish& wish);
    void choosePartition(int partition);
    [[nodiscard]] WishLine& find() { return *m_find; }
    /// `applied`: what the rows were asked for with.
    void show(session::BrowseState state, const session::BrowseQuery& applied);
    /// Why nothing can be read any more; empty: it can.
    void setGone(const QString& why);
    void focusFilter();

signals:
    void runRequested();
    void liveRequested();
    void pauseRequested();
    void resumeRequested();
    void stopRequested();
    void zonePicked(const models::Zone& zone); ///< is to be the window's

protected:
    bool event(QEvent* event) override;

private:
    void buildSeek();
    void buildTimes();
    void buildPartitions();
    void buildFind();
    void buildButtons();
    void settleSeek();
    void settlePartitions();
    void settleRange();
    void openTimes(QWidget* below);
    void settleHint();
    void settleButtons();
    void settleRows(); ///< one row, or two where one is too narrow
    [[nodiscard]] bool isTailing() const;
    [[nodiscard]] session::BrowseQuery whatToFind() const;
    [[nodiscard]] session::SeekKind seek() const;
    [[nodiscard]] std::optional<qint64> seekValue() const;
    [[nodiscard]] std::optional<qint64> timeIn(const QLineEdit& field) const;
    /// Of the range of times: the bar's where reading starts at a time, else the panel's.
    [[nodiscard]] QLineEdit& fromField() const;
    [[nodiscard]] QLineEdit& untilField() const;
    [[nodiscard]] bool isFilled(const QLineEdit& field) const;

    QComboBox* m_seek;
    QLineEdit *m_value, *m_until;
    QPushButton *m_calendar, *m_range;
    QPushButton* m_partitions;
    TimePanel* m_times;
    PartitionPanel* m_partitionPanel;
    WishLine* m_find;
    QComboBox* m_limit;
    QPushButton *m_run, *m_live;
    QHBoxLayout *m_line = nullptr, *m_second = nullptr;
    bool m_twoRows = false;
    int m_partitionCount = -1;
    session::BrowseState m_state = session::BrowseState::Idle;
    session::BrowseQuery m_applied;
    QString m_appliedFrom, m_appliedUntil; ///< what was typed for its times
    QString m_gone;
};

} // namespace widgets
