#include "widgets/common/button_action.h"

#include <QAction>
#include <QEvent>
#include <QPushButton>

namespace widgets {
namespace {

class ButtonAction final : public QAction {
public:
    ButtonAction(QPushButton* button, QObject* owner)
        // A bar without room leaves a button only its icon: the words then are in the name.
        : QAction(button->accessibleName().isEmpty() ? button->text() : button->accessibleName(), owner)
        , m_button(button) {
        setEnabled(button->isEnabled());
        button->installEventFilter(this);
        connect(this, &QAction::triggered, button, &QPushButton::click);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == m_button && event->type() == QEvent::EnabledChange)
            setEnabled(m_button->isEnabled());
        return QAction::eventFilter(watched, event);
    }

private:
    QPushButton* m_button;
};

} // namespace

QAction* actionOf(QPushButton* button, QObject* owner) {
    return new ButtonAction(button, owner);
}

} // namespace widgets
