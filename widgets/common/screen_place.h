#pragma once

#include <optional>

#include <QByteArray>
#include <QPoint>
#include <QSize>

class QWidget;

namespace widgets {

/// Before a window is shown: `wanted` as far as its screen has room, frame included, with its corner at `at`
/// or as near as keeps it whole on the screen; without one in the middle.
void placeOnScreen(QWidget& window, QSize wanted, std::optional<QPoint> at = {});

/// Before a window is shown: as QWidget::saveGeometry() remembered it, as far as the screen of now has room.
/// False: nothing is remembered, and nothing done.
bool bringBack(QWidget& window, const QByteArray& remembered);

/// What a window can be at most for its screen to hold it with its frame.
[[nodiscard]] QSize roomOnScreen(const QWidget& window);

/// A window that may be shown: `wanted` as far as its screen has room, moved no further than keeps it whole
/// there.
void resizeOnScreen(QWidget& window, QSize wanted);

} // namespace widgets
