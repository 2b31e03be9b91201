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

struct SeriesSpan {
    qint64 fromMs = 0, toMs = 0;
    bool operator==(const SeriesSpan&) const = default;
};

/// What times the points of a chart are means of: stretches of `stepMs`, aligned to the epoch, the last one
/// up to `untilMs`. Within a span of `farRounds` nothing was measured: a rate is one mean over all of it, and
/// a lag is known at its ends. stepMs 0: the points are single samples.
struct SeriesGrid {
    qint64 stepMs = 0, untilMs = 0;
    QVector<SeriesSpan> farRounds = {}; ///< in the order of time
};

} // namespace session
