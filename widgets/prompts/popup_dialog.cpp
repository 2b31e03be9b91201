#include "widgets/prompts/popup_dialog.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPushButton>

#include "widgets/common/screen_place.h"
#include "widgets/theme/colours.h"

namespace widgets {

PopupDialog::PopupDialog(QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    dress();
}

void PopupDialog::guardAct(QPushButton& act, QPushButton& cancel) {
    m_guarded = true;
    act.setDefault(false);
    act.setAutoDefault(true); // once somebody has gone there
    cancel.setAutoDefault(true);
}

void PopupDialog::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto* button = qobject_cast<QPushButton*>(focusWidget());
    if (enter && button)
        return button->click();
    if (!enter || !m_guarded)
        QDialog::keyPressEvent(event);
}

void PopupDialog::showEvent(QShowEvent* event) {
    // Its parts have just asked for room. Given later, it changes the window while the window manager places
    // it, and goes out with the corner of the screen as its place.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QDialog::showEvent(event);
    // The frame is known only once there is one.
    QMetaObject::invokeMethod(
        this, [this] { resizeOnScreen(*this, size()); }, Qt::QueuedConnection);
    setAttribute(Qt::WA_KeyboardFocusChange); // where keys go is seen before one is pressed
}

void PopupDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void PopupDialog::dress() {
    const QColor ground = theme::colours().popup;
    // Setting it changes the palette once more: then it is right already.
    if (palette().color(QPalette::Window) == ground)
        return;
    QPalette own;
    own.setColor(QPalette::Window, ground);
    setPalette(own);
}

} // namespace widgets
