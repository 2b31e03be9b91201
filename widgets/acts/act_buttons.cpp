#include "widgets/acts/act_buttons.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>

#include "widgets/common/button_action.h"
#include "widgets/common/controls.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {
constexpr auto whyProperty = "why";
} // namespace

ActButtons::ActButtons(std::function<std::optional<ActTarget>()> target, QObject* parent)
    : QObject(parent), m_target(std::move(target)) {}

void ActButtons::run(const Act& act) {
    if (const auto target = m_target())
        act.run(*target);
}

QPushButton* ActButtons::add(const Act& act, const QString& name) {
    auto* button = flatButton(act.words, name.isEmpty() ? act.id : name, act.icon);
    button->setAccessibleName(act.words);
    connect(button, &QPushButton::clicked, this, [this, act] { run(act); });
    m_entries.push_back({act, button, nullptr});
    m_buttons.push_back(button);
    return button;
}

void ActButtons::addRare(const Act& act) {
    auto* action = new QAction(theme::icon(act.icon), act.words, this);
    action->setObjectName(act.id);
    connect(action, &QAction::triggered, this, [this, act] { run(act); });
    m_entries.push_back({act, nullptr, action});
}

QPushButton* ActButtons::more(const QString& name) {
    m_more = iconButton(tr("More"), name, QStringLiteral("dots"));
    connect(m_more, &QPushButton::clicked, this, [this] {
        auto* menu = new QMenu(m_more);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        for (const Entry& entry : m_entries)
            if (entry.action)
                menu->addAction(entry.action);
        menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    return m_more;
}

void ActButtons::settle(bool possible) {
    const auto target = m_target();
    bool anyRare = false;
    for (const Entry& entry : m_entries) {
        const bool chosen = target && fits(entry.act, target->objects.size());
        const QString why = chosen && entry.act.whyNot ? entry.act.whyNot(*target) : QString();
        const bool can = possible && chosen && why.isEmpty();
        if (entry.button) {
            entry.button->setEnabled(can);
            entry.button->setProperty(whyProperty, why);
        } else {
            entry.action->setEnabled(can);
            entry.action->setToolTip(why);
            anyRare |= can;
        }
    }
    if (m_more)
        m_more->setEnabled(anyRare);
}

QString ActButtons::whyNot(const QPushButton* button) {
    return button->property(whyProperty).toString();
}

void ActButtons::offerIn(QWidget* table) const {
    for (const Entry& entry : m_entries) {
        auto* action = entry.button ? actionOf(entry.button, table) : entry.action;
        action->setShortcut(entry.act.shortcut);
        action->setShortcutContext(Qt::WidgetShortcut);
        table->addAction(action);
    }
}

} // namespace widgets
