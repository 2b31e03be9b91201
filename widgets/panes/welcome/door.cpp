#include "widgets/panes/welcome/door.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "widgets/common/controls.h"
#include "widgets/common/icon_label.h"
#include "widgets/common/key_hint.h"
#include "widgets/theme/colours.h"

namespace widgets {

Door::Door(const QString& icon, const QString& name, const QString& words, QWidget* parent)
    : QWidget(parent), m_facts(new QVBoxLayout), m_foot(new QHBoxLayout) {
    setMinimumWidth(216);
    setMaximumWidth(312);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 24, 20, 20);
    column->setSpacing(0);
    column->addWidget(new IconLabel(icon, models::Tone::Accent, 32));
    column->addSpacing(16);
    column->addWidget(label(Text::Title, name));
    column->addSpacing(6);
    ToneLabel* what = label(Text::Muted, words);
    what->setWordWrap(true);
    what->setMinimumHeight(60);
    what->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->addWidget(what);
    column->addSpacing(14);
    column->addWidget(new Hairline);
    column->addSpacing(14);
    m_facts->setSpacing(4);
    column->addLayout(m_facts);
    column->addStretch();
    column->addSpacing(16);
    m_foot->setSpacing(4);
    column->addLayout(m_foot);
}

ToneLabel* Door::addFact(const QString& icon, const QString& words, bool code) {
    ToneLabel* text = label(code ? Text::Mono : Text::Muted, words);
    text->setTone(models::Tone::Muted);
    text->setWordWrap(!code);
    addLine(icon, text);
    return text;
}

NameLine* Door::addName(const QString& icon) {
    auto* name = new NameLine(Text::Muted);
    addLine(icon, name);
    return name;
}

void Door::addLine(const QString& icon, QWidget* words) {
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(new IconLabel(icon, models::Tone::Muted, 16), 0, Qt::AlignTop);
    words->setMinimumHeight(20);
    line->addWidget(words, 1);
    m_facts->addLayout(line);
}

void Door::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // The buttons need the room more than their keys.
    for (KeyHint* hint : findChildren<KeyHint*>())
        hint->setVisible(width() >= 280);
}

void Door::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.line);
    painter.setBrush(c.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace widgets
