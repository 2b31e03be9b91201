#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace widgets {

/// Lines ready to paste, on the raised ground, with Copy. Long lines are shown cut; the tooltip has them
/// whole, and they are copied whole.
class CommandBlock final : public QWidget {
    Q_OBJECT
public:
    explicit CommandBlock(const QString& objectName, QWidget* parent = nullptr);
    void setText(const QString& text);
    /// Words in their place: nothing is to be copied.
    void say(const QString& why);
    void keepRoom(int lines); ///< for so many, however few there are
    [[nodiscard]] const QString& text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void take(const QString& text, const QString& why);
    void layOut();
    QString m_text, m_why;
    QLabel* m_lines;
    QPushButton* m_copy;
};

} // namespace widgets
