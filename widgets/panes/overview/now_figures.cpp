#include "widgets/panes/overview/now_figures.h"

#include "models/unread.h"

namespace widgets {

using session::Quantity;

session::Reading<double> nowOf(const session::ClusterData& data, const QString& name, Quantity quantity) {
    if (quantity == Quantity::Lag) {
        const auto* group = data.group(name);
        return group && group->lag && !group->lag.reason() ? session::Reading<double>(double(*group->lag))
                                                           : std::nullopt;
    }
    const auto* topic = data.topic(name);
    if (!topic)
        return std::nullopt;
    if (quantity == Quantity::MessagesIn)
        return topic->inPerSecond;
    if (quantity == Quantity::MessagesOut)
        return topic->outPerSecond;
    return quantity == Quantity::BytesIn ? topic->bytesInPerSecond : session::Reading<double>();
}

session::Reading<double> nowOfAll(const session::ClusterFigures& figures, Quantity quantity) {
    if (quantity == Quantity::MessagesIn)
        return figures.inPerSecond;
    if (quantity == Quantity::MessagesOut)
        return figures.outPerSecond;
    if (quantity == Quantity::BytesIn)
        return figures.bytesInPerSecond;
    return quantity == Quantity::BytesOut ? figures.bytesOutPerSecond : std::nullopt;
}

QString nowMeaning(const session::ClusterFigures& figures, Quantity quantity) {
    if (quantity == Quantity::Lag)
        return {};
    if (quantity == Quantity::MessagesOut && !figures.outIsSent)
        return models::outgoingTip(session::Reading<double>(), false);
    if (quantity == Quantity::BytesIn && figures.bytesInIsEstimate)
        return models::estimatedBytesTip();
    return models::meanTip(quantity == Quantity::BytesIn ? figures.bytesMeanMs : figures.meanMs);
}

} // namespace widgets
