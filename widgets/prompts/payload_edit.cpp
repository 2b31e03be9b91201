#include "widgets/prompts/payload_edit.h"

#include <QMimeData>

namespace widgets {
namespace {

QString withLineFeeds(QString raw) {
    return raw.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

QString textOf(const QTextDocument& document) {
    return withLineFeeds(document.toRawText());
}

} // namespace

bool PayloadEdit::holds(const QString& text) {
    QTextDocument document;
    document.setPlainText(text);
    return textOf(document) == text;
}

QString PayloadEdit::text() const {
    return textOf(*document());
}

QMimeData* PayloadEdit::createMimeDataFromSelection() const {
    auto* mime = new QMimeData;
    mime->setText(withLineFeeds(textCursor().selectedText()));
    return mime;
}

void PayloadEdit::insertFromMimeData(const QMimeData* source) {
    if (!source->hasText())
        return;
    const QString pasted = source->text();
    if (holds(pasted))
        return insertPlainText(pasted);
    const QString all = text();
    const QTextCursor cursor = textCursor();
    emit strangersPasted(all.left(cursor.selectionStart()), pasted, all.mid(cursor.selectionEnd()));
}

} // namespace widgets
