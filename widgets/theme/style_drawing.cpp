#include "widgets/theme/style_drawing.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

#include "widgets/theme/colours.h"
#include "widgets/theme/icons.h"

namespace widgets::theme {

QByteArray lookOf(const QWidget* widget) {
    return widget ? widget->property("look").toByteArray() : QByteArray();
}

bool isInner(const QWidget* widget) {
    return lookOf(widget) == "inner";
}

void roundBox(QPainter& painter, const QRect& rect, const QColor& ground, const QColor& border, int radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground.isValid() ? QBrush(ground) : QBrush(Qt::NoBrush));
    painter.setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    const qreal inset = border.isValid() ? 0.5 : 0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void focusRing(QPainter& painter, const QRect& rect, const QColor& colour) {
    roundBox(painter, rect.adjusted(1, 1, -1, -1), {}, colour, 3);
}

void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRect& rect) {
    const QPixmap picture = iconPixmap(name, colour, 16, painter.device()->devicePixelRatioF());
    painter.drawPixmap(rect.x() + (rect.width() - 16) / 2, rect.y() + (rect.height() - 16) / 2, picture);
}

void drawField(const QStyleOption& option, QPainter& painter, const QWidget* widget, bool focus) {
    const Colours& c = colours(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QByteArray look = lookOf(widget);
    QColor border = !enabled ? c.line : focus ? c.accent : c.edge;
    if (enabled && look == "warn")
        border = c.warn;
    if (enabled && look == "bad")
        border = c.bad;
    roundBox(painter, option.rect, enabled ? c.surface : c.raised, border);
    if (enabled && focus)
        focusRing(painter, option.rect, border);
}

QColor hoverGround(const Colours& c) {
    QColor ground = c.text;
    ground.setAlphaF(c.dark ? 0.08F : 0.06F);
    return ground;
}

bool isChoices(const QWidget* widget) {
    return widget && (widget->inherits("QComboBoxListView") || widget->inherits("QComboBoxPrivateContainer"));
}

} // namespace widgets::theme
