#include "widgets/common/empty_state.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/common/controls.h"

namespace widgets {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_reason(label(Text::Muted, {}))
    , m_button(plainButton({}, QStringLiteral("emptyStateButton"))) {
    setObjectName(QStringLiteral("emptyState"));
    m_reason->setWordWrap(true);
    m_reason->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 24, 16, 24);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_reason);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    parent->installEventFilter(this);
    setGeometry(parent->rect());
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_act)
            m_act();
    });
}

bool EmptyState::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void EmptyState::say(const QString& reason, const QString& button, std::function<void()> act) {
    m_reason->setText(reason);
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    m_act = std::move(act);
}

} // namespace widgets
