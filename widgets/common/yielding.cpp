#include "widgets/common/yielding.h"

#include <QEvent>
#include <QHBoxLayout>

namespace widgets {

Yielding::Yielding(QWidget* part, QWidget* parent) : QWidget(parent), m_inside(new QWidget(this)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* line = new QHBoxLayout(m_inside);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(part);
    m_inside->installEventFilter(this);
}

void Yielding::settle() {
    const QSize wanted = m_inside->layout()->sizeHint();
    m_inside->setGeometry(0, (height() - wanted.height()) / 2, wanted.width(), wanted.height());
    m_inside->setVisible(wanted.width() <= width());
}

void Yielding::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    settle();
}

bool Yielding::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LayoutRequest)
        settle();
    return QWidget::eventFilter(watched, event);
}

} // namespace widgets
