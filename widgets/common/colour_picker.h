#pragma once

#include <QWidget>

#include "session/profile_colours.h"

namespace widgets {

/// One of the theme's series colours, by its index.
class ColourPicker final : public QWidget {
    Q_OBJECT
public:
    static constexpr int count = session::profileColours;
    explicit ColourPicker(const QString& objectName, QWidget* parent = nullptr);
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int index);
    QSize sizeHint() const override { return {count * 28, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int m_current = 0;
};

} // namespace widgets
