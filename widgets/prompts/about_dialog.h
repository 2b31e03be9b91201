#pragma once

#include "widgets/prompts/sheet_dialog.h"

class QComboBox;
class QPlainTextEdit;

namespace widgets {

/// Which Milena this is, under which licence, and the licences of everything that it is built from.
class AboutDialog final : public SheetDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent);

private:
    void fillChoices();
    void showChosen();

    QComboBox* m_choice;
    QPlainTextEdit* m_text;
};

} // namespace widgets
