#include "models/table_proxy.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace models {

TableProxy::TableProxy(LiveTable* source, QObject* parent) : QSortFilterProxyModel(parent), m_source(source) {
    setDynamicSortFilter(false);
    setSortRole(SortRole);
    setSourceModel(source);
    for (int column = 0; column < source->columnCount(); ++column)
        if (source->columnInfo(column).filtered)
            m_filtered.append(column);
    connect(source, &QAbstractItemModel::dataChanged, this, [this] { m_changed = true; });
    connect(this, &QAbstractItemModel::rowsInserted, this, [this] { m_came = true; });
    connect(source, &LiveTable::refreshed, this, &TableProxy::refresh);
}

/// Without its dynamic order Qt keeps a row for what it was when it came. Rows that are let in later stand
/// where the source has them.
void TableProxy::refresh(bool order) {
    if (std::exchange(m_changed, false) && (m_condition || !m_text.isEmpty())) {
        m_came = false;
        invalidateRowsFilter();
        order = order || m_came;
    }
    if (order && sortColumn() >= 0)
        sort(sortColumn(), sortOrder());
}

void TableProxy::setFilterText(const QString& text) {
    if (m_text == text)
        return;
    m_text = text;
    invalidateFilter();
    sort(sortColumn(), sortOrder());
    emit filterChanged();
}

void TableProxy::setCondition(std::function<bool(int)> condition) {
    m_condition = std::move(condition);
    invalidateFilter();
    sort(sortColumn(), sortOrder());
    emit filterChanged();
}

void TableProxy::sort(int column, Qt::SortOrder order) {
    m_source->watchColumn(column);
    if (column >= 0) {
        m_keys.resize(static_cast<std::size_t>(m_source->rowCount()));
        for (int row = 0; row < m_source->rowCount(); ++row)
            m_keys[static_cast<std::size_t>(row)] = keyOf(row, column);
    }
    QSortFilterProxyModel::sort(column, order);
    m_keys.clear();
}

TableProxy::SortKey TableProxy::keyOf(int sourceRow, int column) const {
    SortKey key;
    const QVariant value = m_source->index(sourceRow, column).data(SortRole);
    key.known = value.isValid();
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::UInt:
    case QMetaType::ULongLong:
    case QMetaType::Double:
    case QMetaType::Float:
    case QMetaType::Bool:
        key.numeric = true;
        key.number = value.toDouble();
        break;
    default:
        key.text = value.toString();
    }
    key.rank = rankOf(sourceRow);
    if (column != 0)
        key.name = m_source->index(sourceRow, 0).data(SortRole).toString();
    return key;
}

int TableProxy::rankOf(int sourceRow) const {
    if (!goesByFit())
        return 0;
    const QString name = m_source->index(sourceRow, 0).data().toString();
    const auto at = name.indexOf(m_text, 0, Qt::CaseInsensitive);
    return at == 0 ? (name.size() == m_text.size() ? 0 : 1) : at > 0 ? 2 : 3;
}

bool TableProxy::before(const SortKey& left, const SortKey& right) const {
    const bool descending = sortOrder() == Qt::DescendingOrder;
    if (left.rank != right.rank)
        return (left.rank < right.rank) != descending;
    if (left.known != right.known)
        return left.known != descending;
    if (left.numeric && right.numeric && left.number != right.number)
        return left.number < right.number;
    if (const int order = QString::compare(left.text, right.text, Qt::CaseInsensitive); order != 0)
        return order < 0;
    const int order = QString::compare(left.name, right.name);
    return descending ? order > 0 : order < 0;
}

bool TableProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto cached = m_keys.size();
    if (static_cast<std::size_t>(left.row()) < cached && static_cast<std::size_t>(right.row()) < cached)
        return before(m_keys[static_cast<std::size_t>(left.row())],
                      m_keys[static_cast<std::size_t>(right.row())]);
    return before(keyOf(left.row(), left.column()), keyOf(right.row(), right.column()));
}

std::vector<int> TableProxy::shownRows() const {
    std::vector<int> rows(static_cast<std::size_t>(rowCount()));
    if (int(rows.size()) == m_source->rowCount()) {
        std::iota(rows.begin(), rows.end(), 0);
        return rows;
    }
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows[row] = mapToSource(index(int(row), 0)).row();
    return rows;
}

bool TableProxy::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (parent.isValid())
        return true;
    if (m_condition && !m_condition(row))
        return false;
    if (m_text.isEmpty())
        return true;
    return std::ranges::any_of(m_filtered, [&](int column) {
        return m_source->index(row, column)
            .data(Qt::DisplayRole)
            .toString()
            .contains(m_text, Qt::CaseInsensitive);
    });
}

} // namespace models
