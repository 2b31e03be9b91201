#include "session/ports/runs.h"

#include <algorithm>

namespace session {

RunPtr Runs::find(const QString& id) const {
    const auto found = std::ranges::find(rows(), id, &RunRow::id);
    return found == rows().end() ? nullptr : *found;
}

std::vector<RunPtr> Runs::running() const {
    std::vector<RunPtr> out;
    std::ranges::copy_if(rows(), std::back_inserter(out),
                         [](const RunPtr& row) { return row->state == RunState::Running; });
    return out;
}

} // namespace session
