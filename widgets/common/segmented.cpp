#include "widgets/common/segmented.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {

Segmented::Segmented(const QStringList& choices, const QString& objectName, const QString& accessibleName,
                     QWidget* parent)
    : QWidget(parent), m_choices(choices), m_name(accessibleName) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setAccessibleDescription(choices.value(0));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Segmented::setCurrent(int index) {
    if (index < 0 || index >= m_choices.size() || index == m_current)
        return;
    m_current = index;
    setAccessibleDescription(m_choices[index]);
    update();
    emit currentChanged(index);
}

QSize Segmented::sizeHint() const {
    int width = 1;
    for (const QString& choice : m_choices)
        width += fontMetrics().horizontalAdvance(choice) + 21;
    return {width, 28};
}

QRect Segmented::place(int index) const {
    int left = 0;
    for (int i = 0; i < index; ++i)
        left += fontMetrics().horizontalAdvance(m_choices[i]) + 21;
    return {left, 0, fontMetrics().horizontalAdvance(m_choices[index]) + 22, height()};
}

void Segmented::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.fillPath(frame, isEnabled() ? c.surface : c.raised);
    painter.save();
    painter.setClipPath(frame);
    painter.fillRect(place(m_current), isEnabled() ? c.selection : c.line);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int i = 0; i < m_choices.size(); ++i) {
        const QRect at = place(i);
        if (i > 0)
            painter.fillRect(QRect(at.left(), 0, 1, height()), isEnabled() ? c.edge : c.line);
        painter.setPen(!isEnabled() ? c.disabled : i == m_current ? c.accent : c.text);
        painter.drawText(at, Qt::AlignCenter, m_choices[i]);
    }
    painter.restore();
    painter.setPen(hasFocus() ? c.accent : isEnabled() ? c.edge : c.line);
    painter.drawPath(frame);
    if (hasFocus())
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 3, 3);
}

void Segmented::mousePressEvent(QMouseEvent* event) {
    for (int i = 0; i < m_choices.size(); ++i)
        if (place(i).contains(event->pos()))
            setCurrent(i);
}

void Segmented::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left)
        setCurrent(m_current - 1);
    else if (event->key() == Qt::Key_Right)
        setCurrent(m_current + 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace widgets
