#include "widgets/common/colour_picker.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "widgets/theme/colours.h"

namespace widgets {

ColourPicker::ColourPicker(const QString& objectName, QWidget* parent) : QWidget(parent) {
    setObjectName(objectName);
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(sizeHint());
    setAccessibleName(tr("Colour"));
}

void ColourPicker::setCurrent(int index) {
    m_current = std::clamp(index, 0, count - 1);
    setAccessibleDescription(tr("%1 of %2").arg(m_current + 1).arg(count));
    update();
}

void ColourPicker::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count; ++i) {
        const QRectF at(i * 28 + 4, 6, 16, 16);
        if (i == m_current) {
            painter.setPen(QPen(hasFocus() ? c.accent : c.text, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(at.adjusted(-3.5, -3.5, 3.5, 3.5), 5, 5);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.series.at(std::size_t(i)));
        painter.drawRoundedRect(at, 3, 3);
    }
}

void ColourPicker::mousePressEvent(QMouseEvent* event) {
    setCurrent(event->pos().x() / 28);
}

void ColourPicker::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left)
        setCurrent(m_current - 1);
    else if (event->key() == Qt::Key_Right)
        setCurrent(m_current + 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace widgets
