#include "widgets/prompts/popup_dialog.h"

#include <QEvent>

#include "widgets/theme/colours.h"

namespace widgets {

PopupDialog::PopupDialog(QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    dress();
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
