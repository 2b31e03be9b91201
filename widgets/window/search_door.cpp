#include "widgets/window/search_door.h"

#include <QPainter>

#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/window/keys.h"

namespace widgets {

SearchDoor::SearchDoor(QWidget* parent) : QAbstractButton(parent) {
    setObjectName(QStringLiteral("searchDoor"));
    setText(tr("Search or run a command…"));
    setAccessibleName(text());
    setToolTip(tr("%1 (%2)").arg(text(), QKeySequence(kPaletteKey).toString(QKeySequence::NativeText)));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMaximumWidth(400);
}

QSize SearchDoor::sizeHint() const {
    return {400, 28};
}

QSize SearchDoor::minimumSizeHint() const {
    return {36, 28};
}

void SearchDoor::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? c.accent : c.edge);
    painter.setBrush(c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.drawPixmap(10, 6, theme::iconPixmap(QStringLiteral("search"), c.muted, 16, devicePixelRatioF()));
    const QString key = QKeySequence(kPaletteKey).toString(QKeySequence::NativeText);
    painter.setFont(theme::labelFont());
    painter.setPen(c.muted);
    QRect room = rect().adjusted(34, 0, -10, 0);
    const int keyWidth = painter.fontMetrics().horizontalAdvance(key);
    if (room.width() > keyWidth + 40) {
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, key);
        room.setRight(room.right() - keyWidth - 12);
    }
    painter.setFont(theme::bodyFont());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

} // namespace widgets
