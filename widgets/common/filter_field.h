#pragma once

#include <QLineEdit>

class QTimer;

namespace widgets {

class TableView;

/// Type-to-filter over one table: `/` goes here, Esc clears and goes back, Down and Enter go to the rows that
/// are left, "12 of 340" stands at its right while it filters.
class FilterField final : public QLineEdit {
    Q_OBJECT
public:
    FilterField(const QString& placeholder, const QString& objectName, QWidget* parent = nullptr);
    void attach(TableView* table);
    void startWith(const QString& text); ///< focus, with the letter that was typed in the table
    void setCount(int shown, int all);

signals:
    void settled(const QString& text); ///< 80 ms after the last letter, so that a large table keeps up

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void goToRows();
    TableView* m_table = nullptr;
    QTimer* m_pause; ///< runs until what was typed is told
    QString m_count;
};

} // namespace widgets
