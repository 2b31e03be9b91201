#include "session/clusters/setting_watch.h"

#include <algorithm>

#include "session/clusters/config_rows.h"
#include "session/convert.h"

namespace session {
namespace {

using Source = client::ConfigSource;

/// Whether nobody but the cluster can have changed it, whichever broker answers.
bool isOfTheCluster(Source before, Source after) {
    const auto either = [&](Source source) { return before == source || after == source; };
    return either(Source::Topic) || (either(Source::DynamicDefaultBroker) && !either(Source::DynamicBroker));
}

} // namespace

QVector<ChangedSetting> SettingWatch::differences(const std::vector<client::ConfigEntry>& entries,
                                                  std::optional<Set>& known) {
    Set set;
    QVector<ChangedSetting> out;
    for (const auto& entry : entries) {
        const bool isSet = entry.source != Source::Default;
        const Setting* before = nullptr;
        if (known) {
            const auto at = std::ranges::lower_bound(*known, entry.name, {}, &Setting::name);
            before = at != known->end() && at->name == entry.name ? &*at : nullptr;
        }
        const bool differs = known && (before ? !isSet || before->value != entry.value : isSet);
        if (differs && isOfTheCluster(before ? before->source : Source::Default, entry.source)) {
            const ConfigRow row = configRows({entry}).front();
            const auto ofAll = m_defaults.find(entry.name);
            const auto byDefault =
                ofAll != m_defaults.end() ? std::optional(ofAll->second) : row.defaultValue;
            ChangedSetting change{row.name, row.type, before ? text(before->value) : byDefault, row.value};
            if (change.before != change.after)
                out.append(std::move(change));
        }
        if (isSet)
            set.push_back({entry.name, entry.value, entry.source});
        else if (entry.value)
            m_defaults[entry.name] = text(*entry.value);
    }
    known = std::move(set);
    return out;
}

} // namespace session
