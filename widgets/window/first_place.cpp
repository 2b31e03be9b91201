#include "widgets/window/first_place.h"

#include <algorithm>

#include <QByteArray>
#include <QScreen>
#include <QWidget>

namespace widgets {
namespace {

constexpr QSize kWanted(1440, 900);
/// Title bar and borders of a usual window manager: the true ones are not known before the window is shown.
constexpr QSize kFrame(12, 48);

} // namespace

void place(QWidget& window, const QByteArray& remembered) {
    if (window.restoreGeometry(remembered))
        return;
    const QRect room = window.screen()->availableGeometry();
    const QSize free = room.size() - kFrame;
    const QSize size = kWanted.boundedTo(free).expandedTo(window.minimumSize());
    window.resize(size);
    window.move(room.topLeft() + QPoint(std::max(0, free.width() - size.width()) / 2,
                                        std::max(0, free.height() - size.height()) / 2));
}

} // namespace widgets
