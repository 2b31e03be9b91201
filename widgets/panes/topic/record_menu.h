#pragma once

#include <optional>

#include <QObject>

#include "session/records.h"
#include "session/records/payload.h"

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

signals:
    void copyRowsRequested();
    void copyRequested(session::PayloadSide side); ///< of the current row

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
