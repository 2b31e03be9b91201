#include "widgets/acts/act_buttons.h"

#include <QAction>
#include <QPushButton>

#include "widgets/common/button_action.h"
#include "widgets/common/controls.h"

namespace widgets {
namespace {
constexpr auto whyProperty = "why";
} // namespace

ActButtons::ActButtons(std::function<std::optional<ActTarget>()> target, QObject* parent)
    : QObject(parent), m_target(std::move(target)) {}

QPushButton* ActButtons::add(const Act& act, const QString& name) {
    auto* button = flatButton(act.words, name.isEmpty() ? act.id : name, act.icon);
    button->setAccessibleName(act.words);
    connect(button, &QPushButton::clicked, this, [this, run = act.run] {
        if (const auto target = m_target())
            run(*target);
    });
    m_acts.push_back(act);
    m_buttons.push_back(button);
    return button;
}

void ActButtons::settle(bool possible) {
    const auto target = m_target();
    for (std::size_t i = 0; i < m_acts.size(); ++i) {
        const Act& act = m_acts[i];
        const bool chosen = target && fits(act, target->objects.size());
        const QString why = chosen && act.whyNot ? act.whyNot(*target) : QString();
        m_buttons[i]->setEnabled(possible && chosen && why.isEmpty());
        m_buttons[i]->setProperty(whyProperty, why);
    }
}

QString ActButtons::whyNot(const QPushButton* button) {
    return button->property(whyProperty).toString();
}

void ActButtons::offerIn(QWidget* table) const {
    for (std::size_t i = 0; i < m_acts.size(); ++i) {
        auto* action = actionOf(m_buttons[i], table);
        action->setShortcut(m_acts[i].shortcut);
        action->setShortcutContext(Qt::WidgetShortcut);
        table->addAction(action);
    }
}

} // namespace widgets
