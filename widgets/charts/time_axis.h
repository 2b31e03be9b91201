#pragma once

#include <optional>

#include <QObject>

#include "models/formats.h"
#include "widgets/charts/chart_data.h"

namespace widgets {

/// What the charts of one page share: the span of time and the moment under the pointer. Times are ms since
/// the epoch. Owned by the page.
class TimeAxis final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] double from() const { return m_from; }
    [[nodiscard]] double to() const { return m_to; }
    /// Before a page knows what time its cluster has there is no time to write under its charts.
    [[nodiscard]] bool isSet() const { return m_from > 0; }
    [[nodiscard]] std::optional<double> pointer() const { return m_pointer; }
    [[nodiscard]] models::Zone zone() const { return m_zone; }
    /// A stretch of time, or the moment where it begins when it is no longer than one; with its day where
    /// days are shown. `fine`: there is more than one point a second.
    [[nodiscard]] QString words(qint64 fromMs, qint64 toMs, bool fine) const {
        const bool days = m_to - m_from > 86'400'000;
        const auto clock = [&](qint64 at) {
            return days ? models::formatMinute(at, m_zone) : models::formatClock(at, m_zone, fine);
        };
        const auto day = [&](qint64 at) { return models::formatDay(at, m_zone); };
        const QString from = days ? day(fromMs) + QStringLiteral(" ") + clock(fromMs) : clock(fromMs);
        if (double(toMs - fromMs) <= shortMs)
            return from;
        const bool another = days && day(fromMs) != day(toMs - 1);
        return from + QStringLiteral("–") + (another ? day(toMs) + QStringLiteral(" ") : QString()) +
               clock(toMs);
    }
    void setSpan(double from, double to) {
        m_from = from;
        m_to = to;
    }
    void setZone(models::Zone zone) {
        m_zone = zone;
        emit pointerMoved();
    }
    void setPointer(std::optional<double> moment) {
        if (m_pointer == moment)
            return;
        m_pointer = moment;
        emit pointerMoved();
    }

signals:
    void pointerMoved();

private:
    double m_from = 0, m_to = 1;
    std::optional<double> m_pointer;
    models::Zone m_zone = models::Zone::Utc;
};

} // namespace widgets
