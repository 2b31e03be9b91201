#include "widgets/common/popup.h"

#include <algorithm>
#include <utility>

#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include "widgets/theme/colours.h"

namespace widgets {

Popup::Popup(QWidget* parent) : QFrame(parent, Qt::Popup), m_column(new QVBoxLayout(this)) {
    setFrameShape(QFrame::NoFrame);
    m_column->setContentsMargins(12, 12, 12, 12);
    m_column->setSpacing(8);
}

void Popup::openBelow(const QWidget* control) {
    if (!std::exchange(m_filled, true))
        fill();
    adjustSize();
    QPoint at = control->mapToGlobal(QPoint(0, control->height() + 4));
    const QRect room = control->screen()->availableGeometry();
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(at);
    show();
}

void Popup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

void Popup::hideEvent(QHideEvent* event) {
    QFrame::hideEvent(event);
    emit closed();
}

void Popup::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.setPen(c.line);
    painter.setBrush(c.popup);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace widgets
