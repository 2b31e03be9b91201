#pragma once

#include <optional>

#include <QObject>

#include "session/records.h"

class QMenu;
class QTableView;

namespace models {
class RecordModel;
}

namespace widgets {

class BrowseBar;

/// What can be done from a row of Messages: copying it or parts of it, and reading on from what it holds. The
/// page's own actions stand in it too. Owned by the page.
class RecordMenu final : public QObject {
    Q_OBJECT
public:
    RecordMenu(QTableView* table, models::RecordModel* model, BrowseBar* bar, QWidget* page);
    /// Of the current row; null and what is no text as words and hex.
    void copyValue() const;
    void copyKey() const;

signals:
    void copyRowsRequested();

private:
    void offer(const QPoint& at);
    void addReading(QMenu& menu, const session::RecordRow& row);
    [[nodiscard]] const session::RecordRow* current() const;

    QTableView* m_table;
    models::RecordModel* m_model;
    BrowseBar* m_bar;
    QWidget* m_page;
};

} // namespace widgets
