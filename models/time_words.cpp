#include "models/time_words.h"

#include <QCoreApplication>
#include <QDateTime>

#include "session/input_checks.h"

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TimeWords)
};

} // namespace

QString timeProblem(const QString& typed, const Zone& zone) {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (session::parseTime(typed, now, zone.timeZone()))
        return {};
    if (session::parseTime(typed, now, QTimeZone::utc()))
        return Words::tr("There is no such time in %1: its clocks are set forward over it.")
            .arg(zoneName(zone));
    return Words::tr("A time reads as -15m, now, 14:23:18 for today, 2026-11-22 12:00:00.000 or milliseconds "
                     "since 1970.");
}

} // namespace models
