#include "widgets/prompts/popup_dialog.h"

#include <QKeyEvent>
#include <QPushButton>

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
    if (m_guarded && enter && !qobject_cast<QPushButton*>(focusWidget()))
        return;
    QDialog::keyPressEvent(event);
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
