#pragma once

#include <functional>

#include <QWidget>

class QLabel;
class QPushButton;

namespace widgets {

/// Why there is nothing here, and the step out. Fills its parent, the space that the missing thing would
/// have; owned by it.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent);
    /// Without words for the button there is none.
    void say(const QString& reason, const QString& button = {}, std::function<void()> act = {});

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLabel* m_reason;
    QPushButton* m_button;
    std::function<void()> m_act;
};

} // namespace widgets
