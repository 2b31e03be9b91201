#pragma once

#include <optional>

#include <QPoint>
#include <QSize>

class QWidget;

namespace widgets {

/// Before a window is shown: `wanted` as far as its screen has room, frame included, with its corner at `at`
/// or as near as keeps it whole on the screen; without one in the middle.
void placeOnScreen(QWidget& window, QSize wanted, std::optional<QPoint> at = {});

} // namespace widgets
