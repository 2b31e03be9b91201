#include "widgets/common/page_head.h"

#include <QHBoxLayout>

#include "widgets/common/controls.h"

namespace widgets {

PageHead::PageHead(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_name(label(Text::Title, title))
    , m_facts(new QHBoxLayout)
    , m_acts(new QHBoxLayout) {
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setMinimumWidth(80);
    m_facts->setSpacing(12);
    m_acts->setSpacing(4);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(16, 8, 16, 8);
    line->setSpacing(12);
    line->addWidget(m_name);
    line->addLayout(m_facts, 1);
    line->addLayout(m_acts);
}

void PageHead::addFact(QWidget* widget, int stretch) {
    m_facts->addWidget(widget, stretch);
}

void PageHead::addAct(QWidget* button) {
    m_acts->addWidget(button);
}

void PageHead::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_name->showShortened(m_title, width() * 2 / 5);
}

} // namespace widgets
