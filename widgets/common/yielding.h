#pragma once

#include <QWidget>

namespace widgets {

/// Room in a bar for a part that can be missed: it is there where all of it fits into what the others leave,
/// else not at all. UI thread; owns the part.
class Yielding final : public QWidget {
    Q_OBJECT
public:
    explicit Yielding(QWidget* part, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {0, 0}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void settle();

    QWidget* m_inside; ///< the part itself is shown and hidden by whoever made it
};

} // namespace widgets
