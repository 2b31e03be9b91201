#include "session/clusters/chart_series.h"

#include <algorithm>
#include <unordered_set>

#include "series/view.h"
#include "session/convert.h"

namespace session::chart_series {

namespace {

series::Quantity recorded(Quantity quantity) {
    switch (quantity) {
    case Quantity::MessagesIn:
        return series::Quantity::MessagesIn;
    case Quantity::MessagesOut:
        return series::Quantity::MessagesOut;
    case Quantity::BytesIn:
        return series::Quantity::BytesIn;
    case Quantity::BytesOut:
        return series::Quantity::BytesOut;
    case Quantity::Lag:
        return series::Quantity::Lag;
    }
    return series::Quantity::MessagesIn;
}

series::Key recorded(const SeriesKey& key) {
    if (key.quantity == Quantity::Lag)
        return {series::Quantity::Lag, key.group.toStdString(), key.topic.toStdString(), key.partition};
    return {recorded(key.quantity), key.topic.toStdString(), {}, key.partition};
}

} // namespace

SeriesPoints points(const ClusterSnapshot& snapshot, const SeriesKey& key, qint64 rangeMs, int limit) {
    if (!snapshot.history || limit <= 0)
        return {};
    SeriesPoints out;
    for (const auto& point : snapshot.history->points(recorded(key), snapshot.takenAtMs, rangeMs,
                                                      static_cast<std::size_t>(limit), snapshot.intervalMs))
        out.append({static_cast<qreal>(point.atMs), point.value});
    // A rate's points are means, so that they add up. Lag adds up to nothing: its line ends at what it is
    // now.
    if (const auto* lane = snapshot.history->find(recorded(key));
        lane && key.quantity == Quantity::Lag && !out.isEmpty()) {
        QPointF last = out.last();
        series::forEachStretch(*lane, snapshot.takenAtMs - 2 * series::slotMs, snapshot.takenAtMs,
                               [&](std::int64_t, std::int64_t to, double value) {
                                   last = {static_cast<qreal>(to), value};
                               });
        if (last.x() > out.last().x())
            out.append(last);
    }
    return out;
}

QStringList busiest(const ClusterSnapshot& snapshot, Quantity quantity, qint64 rangeMs, int count) {
    if (!snapshot.history)
        return {};
    std::unordered_set<std::string> internal;
    if (quantity != Quantity::Lag)
        for (const auto& topic : snapshot.topics)
            if (topic->internal)
                internal.insert(topic->name.toStdString());
    std::vector<std::pair<double, const std::string*>> shares;
    snapshot.history->forEach([&](const series::Lane& lane) {
        const auto& key = lane.key;
        if (key.quantity != recorded(quantity) || key.object.empty() || !key.topic.empty() ||
            key.partition >= 0 || internal.contains(key.object))
            return;
        if (const double share = snapshot.history->integral(lane, snapshot.takenAtMs, rangeMs); share > 0)
            shares.emplace_back(share, &key.object);
    });
    const auto shown = std::min(shares.size(), static_cast<std::size_t>(std::max(0, count)));
    // By name where shares are equal, so that a chart does not swap its lines at every beat.
    std::ranges::partial_sort(shares, shares.begin() + static_cast<std::ptrdiff_t>(shown),
                              [](const auto& a, const auto& b) {
                                  return a.first != b.first ? a.first > b.first : *a.second < *b.second;
                              });
    QStringList out;
    for (std::size_t i = 0; i < shown; ++i)
        out << text(*shares[i].second);
    return out;
}

} // namespace session::chart_series
