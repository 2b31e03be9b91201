#include "session/clusters/chart_series.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "series/view.h"
#include "session/clusters/kept_lines.h"
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

/// Points are not finer than rounds come, but where those are far apart: one that waits for a broker, or that
/// somebody asked for, would blur what was read before, gaps among it.
qint64 finestMs(const ClusterSnapshot& snapshot) {
    return std::min<qint64>(snapshot.intervalMs, series::farMs);
}

bool needsDisk(const ClusterSnapshot& snapshot, qint64 rangeMs) {
    return rangeMs > series::rememberedMs || snapshot.history->knownSinceMs() > snapshot.takenAtMs - rangeMs;
}

/// The charts of a page share one grid: that of the disk as soon as one of them needs the disk, which is when
/// the cluster's own traffic is kept from before what is in memory.
std::optional<series::Grid> keptGrid(const ClusterSnapshot& snapshot, KeptLines* kept, qint64 rangeMs,
                                     int limit) {
    const qint64 now = snapshot.takenAtMs;
    if (!kept || !needsDisk(snapshot, rangeMs))
        return std::nullopt;
    const qint64 step = series::tiers[rangeMs > series::tiers[0].keptMs ? 1 : 0].stepMs;
    const auto grid = series::Grid::of(now, rangeMs, static_cast<std::size_t>(limit), step,
                                       std::max(step, finestMs(snapshot)));
    if (rangeMs > series::rememberedMs)
        return grid;
    const auto* total = kept->points({series::Quantity::MessagesIn, {}}, grid);
    // What is in memory too is finer there.
    const auto isOlder = [&, since = snapshot.history->knownSinceMs()](const series::Point& point) {
        return point.fromMs >= grid.beginMs && point.fromMs + grid.widthMs <= since;
    };
    return total && std::ranges::any_of(*total, isOlder) ? std::optional(grid) : std::nullopt;
}

series::Grid liveGrid(const ClusterSnapshot& snapshot, qint64 rangeMs, int limit) {
    return series::Grid::of(snapshot.takenAtMs, std::min(rangeMs, qint64{series::rememberedMs}),
                            static_cast<std::size_t>(limit), series::slotMs, finestMs(snapshot));
}

/// Where a round was far from the one before it, the points at both are what they measured and no means with
/// what is drawn between them.
void setMeasured(const series::View& history, const series::Lane& lane, const series::Grid& grid,
                 series::Points& points) {
    if (!history.farBeats())
        return;
    const auto measured = [&](std::int64_t ms) {
        const auto after = std::ranges::upper_bound(points, ms - 1, {}, &series::Point::fromMs);
        if (after == points.begin() || std::prev(after)->fromMs + grid.widthMs < ms)
            return;
        series::forEachStretch(lane, ms - 2 * series::slotMs, ms,
                               [&](std::int64_t, std::int64_t, double v) { std::prev(after)->value = v; });
    };
    for (const auto& beat : *history.farBeats()) {
        if (beat.toMs - beat.fromMs <= grid.widthMs)
            continue;
        measured(beat.fromMs);
        measured(beat.toMs);
    }
}

series::Points withKept(const ClusterSnapshot& snapshot, KeptLines& kept, const series::Key& key,
                        const series::Grid& grid) {
    const auto live = snapshot.history->points(key, grid);
    const auto* read = kept.points(key, grid);
    if (!read)
        return live;
    series::Points older;
    for (const auto& point : *read)
        if (point.fromMs >= grid.beginMs)
            older.push_back(point);
    return series::joined(older, live);
}

} // namespace

SeriesPoints points(const ClusterSnapshot& snapshot, KeptLines* kept, const SeriesKey& key, qint64 rangeMs,
                    int limit) {
    if (!snapshot.history || limit <= 0)
        return {};
    const auto wanted = recorded(key);
    const auto grid = keptGrid(snapshot, kept, rangeMs, limit);
    const auto live = liveGrid(snapshot, rangeMs, limit);
    auto found = grid ? withKept(snapshot, *kept, wanted, *grid) : snapshot.history->points(wanted, live);
    // A rate's points are means, so that they add up. Lag adds up to nothing: its line ends at what it is
    // now.
    const auto* level = key.quantity == Quantity::Lag ? snapshot.history->find(wanted) : nullptr;
    if (level)
        setMeasured(*snapshot.history, *level, grid.value_or(live), found);
    SeriesPoints out;
    for (const auto& point : found)
        out.append({static_cast<qreal>(point.atMs), point.value});
    if (level && !out.isEmpty()) {
        QPointF last = out.last();
        series::forEachStretch(*level, snapshot.takenAtMs - 2 * series::slotMs, snapshot.takenAtMs,
                               [&](std::int64_t, std::int64_t to, double value) {
                                   last = {static_cast<qreal>(to), value};
                               });
        if (last.x() > out.last().x())
            out.append(last);
    }
    return out;
}

SeriesGrid grid(const ClusterSnapshot& snapshot, KeptLines* kept, qint64 rangeMs, int limit) {
    SeriesGrid out;
    if (!snapshot.history || limit <= 0)
        return out;
    out.stepMs =
        keptGrid(snapshot, kept, rangeMs, limit).value_or(liveGrid(snapshot, rangeMs, limit)).widthMs;
    out.untilMs = std::min<qint64>(snapshot.takenAtMs, snapshot.history->untilMs());
    if (const auto& far = snapshot.history->farBeats())
        for (const auto& beat : *far)
            out.farRounds.append({beat.fromMs, beat.toMs});
    return out;
}

std::vector<series::Share> sharesBefore(const ClusterSnapshot& snapshot, KeptLines* kept, Quantity quantity,
                                        qint64 rangeMs) {
    if (!kept || !snapshot.history || !needsDisk(snapshot, rangeMs))
        return {};
    // Nothing of what is in memory counts twice.
    const auto* read =
        kept->shares(recorded(quantity), snapshot.takenAtMs, rangeMs, snapshot.history->knownSinceMs());
    return read ? *read : std::vector<series::Share>();
}

QStringList busiest(const ClusterSnapshot& snapshot, const std::vector<series::Share>& before,
                    Quantity quantity, qint64 rangeMs, int count) {
    if (!snapshot.history)
        return {};
    std::unordered_set<std::string> internal;
    if (quantity != Quantity::Lag)
        for (const auto& topic : snapshot.topics)
            if (topic->internal)
                internal.insert(topic->name.toStdString());
    std::unordered_map<std::string, double> shares;
    snapshot.history->forEachObject(recorded(quantity), [&](const series::Lane& lane) {
        if (internal.contains(lane.key.object))
            return;
        if (const double share = snapshot.history->integral(lane, snapshot.takenAtMs, rangeMs); share > 0)
            shares.emplace(lane.key.object, share);
    });
    for (const auto& share : before)
        if (!internal.contains(share.object))
            shares[share.object] += share.amount;
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [name, share] : shares)
        order.emplace_back(-share, name);
    const auto shown = std::min(order.size(), static_cast<std::size_t>(std::max(0, count)));
    // By name where shares are equal, so that a chart does not swap its lines at every beat.
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(shown));
    QStringList out;
    for (std::size_t i = 0; i < shown; ++i)
        out << text(order[i].second);
    return out;
}

} // namespace session::chart_series
