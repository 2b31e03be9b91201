#pragma once

#include <QDialog>

class QPushButton;

namespace widgets {

/// A modal dialog on the popup's ground, which follows the theme while it is open. Enter presses the button
/// that has the focus, else the main one. Deletes itself when it closes.
class PopupDialog : public QDialog {
    Q_OBJECT
public:
    explicit PopupDialog(QWidget* parent);

protected:
    /// The act destroys something: Enter does it only on the button itself, not from anywhere in the dialog.
    void guardAct(QPushButton& act, QPushButton& cancel);
    void showEvent(QShowEvent* event) override; ///< has its size before it gets its place
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void dress();
    bool m_guarded = false;
};

} // namespace widgets
