#include "session/records/written_order.h"

#include <algorithm>
#include <tuple>

namespace session {

std::vector<RecordRow> inWrittenOrder(std::vector<RecordRow> rows) {
    std::ranges::sort(rows, {}, [](const RecordRow& row) { return std::tuple(row.partition, row.offset); });
    // The youngest time so far in its partition: it never falls, so that by it no offset passes another.
    struct Place {
        qint64 timeMs;
        std::size_t at;
    };
    std::vector<Place> order;
    order.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool goesOn = i > 0 && rows[i - 1].partition == rows[i].partition;
        order.push_back(
            {goesOn ? std::max(order.back().timeMs, rows[i].timestampMs) : rows[i].timestampMs, i});
    }
    std::ranges::sort(order, {}, [](const Place& place) { return std::tuple(place.timeMs, place.at); });
    std::vector<RecordRow> out;
    out.reserve(rows.size());
    for (const Place& place : order)
        out.push_back(std::move(rows[place.at]));
    return out;
}

} // namespace session
