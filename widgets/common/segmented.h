#pragma once

#include <QStringList>
#include <QVector>
#include <QWidget>

namespace widgets {

/// One of a few choices, side by side in one frame. Arrow keys move, as in a row of radio buttons.
class Segmented final : public QWidget {
    Q_OBJECT
public:
    Segmented(const QStringList& choices, const QString& objectName, const QString& accessibleName,
              QWidget* parent = nullptr);
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int index);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRect place(int index) const;
    QStringList m_choices;
    QString m_name;
    int m_current = 0;
};

} // namespace widgets
