#pragma once

#include <QPlainTextEdit>

#include "models/cells.h"

namespace widgets {

/// A payload as text to read, in which places can be marked and gone to. Characters that turn the direction
/// of text stand there as signs, some separators as line ends; they are copied as they were, but each CR LF
/// as LF. UI thread.
class TextView final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit TextView(QWidget* parent = nullptr);
    void show(const QString& text);
    [[nodiscard]] QString text() const; ///< as it was given; places in it are those of what is shown
    void mark(const models::TextSpans& spans);
    void goTo(const models::TextSpan& span);

protected:
    [[nodiscard]] QMimeData* createMimeDataFromSelection() const override;

private:
    QString m_given; ///< where what is shown differs from it
};

} // namespace widgets
