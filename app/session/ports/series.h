#pragma once

#include <QObject>
#include <QStringList>

#include "session/series.h"

namespace session {

/// The measured history of one cluster. Lives on the UI thread; the cluster's session owns it.
class Series : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The last `rangeMs` of a series up to the snapshot, with at most `points` points. Cheap: what is older
    /// than the hour in memory, or than the program, is read in the background, and `changed` follows.
    [[nodiscard]] virtual SeriesPoints points(const SeriesKey& key, qint64 rangeMs, int points) const = 0;
    /// How the points of any series lie that is asked for with this range and number.
    [[nodiscard]] virtual SeriesGrid grid(qint64 rangeMs, int points) const = 0;
    /// Topics (or groups, for Lag) by their share of the quantity over the range, biggest first; internal
    /// topics are left out.
    [[nodiscard]] virtual QStringList busiest(Quantity quantity, qint64 rangeMs, int count) const = 0;
    [[nodiscard]] virtual bool isReading() const = 0;
    /// What a person should know about the history kept on disk; empty: it is well.
    [[nodiscard]] virtual QString word() const = 0;

signals:
    void changed(); ///< more is known of what is past
};

} // namespace session
