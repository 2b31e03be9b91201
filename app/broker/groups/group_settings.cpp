#include "broker/groups/group_settings.h"

#include "broker/config/settings.h"

namespace broker::groups {

GroupSettings readSettings(const config::Settings& config) {
    constexpr std::int64_t msInAMinute = 60'000;
    GroupSettings settings;
    settings.minSessionTimeout = base::Millis{config.number("group.min.session.timeout.ms")};
    settings.maxSessionTimeout = base::Millis{config.number("group.max.session.timeout.ms")};
    settings.maxSize = static_cast<std::int32_t>(config.number("group.max.size"));
    settings.initialRebalanceDelay = base::Millis{config.number("group.initial.rebalance.delay.ms")};
    settings.offsetMetadataMaxBytes = static_cast<std::int32_t>(config.number("offset.metadata.max.bytes"));
    settings.offsetsRetention = base::Millis{config.number("offsets.retention.minutes") * msInAMinute};
    settings.offsetsCheckInterval = base::Millis{config.number("offsets.retention.check.interval.ms")};
    return settings;
}

} // namespace broker::groups
