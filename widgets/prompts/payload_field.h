#pragma once

#include <optional>

#include <QWidget>

#include "session/drafts.h"

class QPlainTextEdit;

namespace widgets {

class Segmented;
class ToneLabel;

/// A key or a value: null, empty, text or hex are choices of their own, so that an empty field never means
/// two things.
class PayloadField final : public QWidget {
    Q_OBJECT
public:
    PayloadField(const QString& title, const QString& objectName, int lines, QWidget* parent = nullptr);
    void set(session::PayloadKind kind, const QString& text);
    [[nodiscard]] session::PayloadKind kind() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isValid() const; ///< false: hex that does not read
    /// None is null. Precondition: isValid().
    [[nodiscard]] std::optional<QByteArray> bytes() const;

signals:
    void changed();

private:
    void settle();

    Segmented* m_kind;
    QPlainTextEdit* m_text;
    ToneLabel* m_note;
};

} // namespace widgets
