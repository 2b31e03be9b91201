#include "models/live_table_model.h"

namespace models {

void LiveTable::setZone(Zone zone) {
    if (m_zone == zone)
        return;
    m_zone = zone;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1),
                         {Qt::DisplayRole, Qt::ToolTipRole});
}

} // namespace models
