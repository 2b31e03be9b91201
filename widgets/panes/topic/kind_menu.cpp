#include "widgets/panes/topic/kind_menu.h"

#include <QCoreApplication>
#include <QMenu>

#include "models/payload_words.h"
#include "session/records/payload_reader.h"

namespace widgets {

QMenu* makeKindMenu(const session::PayloadReader& reader, session::PayloadSide side,
                    std::function<void(const QString& kind)> choose, QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("kindMenu"));
    menu->setToolTipsVisible(true);
    const QString chosen = reader.chosen(side);
    const auto& guess = reader.guess(side);
    const auto add = [&](const QString& words, const QString& kind) {
        auto* action = menu->addAction(words);
        action->setCheckable(true);
        action->setChecked(kind == chosen);
        QObject::connect(action, &QAction::triggered, menu, [choose, kind] { choose(kind); });
        return action;
    };
    const auto byLooks = guess.kind.isEmpty()
                             ? QCoreApplication::translate("kindMenu", "By what they look like")
                             : QCoreApplication::translate("kindMenu", "By what they look like: %1")
                                   .arg(models::kindName(guess.kind));
    add(byLooks, {})->setToolTip(models::whyGuessed(guess));
    menu->addSeparator();
    for (const QString& kind : session::PayloadReader::kinds()) {
        auto* action = add(models::kindName(kind), kind);
        for (const auto& one : guess.passedOver)
            if (one.kind == kind)
                action->setToolTip(models::whyPassedOver(one, guess.samples));
    }
    return menu;
}

} // namespace widgets
