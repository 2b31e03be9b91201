#include "session/records/kept_time.h"

#include <algorithm>

#include "client/cluster.h"
#include "session/clusters/config_rows.h"
#include "session/clusters/connect_to.h"

namespace session {

std::optional<qint64> keptMs(const std::vector<ConfigRow>& settings) {
    const auto valueOf = [&settings](const char* name) {
        const auto row = std::ranges::find(settings, QLatin1String(name), &ConfigRow::name);
        return row == settings.end() ? QString() : row->value.value_or(QString());
    };
    bool isNumber = false;
    const qint64 kept = valueOf("retention.ms").toLongLong(&isNumber);
    const bool deletes = valueOf("cleanup.policy").contains(QLatin1String("delete"));
    const bool stamps = valueOf("message.timestamp.type") == QLatin1String("LogAppendTime");
    return isNumber && kept >= 0 && deletes && !stamps ? std::optional(kept) : std::nullopt;
}

std::optional<qint64> askKeptMs(const std::string& bootstrap, const std::string& topic,
                                const std::stop_token& stop) {
    const auto cluster = client::connect(connectOptions(bootstrap), stop);
    if (!cluster)
        return std::nullopt;
    const std::stop_callback close(stop, [&cluster] { (*cluster)->close(); });
    const client::ConfigResource resource{client::ConfigResourceType::Topic, topic};
    const std::vector<std::string> keys{"cleanup.policy", "message.timestamp.type", "retention.ms"};
    const auto told = (*cluster)->describeConfigs({&resource, 1}, keys);
    return told && !told->empty() ? keptMs(configRows(told->front().entries)) : std::nullopt;
}

} // namespace session
