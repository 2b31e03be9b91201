#pragma once

#include <QPlainTextEdit>

namespace widgets {

/// A text edit that does not swallow carriage returns: a document knows only lines, so what is pasted with
/// them is told and left to whoever hears. UI thread.
class PayloadEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    using QPlainTextEdit::QPlainTextEdit;

signals:
    /// `whole`: all of the text as it would be with what was pasted, line ends as they came.
    void returnsPasted(const QString& pasted, const QString& whole);

protected:
    void insertFromMimeData(const QMimeData* source) override;
};

} // namespace widgets
