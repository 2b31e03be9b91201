#include "models/group_offsets_proxy.h"

#include "models/cells.h"
#include "models/group_offsets_model.h"

namespace models {

GroupOffsetsProxy::GroupOffsetsProxy(QObject* parent) : QSortFilterProxyModel(parent) {}

void GroupOffsetsProxy::setFilterText(const QString& text) {
    m_text = text.trimmed();
    invalidateFilter();
}

void GroupOffsetsProxy::setOnlyWithLag(bool only) {
    m_onlyWithLag = only;
    invalidateFilter();
}

bool GroupOffsetsProxy::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const auto lag = sourceModel()->index(row, GroupOffsetsModel::Lag, parent).data(SortRole);
    if (m_onlyWithLag && lag.toLongLong() <= 0)
        return false;
    if (parent.isValid() || m_text.isEmpty())
        return true;
    return sourceModel()
        ->index(row, GroupOffsetsModel::Name)
        .data()
        .toString()
        .contains(m_text, Qt::CaseInsensitive);
}

} // namespace models
