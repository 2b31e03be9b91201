#pragma once

#include <functional>

#include <QWidget>

class QLabel;
class QPushButton;

namespace widgets {

/// Why there is nothing here, and the step out. Fills the space that the missing thing would have. Owned by
/// its parent.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent);
    /// Without words for the button there is none.
    void say(const QString& reason, const QString& button = {}, std::function<void()> act = {});

private:
    QLabel* m_reason;
    QPushButton* m_button;
    std::function<void()> m_act;
};

} // namespace widgets
