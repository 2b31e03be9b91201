#pragma once

#include <QWidget>

#include "models/cells.h"

namespace widgets {

/// One of the icons, in a tone of the theme.
class IconLabel final : public QWidget {
    Q_OBJECT
public:
    IconLabel(const QString& icon, models::Tone tone, int size, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    models::Tone m_tone;
};

} // namespace widgets
