#include "widgets/panes/overview/ranked_names.h"

#include <algorithm>

namespace widgets {

using session::Quantity;

QStringList rankedNames(const session::Series& series, Quantity quantity, qint64 rangeMs, int count) {
    if (quantity == Quantity::BytesIn || quantity == Quantity::BytesOut)
        return series.busiest(quantity, rangeMs, count);
    const QStringList in = series.busiest(Quantity::MessagesIn, rangeMs, count);
    const QStringList out = series.busiest(Quantity::MessagesOut, rangeMs, count);
    QStringList names;
    for (qsizetype i = 0; i < std::max(in.size(), out.size()); ++i)
        for (const QString& name : {in.value(i), out.value(i)})
            if (!name.isEmpty() && !names.contains(name) && names.size() < count)
                names << name;
    return names;
}

QStringList rankedGroups(const session::Series& series, const session::ClusterData& data, qint64 rangeMs) {
    constexpr int looked = 50; // as many as the disk ranks
    QStringList names = series.busiest(Quantity::Lag, rangeMs, looked);
    std::ranges::stable_partition(names, [&](const QString& name) { return data.group(name) != nullptr; });
    return names;
}

} // namespace widgets
