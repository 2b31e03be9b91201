#include "widgets/window/first_place.h"

#include <QByteArray>
#include <QWidget>

#include "widgets/common/screen_place.h"

namespace widgets {

void place(QWidget& window, const QByteArray& remembered) {
    if (!bringBack(window, remembered))
        placeOnScreen(window, QSize(1440, 900));
}

} // namespace widgets
