#pragma once

#include <vector>

#include "session/runs.h"
#include "session/runs/window_mark.h"
#include "session/settings_store.h"

namespace session {

/// Remembers runs in the settings: what they were about, what became of them and what they were asked for
/// with.
/// Lives on the UI thread; the settings must outlive it.
class RunStore {
public:
    static constexpr std::size_t mostKept = 100;
    static constexpr std::size_t mostRates = 240; ///< of one run
    static constexpr qint64 keptMs = qint64(30) * 24 * 3600 * 1000;

    explicit RunStore(SettingsStore& settings) : m_settings(settings), m_mark(settings.file()) {}

    /// The newest first, without those that are too old at `nowMs`, which are forgotten. One that was running
    /// when it was stored has been cut off since, but for those that another window works at: they are its
    /// own.
    [[nodiscard]] std::vector<RunRow> load(qint64 nowMs);
    void save(const RunRow& row);
    void remove(const QString& id);

private:
    SettingsStore& m_settings;
    const WindowMark m_mark;
};

} // namespace session
