#pragma once

#include <QWidget>

#include "session/ports/record_browser.h"

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QMenu;
class QPushButton;

namespace widgets {

class ToneLabel;

/// Where reading starts, in which partitions, what to find and how many. Enter runs. What cannot be read is
/// marked at its field and said by `problem`.
class BrowseBar final : public QWidget {
    Q_OBJECT
public:
    explicit BrowseBar(QWidget* parent = nullptr);
    void setPartitions(int count);
    void setLocalTime(bool local) { m_localTime = local; }
    /// None: a field cannot be read; problem() says why.
    [[nodiscard]] std::optional<session::BrowseQuery> query() const;
    [[nodiscard]] QString problem() const;
    /// What to find from now on; where reading starts does not matter to it.
    [[nodiscard]] session::BrowseQuery liveQuery() const;
    void seekNewest();
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

protected:
    bool event(QEvent* event) override;

private:
    void buildSeek();
    void buildPartitions();
    void buildFilter();
    void buildButtons();
    void settleSeek();
    void settlePartitions();
    void settleHint();
    void settleButtons();
    void settleRows(); ///< one row, or two where one is too narrow
    [[nodiscard]] bool isTailing() const;
    [[nodiscard]] session::BrowseQuery whatToFind() const;
    [[nodiscard]] session::SeekKind seek() const;
    [[nodiscard]] std::optional<qint64> seekValue() const;
    [[nodiscard]] QVector<int> chosenPartitions() const;

    QComboBox* m_seek;
    QLineEdit* m_value;
    QPushButton* m_partitions;
    QMenu* m_partitionMenu;
    QLineEdit* m_filter;
    ToneLabel* m_hint; ///< what is typed is not what is shown
    QPushButton* m_where;
    QAction *m_inKey, *m_inValue, *m_inHeaders, *m_caseSensitive;
    QComboBox* m_limit;
    QPushButton *m_run, *m_live;
    QHBoxLayout *m_line = nullptr, *m_second = nullptr;
    bool m_twoRows = false;
    int m_partitionCount = -1;
    bool m_localTime = false;
    session::BrowseState m_state = session::BrowseState::Idle;
    session::BrowseQuery m_applied;
    QString m_gone;
};

} // namespace widgets
