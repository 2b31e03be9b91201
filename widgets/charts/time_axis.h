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
    /// Points that are further apart than this, in ms, are told as the means that they are.
    static constexpr double momentMs = 3'000;
    /// A moment as it is told on a chart whose points are `stepMs` apart: no finer than these, as the stretch
    /// of time that its point stands for where that is long, and with its day where days are shown.
    [[nodiscard]] QString words(double moment, double stepMs) const {
        const bool span = stepMs > momentMs;
        const auto step = static_cast<qint64>(stepMs);
        const auto ms = static_cast<qint64>(moment), from = span ? ms / step * step : ms;
        const bool days = m_to - m_from > 86'400'000;
        const auto clock = [&](qint64 at) {
            return days ? models::formatMinute(at, m_zone)
                        : models::formatClock(at, m_zone, stepMs > 0 && stepMs < 1'000);
        };
        const QString day = days ? models::formatDay(from, m_zone) + QStringLiteral(" ") : QString();
        return day + (span ? clock(from) + QStringLiteral("–") + clock(from + step) : clock(from));
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
