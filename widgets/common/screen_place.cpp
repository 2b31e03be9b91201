#include "widgets/common/screen_place.h"

#include <algorithm>

#include <QScreen>
#include <QWidget>

namespace widgets {
namespace {

/// Title bar and borders of a usual window manager: the true ones are not known before the window is shown.
constexpr QSize kFrame(16, 48);

} // namespace

void placeOnScreen(QWidget& window, QSize wanted, std::optional<QPoint> at) {
    const QRect room = window.screen()->availableGeometry();
    const QSize free = room.size() - kFrame;
    const QSize size = wanted.boundedTo(free).expandedTo(window.minimumSize());
    const QSize spare = (free - size).expandedTo(QSize(0, 0));
    const QPoint corner = at ? *at - room.topLeft() : QPoint(spare.width(), spare.height()) / 2;
    window.resize(size);
    window.move(room.topLeft() +
                QPoint(std::clamp(corner.x(), 0, spare.width()), std::clamp(corner.y(), 0, spare.height())));
}

} // namespace widgets
