#pragma once

#include "widgets/prompts/popup_dialog.h"

class QHBoxLayout;
class QVBoxLayout;

namespace widgets {

/// The frame of a dialog that asks nothing: title, content, and a foot with Close, which Enter and Esc press.
/// Deletes itself when it closes.
class SheetDialog : public PopupDialog {
    Q_OBJECT
public:
    SheetDialog(const QString& title, QWidget* parent);

protected:
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    [[nodiscard]] QHBoxLayout* foot() const { return m_foot; } ///< left of Close

private:
    QVBoxLayout* m_content;
    QHBoxLayout* m_foot;
};

} // namespace widgets
