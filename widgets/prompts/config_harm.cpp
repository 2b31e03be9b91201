#include "widgets/prompts/config_harm.h"

#include <QCoreApplication>

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(harm)
};

std::optional<qint64> numberIn(const std::optional<QString>& value) {
    bool isNumber = false;
    const qint64 number = value ? value->toLongLong(&isNumber) : 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

bool names(const QString& policy, const char* what) {
    for (const auto& part : policy.split(QLatin1Char(',')))
        if (part.trimmed() == QLatin1String(what))
            return true;
    return false;
}

/// Below zero there is no limit. Kafka keeps to it only where the policy has delete.
QString ofRetention(const models::ConfigLine& line, const std::optional<QString>& policy) {
    const auto now = numberIn(line.row.value), then = numberIn(line.then());
    if (!now || !then || *then < 0 || (*now >= 0 && *then >= *now) || (policy && !names(*policy, "delete")))
        return {};
    return policy ? Words::tr("Records beyond the new limit are deleted soon after.")
                  : Words::tr("Records beyond the new limit are deleted soon after where cleanup.policy has "
                              "delete.");
}

QString ofPolicy(const models::ConfigLine& line, bool compacts) {
    const auto& now = line.row.value;
    const auto then = line.then();
    const auto gains = [&](const char* what) {
        return then && names(*then, what) && !(now && names(*now, what));
    };
    QStringList words;
    if (gains("compact"))
        words << (compacts
                      ? Words::tr("Compaction keeps only the newest record of each key.")
                      : Words::tr("The local broker does not compact yet: older records of a key stay."));
    if (now && gains("delete"))
        words << Words::tr("Records beyond retention.ms and retention.bytes are deleted soon after.");
    return words.join(QLatin1Char(' '));
}

} // namespace

QString configHarm(const models::ConfigLine& line, const std::optional<QString>& policy, bool compacts) {
    const QString& name = line.row.name;
    if (name == QLatin1String("retention.ms") || name == QLatin1String("retention.bytes"))
        return ofRetention(line, policy);
    if (name == QLatin1String("cleanup.policy"))
        return ofPolicy(line, compacts);
    if (const auto now = numberIn(line.row.value), then = numberIn(line.then());
        name == QLatin1String("max.message.bytes") && now && then && *then < *now)
        return Words::tr("Producers of larger batches are refused from then on.");
    return {};
}

} // namespace widgets
