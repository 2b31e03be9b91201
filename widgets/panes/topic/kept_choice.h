#pragma once

#include <utility>

#include <QObject>
#include <QSet>

class QTableView;

namespace models {
class RecordModel;
}

namespace widgets {

/// What is chosen among records stays chosen when they are read anew: the same ones are chosen again as they
/// come, unless somebody chose others meanwhile. Owned by the table; UI thread.
class KeptChoice final : public QObject {
    Q_OBJECT
public:
    KeptChoice(QTableView* table, models::RecordModel* model);
    /// Reading has ended: what has not come by now is not waited for.
    void endReading() { m_awaited.clear(); }

private:
    using Place = std::pair<int, qint64>; ///< partition, offset

    void remember();
    void choose(int first, int last);

    QTableView* m_table;
    models::RecordModel* m_model;
    QSet<Place> m_awaited;
    Place m_current{-1, -1};
    bool m_choosing = false;
};

} // namespace widgets
