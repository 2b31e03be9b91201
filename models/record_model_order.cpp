#include "base/record_time.h"
#include "models/cells.h"
#include "models/record_model.h"
#include "models/record_words.h"

using session::RecordRow;

namespace models {

void RecordModel::sort(int column, Qt::SortOrder order) {
    m_sortColumn = column;
    m_sortOrder = order;
    orderSoon();
}

void RecordModel::orderSoon() {
    const bool isTail = m_browser && m_browser->query().seek == session::SeekKind::Live &&
                        m_browser->state() != session::BrowseState::Stopped;
    if (m_sortColumn < 0 || m_rows == 0 || isTail) {
        m_order.cancel();
        if (!m_places.empty())
            takeOrder({});
        return;
    }
    m_order.sort(
        m_rows,
        [this](int row) {
            const auto* one = read(row);
            return one ? sortKey(*one, m_sortColumn) : QVariant();
        },
        m_sortOrder);
}

QVariant RecordModel::sortKey(const RecordRow& r, int column) const {
    if (column >= columnCount())
        return {};
    if (column >= ColumnCount) {
        const QVariant field = fieldData(r, column - ColumnCount, PlainRole);
        return field.toString().isNull() ? QVariant() : field; // a record may have no such field
    }
    const auto payloadKey = [&](session::PayloadSide side) {
        const QVariant number = m_reader && !isMarker(r.mark) ? m_reader->number(r, side) : QVariant();
        const auto& payload = side == session::PayloadSide::Key ? r.key : r.value;
        return number.isValid() || !payload ? number : QVariant(*payload);
    };
    switch (Column(column)) {
    case Timestamp:
        return r.timestampMs == base::noTimestamp ? QVariant() : QVariant(r.timestampMs);
    case Partition:
        return r.partition;
    case Offset:
        return r.offset;
    case Key:
        return payloadKey(session::PayloadSide::Key);
    case Value:
        return payloadKey(session::PayloadSide::Value);
    case Size:
        return r.size();
    case Headers:
        return r.headerCount;
    case Mark:
        return int(r.mark);
    case ColumnCount:
        break;
    }
    return {};
}

void RecordModel::takeOrder(const std::vector<int>& rows) {
    if (!rows.empty() && int(rows.size()) != m_rows)
        return; // more came meanwhile, and will be ordered with the rest
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> shownAt(static_cast<std::size_t>(m_rows)); // by place in reading order
    for (int row = 0; row < m_rows; ++row)
        shownAt[std::size_t(rows.empty() ? row : rows[std::size_t(row)])] = row;
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex& one : before) {
        const int place = m_places.empty() ? one.row() : m_places[std::size_t(one.row())];
        after += index(shownAt[std::size_t(place)], one.column());
    }
    m_places = rows;
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

void RecordModel::forgetOrder() {
    m_order.cancel();
    m_orderSoon.stop();
    m_places.clear();
}

} // namespace models
