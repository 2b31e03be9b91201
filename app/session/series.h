#pragma once

#include <compare>

#include <QPointF>
#include <QString>
#include <QVector>

namespace session {

enum class Quantity { MessagesIn, MessagesOut, BytesIn, BytesOut, Lag };

/// Names one line of a chart. Lag may name a group and a topic of it. Empty topic and group: the whole
/// cluster. partition −1: all of the topic.
struct SeriesKey {
    Quantity quantity = Quantity::MessagesIn;
    QString topic, group;
    int partition = -1;
    bool operator==(const SeriesKey&) const = default;
};

/// x: ms since the epoch, y: the value (per second for rates), NaN where the data has a gap. At most `points`
/// long.
using SeriesPoints = QVector<QPointF>;

} // namespace session
