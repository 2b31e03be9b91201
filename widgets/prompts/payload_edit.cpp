#include "widgets/prompts/payload_edit.h"

#include <QMimeData>

namespace widgets {

void PayloadEdit::insertFromMimeData(const QMimeData* source) {
    const QString pasted = source->text();
    if (!pasted.contains(QLatin1Char('\r')))
        return QPlainTextEdit::insertFromMimeData(source);
    const QString all = toPlainText();
    const QTextCursor cursor = textCursor();
    emit returnsPasted(pasted, all.left(cursor.selectionStart()) + pasted + all.mid(cursor.selectionEnd()));
}

} // namespace widgets
