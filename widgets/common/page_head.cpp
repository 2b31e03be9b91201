#include "widgets/common/page_head.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>

#include "widgets/common/controls.h"

namespace widgets {
namespace {

/// Enough to tell one name from another, px.
constexpr int kLeastName = 80;
/// What the first fact needs, px.
constexpr int kLeastFacts = 160;

} // namespace

PageHead::PageHead(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_name(label(Text::Title, title))
    , m_facts(new QHBoxLayout)
    , m_acts(new QHBoxLayout) {
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setMinimumWidth(kLeastName);
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
    fitName();
}

/// Facts and acts that come, go or change their words make other room for the name.
bool PageHead::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest)
        fitName();
    return QWidget::event(event);
}

void PageHead::fitName() {
    const QMargins margins = layout()->contentsMargins();
    const int room =
        width() - margins.left() - margins.right() - m_acts->sizeHint().width() - 2 * layout()->spacing();
    const int wanted = std::max(room * 3 / 5, room - m_facts->sizeHint().width());
    const int without = room - m_facts->minimumSize().width();
    // Where no fact could be read beside it, the name has it all.
    const int most = std::max(kLeastName, room - wanted < kLeastFacts ? without : std::min(wanted, without));
    if (most == m_room)
        return;
    m_room = most;
    m_name->showShortened(m_title, most);
}

} // namespace widgets
