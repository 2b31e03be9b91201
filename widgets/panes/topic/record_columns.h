#pragma once

#include <QObject>
#include <QStringList>

#include "widgets/panes/topic/record_memory.h"

class QTableView;

namespace session {
class Settings;
}

namespace models {
class RecordModel;
}

namespace widgets {

/// Which columns the records of one topic have, in which order and how dense: chosen in the header's menu or
/// by dragging, sorted by a click, remembered for the topic; widths and density for all. Owned by its table.
class RecordColumns final : public QObject {
    Q_OBJECT
public:
    /// `cluster` and `topic` key what is remembered.
    RecordColumns(QTableView* table, models::RecordModel* model, session::Settings& settings,
                  const QUuid& cluster, const QString& topic);

private:
    /// Of a logical column, as settings name it.
    [[nodiscard]] QString idOf(int column) const;
    void arrange();
    void sortAsRemembered();
    void takeFields(int first, int last); ///< columns that have come
    void fitWidths();
    void restore();
    void rememberOrder();
    void rememberSort();
    void offerMenu(const QPoint& at);
    void showMarks();
    void setCompact(bool compact);

    QTableView* m_table;
    models::RecordModel* m_model;
    session::Settings& m_settings;
    RecordMemory m_memory;
    QStringList m_hidden;       ///< by hand
    QStringList m_order;        ///< left to right, with fields whose columns are still to come
    QString m_sort;             ///< descending with a '-' before it
    bool m_marksChosen = false; ///< somebody has said whether that column is shown
    bool m_restoring = false;
};

} // namespace widgets
