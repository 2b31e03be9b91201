#pragma once

#include <QPlainTextEdit>

namespace widgets {

/// A text edit that changes no character silently: a document knows only lines, so what is pasted with
/// carriage returns or other characters that it takes for line ends is told and left to whoever hears.
/// UI thread.
class PayloadEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    using QPlainTextEdit::QPlainTextEdit;
    /// Whether a document gives back the very same text.
    [[nodiscard]] static bool holds(const QString& text);
    /// As it was typed: toPlainText() makes blanks of no-break spaces and line ends of line separators.
    [[nodiscard]] QString text() const;

signals:
    /// `before` and `after`: what stays of the text around it.
    void strangersPasted(const QString& before, const QString& pasted, const QString& after);

protected:
    [[nodiscard]] QMimeData* createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData* source) override;
};

} // namespace widgets
