#include "widgets/common/icon_label.h"

#include <QPainter>

#include "widgets/theme/icons.h"

namespace widgets {

IconLabel::IconLabel(const QString& icon, models::Tone tone, int size, QWidget* parent)
    : QWidget(parent), m_icon(icon), m_tone(tone) {
    setFixedSize(size, size);
}

void IconLabel::paintEvent(QPaintEvent*) {
    QPainter(this).drawPixmap(
        0, 0,
        theme::iconPixmap(m_icon, theme::colours(palette()).tone(m_tone), width(), devicePixelRatioF()));
}

} // namespace widgets
