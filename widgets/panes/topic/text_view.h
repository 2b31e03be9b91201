#pragma once

#include <QPlainTextEdit>

#include "models/cells.h"

namespace widgets {

/// A payload as text to read, in which places can be marked and gone to. UI thread.
class TextView final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit TextView(QWidget* parent = nullptr);
    void mark(const models::TextSpans& spans);
    void goTo(const models::TextSpan& span);
};

} // namespace widgets
