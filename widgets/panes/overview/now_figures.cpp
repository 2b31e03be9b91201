#include "widgets/panes/overview/now_figures.h"

#include "models/unread.h"

namespace widgets {

namespace {

using session::Quantity;

/// What is left of a part would pass for what is left of all.
template <class T>
std::optional<double> whole(const session::Reading<T>& value) {
    return value && !value.reason() ? std::optional(double(*value)) : std::nullopt;
}

} // namespace

std::optional<double> nowOf(const session::ClusterData& data, const QString& name, Quantity quantity) {
    if (quantity == Quantity::Lag) {
        const auto* group = data.group(name);
        return group ? whole(group->lag) : std::nullopt;
    }
    const auto* topic = data.topic(name);
    if (!topic)
        return std::nullopt;
    return quantity == Quantity::MessagesIn    ? topic->inPerSecond
           : quantity == Quantity::MessagesOut ? whole(topic->outPerSecond)
           : quantity == Quantity::BytesIn     ? topic->bytesInPerSecond
                                               : std::nullopt;
}

std::optional<double> nowOfAll(const session::ClusterFigures& figures, Quantity quantity) {
    return quantity == Quantity::MessagesIn    ? whole(figures.inPerSecond)
           : quantity == Quantity::MessagesOut ? whole(figures.outPerSecond)
           : quantity == Quantity::BytesIn     ? figures.bytesInPerSecond
           : quantity == Quantity::BytesOut    ? figures.bytesOutPerSecond
                                               : std::nullopt;
}

QString nowMeaning(const session::ClusterFigures& figures, Quantity quantity) {
    if (quantity == Quantity::Lag)
        return {};
    if (quantity == Quantity::MessagesOut && !figures.outIsSent)
        return models::outgoingTip(session::Reading<double>(), false);
    return models::meanTip(quantity == Quantity::BytesIn ? figures.bytesMeanMs : figures.meanMs);
}

} // namespace widgets
