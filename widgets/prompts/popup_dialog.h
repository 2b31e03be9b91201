#pragma once

#include <QDialog>

namespace widgets {

/// A modal dialog on the popup's ground, which follows the theme while it is open. Deletes itself when it
/// closes.
class PopupDialog : public QDialog {
    Q_OBJECT
public:
    explicit PopupDialog(QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();
};

} // namespace widgets
