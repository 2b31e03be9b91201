#include "widgets/charts/axis_times.h"

#include <QDateTime>

#include "widgets/charts/chart_data.h"

namespace widgets {
namespace {

constexpr qint64 dayMs = 86'400'000;

QDate dayOf(qint64 ms, const models::Zone& zone) {
    return QDateTime::fromMSecsSinceEpoch(ms, zone.timeZone()).date();
}

/// Where clocks are put forward at midnight it is later than that.
qint64 beginOf(const QDate& day, const models::Zone& zone) {
    return day.startOfDay(zone.timeZone()).toMSecsSinceEpoch();
}

/// Every so many days.
std::vector<qint64> daysIn(qint64 fromMs, qint64 toMs, qint64 step, const models::Zone& zone) {
    std::vector<qint64> out;
    for (QDate day = dayOf(fromMs, zone); day.isValid(); day = day.addDays(1)) {
        const qint64 begin = beginOf(day, zone);
        if (begin > toMs)
            break;
        if (begin >= fromMs && QDate(1970, 1, 1).daysTo(day) % step == 0)
            out.push_back(begin);
    }
    return out;
}

/// The nearest round time of the clocks; where they were put forward from it, the time itself.
qint64 rounded(qint64 ms, qint64 step, const models::Zone& zone) {
    const qint64 ahead = models::zoneOffsetMs(ms, zone);
    const qint64 round = (ms + ahead + step / 2) / step * step - ahead;
    return models::zoneOffsetMs(round, zone) == ahead ? round : ms;
}

std::vector<qint64> clockTimesIn(qint64 fromMs, qint64 toMs, qint64 step, const models::Zone& zone) {
    std::vector<qint64> out;
    const qint64 past = (fromMs + models::zoneOffsetMs(fromMs, zone)) % step;
    for (qint64 ms = rounded(past > 0 ? fromMs - past + step : fromMs, step, zone); ms <= toMs;
         ms = rounded(ms + step, step, zone))
        out.push_back(ms);
    return out;
}

} // namespace

std::vector<AxisTime> axisTimes(qint64 fromMs, qint64 toMs, int most, const models::Zone& zone) {
    const auto step = qint64(roundTimeStep(double(toMs - fromMs), most));
    const bool byDays = step >= dayMs;
    std::vector<AxisTime> out;
    for (const qint64 ms :
         byDays ? daysIn(fromMs, toMs, step / dayMs, zone) : clockTimesIn(fromMs, toMs, step, zone)) {
        const bool dayBegins = toMs - fromMs >= dayMs && ms == beginOf(dayOf(ms, zone), zone);
        out.push_back({ms, step < 60'000 ? models::formatClock(ms, zone)
                           : dayBegins   ? models::formatDay(ms, zone)
                                         : models::formatMinute(ms, zone)});
    }
    return out;
}

} // namespace widgets
