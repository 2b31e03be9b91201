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
    void layOutFoot(const Prompts::Question& question, QVBoxLayout* rows);
    void follow(const Prompts::Question& question); ///< says what will happen, as it changes
    void say(const QString& text);
    void settleAct();
    void fit();

    ToneLabel* m_text;
    QLineEdit* m_name = nullptr;
    QString m_typedName; ///< what it has to be
    QString m_whyNot;    ///< empty: it can be done
    QPushButton* m_act;
};

} // namespace widgets
