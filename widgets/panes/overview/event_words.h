#pragma once

#include <optional>

#include "models/cells.h"
#include "models/formats.h"
#include "session/snapshots.h"
#include "widgets/pane_key.h"

namespace widgets {

/// How one line of "latest events" reads. UI thread.
struct EventWords {
    models::Shape shape = models::Shape::None; ///< or an icon
    QString icon;
    models::Tone tone = models::Tone::Muted;
    QString what;    ///< always whole
    QString subject; ///< stands out behind it, cut where there is no room
    QString detail;
    QStringList more; ///< lines, where the detail leaves some of it out
    /// Where the event's subject is shown: a group may have the name of a topic. None: it is neither.
    std::optional<PageKind> page;
};
[[nodiscard]] EventWords wordsOf(const session::ClusterEvent& event);
/// "17:04:08", or "by 17:04:08" where all that is known is that it happened some time before.
[[nodiscard]] QString timeOf(const session::ClusterEvent& event, const models::Zone& zone);
[[nodiscard]] QString wholeTimeOf(const session::ClusterEvent& event, const models::Zone& zone);

} // namespace widgets
