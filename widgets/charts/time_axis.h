#pragma once

#include <optional>

#include <QObject>

#include "models/formats.h"

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
    /// A moment as it is told on these charts: to the millisecond, or with its day where days are shown.
    [[nodiscard]] QString words(double moment) const {
        const auto ms = static_cast<qint64>(moment);
        return m_to - m_from > 86'400'000
                   ? models::formatDay(ms, m_zone) + QStringLiteral(" ") + models::formatMinute(ms, m_zone)
                   : models::formatClock(ms, m_zone, true);
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
