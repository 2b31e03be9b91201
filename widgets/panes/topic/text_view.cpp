#include "widgets/panes/topic/text_view.h"

#include <QMimeData>

#include "models/formats.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kMargin = 12;

} // namespace

TextView::TextView(QWidget* parent) : QPlainTextEdit(parent) {
    setReadOnly(true);
    QFont lines = theme::monoFont();
    lines.setWordSpacing(0); // indents stand one below the other
    setFont(lines);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(kMargin);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void TextView::show(const QString& text) {
    setPlainText(models::withDirectionSigns(text));
    m_given = text;
    m_given.replace(QLatin1String("\r\n"), QLatin1String("\n")); // one place each, as in the document
    if (m_given == toPlainText())
        m_given.clear();
}

QString TextView::text() const {
    return m_given.isEmpty() ? toPlainText() : m_given;
}

QMimeData* TextView::createMimeDataFromSelection() const {
    if (m_given.isEmpty())
        return QPlainTextEdit::createMimeDataFromSelection();
    const QTextCursor cursor = textCursor();
    auto* mime = new QMimeData;
    mime->setText(m_given.mid(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()));
    return mime;
}

void TextView::mark(const models::TextSpans& spans) {
    QList<QTextEdit::ExtraSelection> marks;
    for (const auto& span : spans) {
        QTextEdit::ExtraSelection one;
        one.cursor = QTextCursor(document());
        one.cursor.setPosition(span.begin);
        one.cursor.setPosition(span.end, QTextCursor::KeepAnchor);
        one.format.setBackground(theme::colours(palette()).match);
        marks += one;
    }
    setExtraSelections(marks);
}

void TextView::goTo(const models::TextSpan& span) {
    auto cursor = textCursor();
    cursor.setPosition(span.begin);
    cursor.setPosition(span.end, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

} // namespace widgets
