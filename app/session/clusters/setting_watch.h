#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/configs.h"
#include "session/snapshots.h"

namespace session {

/// Finds what was changed between two readings of a topic's settings. Of each topic only what is set for it
/// is kept, be it on the topic or on a broker: Kafka's defaults are the same for all. What brokers are given
/// one by one, in their files or at run time, each tells for itself: where only that differs, another one may
/// have answered. For the poller's steps, one at a time.
class SettingWatch {
public:
    struct Setting {
        std::string name;
        std::optional<std::string> value;
        client::ConfigSource source;
    };
    using Set = std::vector<Setting>; ///< by name

    /// By name, as the entries are. `known`: of the topic's reading before, none when this is its first;
    /// becomes that of this one.
    QVector<ChangedSetting> differences(const std::vector<client::ConfigEntry>& entries,
                                        std::optional<Set>& known);

private:
    std::map<std::string, QString> m_defaults; // as they were last seen where nothing is set
};

} // namespace session
