#pragma once

#include <QDialog>

#include "widgets/prompts/popup_dialog.h"
#include "widgets/prompts/prompts.h"

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace widgets {

class ToneLabel;

/// A question before harm: what will happen, the act's own name on the button, on production the object's
/// name typed. Deletes itself.
class ConfirmDialog final : public PopupDialog {
    Q_OBJECT
public:
    ConfirmDialog(const Prompts::Question& question, QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void layOutFoot(QVBoxLayout* rows);
    void look(); ///< at what will happen now, and whether it can
    void settleAct();
    void fit();

    const Prompts::Question m_question;
    ToneLabel* m_text;
    QLineEdit* m_name = nullptr;
    QString m_whyNot; ///< empty: it can be done
    QPushButton* m_act;
};

} // namespace widgets
