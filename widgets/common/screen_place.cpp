#include "widgets/common/screen_place.h"

#include <algorithm>

#include <QScreen>
#include <QWidget>
#include <QWindow>

namespace widgets {
namespace {

/// Title bar and borders of a usual window manager: the true ones are not known before the window is shown.
constexpr QSize kFrame(16, 48);

} // namespace

void placeOnScreen(QWidget& window, QSize wanted, std::optional<QPoint> at) {
    const QRect room = window.screen()->availableGeometry();
    const QSize free = roomOnScreen(window);
    const QSize size = wanted.boundedTo(free).expandedTo(window.minimumSize());
    const QSize spare = (free - size).expandedTo(QSize(0, 0));
    const QPoint corner = at ? *at - room.topLeft() : QPoint(spare.width(), spare.height()) / 2;
    window.resize(size);
    window.move(room.topLeft() +
                QPoint(std::clamp(corner.x(), 0, spare.width()), std::clamp(corner.y(), 0, spare.height())));
}

bool bringBack(QWidget& window, const QByteArray& remembered) {
    if (!window.restoreGeometry(remembered))
        return false;
    const QSize room = window.screen()->availableSize(), size = window.size();
    const bool fills = window.windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen);
    if (!fills && (size.width() > room.width() || size.height() > room.height()))
        placeOnScreen(window, size, window.pos());
    return true;
}

QSize roomOnScreen(const QWidget& window) {
    return window.screen()->availableGeometry().size() - kFrame;
}

void resizeOnScreen(QWidget& window, QSize wanted) {
    // What it cannot do without it keeps: there is no way to reach what would be cut off.
    const QSize least = window.minimumSize().expandedTo(window.minimumSizeHint());
    const QSize size = wanted.boundedTo(roomOnScreen(window)).expandedTo(least);
    if (!window.windowHandle() || !window.windowHandle()->isVisible())
        return window.resize(size); // whoever shows it gives it its place
    const QRect room = window.screen()->availableGeometry();
    const QRect frame = window.frameGeometry();
    const QSize around = frame.size() - window.size();
    const QPoint last = room.bottomRight() + QPoint(1, 1) - QPoint(size.width(), size.height()) -
                        QPoint(around.width(), around.height());
    const QPoint corner(std::max(room.left(), std::min(frame.left(), last.x())),
                        std::max(room.top(), std::min(frame.top(), last.y())));
    if (corner == frame.topLeft() && size == window.size())
        return;
    window.setGeometry(QRect(window.geometry().topLeft() + corner - frame.topLeft(), size));
}

} // namespace widgets
