#include "session/clusters/setting_watch.h"

#include <algorithm>

#include "session/clusters/config_rows.h"
#include "session/convert.h"

namespace session {

QVector<ChangedSetting> SettingWatch::differences(const std::vector<client::ConfigEntry>& entries,
                                                  std::optional<Set>& known) {
    using Setting = Set::value_type;
    Set set;
    QVector<ChangedSetting> out;
    for (const auto& entry : entries) {
        const bool isSet = entry.source != client::ConfigSource::Default;
        const Setting* before = nullptr;
        if (known) {
            const auto at = std::ranges::lower_bound(*known, entry.name, {}, &Setting::first);
            before = at != known->end() && at->first == entry.name ? &*at : nullptr;
        }
        if (known && (before ? !isSet || before->second != entry.value : isSet)) {
            const ConfigRow row = configRows({entry}).front();
            const auto ofAll = m_defaults.find(entry.name);
            const auto byDefault =
                ofAll != m_defaults.end() ? std::optional(ofAll->second) : row.defaultValue;
            ChangedSetting change{row.name, row.type, before ? text(before->second) : byDefault, row.value};
            if (change.before != change.after)
                out.append(std::move(change));
        }
        if (isSet)
            set.emplace_back(entry.name, entry.value);
        else if (entry.value)
            m_defaults[entry.name] = text(*entry.value);
    }
    known = std::move(set);
    return out;
}

} // namespace session
