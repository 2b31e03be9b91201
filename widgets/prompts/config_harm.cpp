#include "widgets/prompts/config_harm.h"

#include <QCoreApplication>

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(harm)
};

} // namespace

QString configHarm(const models::ConfigLine& line, bool compacts) {
    const QString after = line.then().value_or(QString());
    const bool before = line.row.value.has_value();
    const qint64 then = before ? line.row.value->toLongLong() : 0;
    const qint64 now = after.toLongLong();
    const bool shorter = now >= 0 && (then < 0 || now < then);
    if ((line.row.name == QLatin1String("retention.ms") ||
         line.row.name == QLatin1String("retention.bytes")) &&
        shorter)
        return Words::tr("Records beyond the new limit are deleted soon after.");
    if (line.row.name == QLatin1String("cleanup.policy") && after.contains(QLatin1String("compact")))
        return compacts ? Words::tr("Compaction keeps only the newest record of each key.")
                        : Words::tr("The local broker does not compact yet: older records of a key stay.");
    if (line.row.name == QLatin1String("max.message.bytes") && now < then)
        return Words::tr("Producers of larger batches are refused from then on.");
    return {};
}

} // namespace widgets
