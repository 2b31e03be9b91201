#pragma once

#include <vector>

#include "session/profile.h"
#include "session/settings_store.h"

namespace session {

/// The remembered clusters, in the order in which they were added. Lives on the UI thread; keeps every change
/// in the settings, which must outlive it.
class ProfileStore {
public:
    explicit ProfileStore(SettingsStore& settings);

    [[nodiscard]] const std::vector<ConnectionProfile>& profiles() const { return m_profiles; }
    [[nodiscard]] const ConnectionProfile* find(const QUuid& id) const;
    [[nodiscard]] const ConnectionProfile*
    local() const;                               ///< of the broker inside this program, if it ever ran
    bool save(const ConnectionProfile& profile); ///< false: nothing changed
    bool remove(const QUuid& id);

private:
    void storeOrder();

    SettingsStore& m_settings;
    std::vector<ConnectionProfile> m_profiles;
};

} // namespace session
