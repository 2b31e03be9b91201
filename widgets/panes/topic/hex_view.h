#pragma once

#include <QPlainTextEdit>

#include "session/records/row_filter.h"

namespace widgets {

/// Bytes as hex beside what can be printed of them: sixteen a line where they fit, else eight, none ever
/// broken in two. Places are told in bytes. UI thread.
class HexView final : public QPlainTextEdit {
    Q_OBJECT
public:
    using Spans = QVector<session::MatchSpan>;
    /// More in one view would hold the window up while it is laid out.
    static constexpr qsizetype shownBytes = 64 * 1024;

    explicit HexView(QWidget* parent = nullptr);
    void show(const QByteArray& bytes); ///< the first of them
    void mark(const Spans& spans);
    void goTo(const session::MatchSpan& span);
    /// Where in what is shown `words` stand: as text, of ASCII letters in any case, or as pairs of hex
    /// digits.
    [[nodiscard]] Spans find(const QString& words, qsizetype most) const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void drawMarks();
    /// Where a byte's digits or its letter stand in the text.
    [[nodiscard]] int digitsAt(qsizetype byte) const;
    [[nodiscard]] int letterAt(qsizetype byte) const;
    [[nodiscard]] int lineAt(qsizetype byte) const;

    QByteArray m_bytes;
    int m_perLine = 16;
    Spans m_marks;
};

} // namespace widgets
