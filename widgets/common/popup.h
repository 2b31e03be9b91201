#pragma once

#include <QFrame>

class QVBoxLayout;

namespace widgets {

/// A panel that opens below a control and stays while it is used: a click elsewhere and Esc close it. Keeps
/// its contents; belongs to its parent.
class Popup : public QFrame {
    Q_OBJECT
public:
    explicit Popup(QWidget* parent);
    /// At the control's left edge, shifted so that all of it is on the screen.
    void openBelow(const QWidget* control);

signals:
    void closed();

protected:
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }
    /// Called before it opens for the first time: what is dear to build and not asked for before is built
    /// here.
    virtual void fill() {}
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    bool m_filled = false;
};

} // namespace widgets
