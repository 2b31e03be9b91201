#include "widgets/common/key_hint.h"

#include <QPainter>

#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {

KeyHint::KeyHint(const QString& key, QWidget* parent) : QWidget(parent), m_key(key) {
    setFont(theme::labelFont());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize KeyHint::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_key) + 11, 18};
}

void KeyHint::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.line);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(c.muted);
    painter.drawText(rect(), Qt::AlignCenter, m_key);
}

} // namespace widgets
