#pragma once

#include <functional>

#include "session/records/payload.h"

class QMenu;
class QWidget;

namespace session {
class PayloadReader;
}

namespace widgets {

/// What one side of a topic may be read as, what it is taken for first, with why in the tooltips; `choose` is
/// given the kind, empty for that by its looks. Deletes itself once it is closed.
QMenu* makeKindMenu(const session::PayloadReader& reader, session::PayloadSide side,
                    std::function<void(const QString& kind)> choose, QWidget* parent);

} // namespace widgets
