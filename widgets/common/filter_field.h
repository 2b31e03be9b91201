#pragma once

#include <QLineEdit>

namespace widgets {

class TableView;

/// Type-to-filter over one table: `/` goes here, Esc clears and goes back, "12 of 340" stands at its right
/// while it filters.
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
    TableView* m_table = nullptr;
    QString m_count;
};

} // namespace widgets
