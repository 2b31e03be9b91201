#include "widgets/panes/topic/hex_view.h"

#include <algorithm>
#include <cctype>

#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>

#include "session/records/payload.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kMargin = 12;
constexpr int kAddress = 5; ///< four digits and a blank
constexpr int kByte = 3;    ///< a blank and two digits
constexpr int kHalf = 8;    ///< one blank more stands before the second half of a line

int halfGap(int byteOfLine) {
    return byteOfLine >= kHalf ? 1 : 0;
}

QByteArray asHexPairs(const QString& words) {
    QString digits = words;
    digits.remove(QLatin1Char(' '));
    const bool pairs =
        !digits.isEmpty() && digits.size() % 2 == 0 && std::ranges::all_of(digits, [](QChar c) {
            return c.unicode() < 128 && std::isxdigit(static_cast<unsigned char>(c.toLatin1()));
        });
    return pairs ? QByteArray::fromHex(digits.toLatin1()) : QByteArray();
}

} // namespace

HexView::HexView(QWidget* parent) : QPlainTextEdit(parent) {
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    document()->setDocumentMargin(kMargin);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QFont columns = theme::monoFont();
    columns.setWordSpacing(0); // bytes stand one below the other
    setFont(columns);
}

void HexView::show(const QByteArray& bytes) {
    m_bytes = bytes.first(std::min(bytes.size(), shownBytes));
    m_marks.clear();
    layOut();
}

void HexView::layOut() {
    const QFontMetrics metrics(font());
    const int room = viewport()->width() - 2 * kMargin - verticalScrollBar()->sizeHint().width();
    const auto width = [](int perLine) {
        return kAddress + (kByte + 1) * perLine + halfGap(perLine - 1) + 2;
    };
    m_perLine = metrics.horizontalAdvance(QString(width(16), u'0')) <= room ? 16 : 8;
    const QString text = session::hexText(m_bytes, shownBytes, m_perLine);
    if (text != toPlainText())
        setPlainText(text);
    drawMarks();
}

int HexView::lineAt(qsizetype byte) const {
    return document()->findBlockByNumber(int(byte) / m_perLine).position();
}

int HexView::digitsAt(qsizetype byte) const {
    const int at = int(byte) % m_perLine;
    return lineAt(byte) + kAddress + kByte * at + halfGap(at) + 1;
}

int HexView::letterAt(qsizetype byte) const {
    return lineAt(byte) + kAddress + kByte * m_perLine + halfGap(m_perLine - 1) + 2 + int(byte) % m_perLine;
}

void HexView::mark(const Spans& spans) {
    m_marks = spans;
    drawMarks();
}

void HexView::drawMarks() {
    QList<QTextEdit::ExtraSelection> marks;
    const auto add = [&](int begin, int end) {
        QTextEdit::ExtraSelection one;
        one.cursor = QTextCursor(document());
        one.cursor.setPosition(begin);
        one.cursor.setPosition(end, QTextCursor::KeepAnchor);
        one.format.setBackground(theme::colours(palette()).match);
        marks += one;
    };
    for (const auto& span : m_marks) {
        const qsizetype end = std::min(span.end, m_bytes.size());
        for (qsizetype at = span.begin; at < end;) { // line by line
            const qsizetype next = std::min(end, (at / m_perLine + 1) * m_perLine);
            add(digitsAt(at), digitsAt(next - 1) + 2);
            add(letterAt(at), letterAt(next - 1) + 1);
            at = next;
        }
    }
    setExtraSelections(marks);
}

void HexView::goTo(const session::MatchSpan& span) {
    if (span.begin >= m_bytes.size())
        return;
    QTextCursor cursor(document());
    cursor.setPosition(digitsAt(span.begin));
    cursor.setPosition(digitsAt(std::min(span.end, m_bytes.size()) - 1) + 2, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

HexView::Spans HexView::find(const QString& words, qsizetype most) const {
    Spans found;
    const auto search = [&](const QByteArray& wanted, const QByteArray& in) {
        for (qsizetype at = in.indexOf(wanted); at >= 0 && found.size() < most && !wanted.isEmpty();
             at = in.indexOf(wanted, at + wanted.size()))
            found += {at, at + wanted.size()};
    };
    search(words.toUtf8().toLower(), m_bytes.toLower());
    if (found.isEmpty())
        search(asHexPairs(words), m_bytes);
    return found;
}

void HexView::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    layOut();
}

void HexView::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawMarks();
}

} // namespace widgets
