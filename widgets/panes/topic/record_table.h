#pragma once

#include <QTableView>

namespace widgets {

/// The rows of a topic's Messages. Rows that come at the top show themselves while nobody has scrolled away
/// from it or selected a row; else what is in view, and what is selected, stands still, and the new rows are
/// counted.
class RecordTable final : public QTableView {
    Q_OBJECT
public:
    explicit RecordTable(QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;
    /// Whether rows come at the top: Home goes there and follows, and no column says that it orders them. To
    /// be told before they come.
    void setLive(bool live);
    /// Shows the top and what comes there; nothing is selected then.
    void follow();
    /// To be called before the model drops its rows from `first` on: selects nothing if the current row is
    /// among them, without a word to whoever shows it.
    void letGo(int first);
    /// Rows above those in view that came since somebody scrolled or selected.
    [[nodiscard]] int newAbove() const { return m_newAbove; }

signals:
    void newAboveChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    [[nodiscard]] bool isFollowing() const;
    void takeInserted(int first, int last);
    void countAbove(int rows);

    bool m_live = false;
    int m_newAbove = 0;
};

} // namespace widgets
