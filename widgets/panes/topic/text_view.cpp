#include "widgets/panes/topic/text_view.h"

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

models::TextSpans TextView::find(const QString& words, qsizetype most) const {
    models::TextSpans found;
    const QString text = toPlainText();
    const auto next = [&](qsizetype from) { return text.indexOf(words, from, Qt::CaseInsensitive); };
    for (auto at = words.isEmpty() ? -1 : next(0); at >= 0 && found.size() < most;
         at = next(at + words.size()))
        found += {int(at), int(at + words.size())};
    return found;
}

} // namespace widgets
