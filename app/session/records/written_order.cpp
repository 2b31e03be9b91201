#include "session/records/written_order.h"

#include <algorithm>
#include <tuple>

namespace session {

std::vector<RecordRow> inWrittenOrder(std::vector<RecordRow> rows) {
    struct Place {
        int partition;
        qint64 offset, timeMs;
        std::size_t at;
    };
    std::vector<Place> order;
    order.reserve(rows.size());
    for (const RecordRow& row : rows)
        order.push_back({row.partition, row.offset, row.timestampMs, order.size()});
    const auto inPartition = [](const Place& place) { return std::tuple(place.partition, place.offset); };
    std::ranges::sort(order, {}, inPartition);
    // The youngest time so far in its partition: it never falls, so that by it no offset passes another.
    for (std::size_t i = 1; i < order.size(); ++i)
        if (order[i].partition == order[i - 1].partition)
            order[i].timeMs = std::max(order[i].timeMs, order[i - 1].timeMs);
    std::ranges::stable_sort(order, {}, &Place::timeMs);
    std::vector<RecordRow> out;
    out.reserve(rows.size());
    for (const Place& place : order)
        out.push_back(std::move(rows[place.at]));
    return out;
}

} // namespace session
