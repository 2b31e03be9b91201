#pragma once

#include <QDialog>

#include "widgets/prompts/popup_dialog.h"
#include "widgets/prompts/prompts.h"

class QLineEdit;
class QPushButton;

namespace widgets {

/// A question before harm: what will happen, the act's own name on the button, on production the object's
/// name typed. Deletes itself.
class ConfirmDialog final : public PopupDialog {
    Q_OBJECT
public:
    ConfirmDialog(const Prompts::Question& question, QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QLineEdit* m_name = nullptr;
    QPushButton* m_act;
};

} // namespace widgets
