#pragma once

#include <QWidget>

namespace widgets {

/// A key in a small frame, e.g. "Alt+1".
class KeyHint final : public QWidget {
    Q_OBJECT
public:
    explicit KeyHint(const QString& key, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
};

} // namespace widgets
