#pragma once

#include "models/cells.h"
#include "session/snapshots.h"

namespace widgets {

/// How one line of "latest events" reads. UI thread.
struct EventWords {
    models::Shape shape = models::Shape::None; ///< or an icon
    QString icon;
    models::Tone tone = models::Tone::Muted;
    QString what;    ///< always whole
    QString subject; ///< stands out behind it, cut where there is no room
    QString detail;
};
[[nodiscard]] EventWords wordsOf(const session::ClusterEvent& event);

} // namespace widgets
