#pragma once

#include "models/cells.h"
#include "session/snapshots.h"

namespace widgets {

/// How one line of "latest events" reads. UI thread.
struct EventWords {
    models::Shape shape = models::Shape::None; ///< or an icon
    QString icon;
    models::Tone tone = models::Tone::Muted;
    QString before, subject, after; ///< the subject stands out between them
    QString detail;
};
[[nodiscard]] EventWords wordsOf(const session::ClusterEvent& event);

} // namespace widgets
