#pragma once

#include <QIcon>
#include <QString>

#include "widgets/theme/colours.h"

namespace widgets::theme {

/// One of resources/icons, drawn in the colour of a tone, or as text on the main button. It follows the theme
/// by itself; disabled icons take the disabled colour, selected or ticked ones the accent.
enum class IconTint { Muted, Text, Accent, Good, Warn, Bad, OnFill };
[[nodiscard]] QIcon icon(const QString& name, IconTint tint = IconTint::Muted);
/// The same as a picture in any colour; `size` in device-independent pixels.
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal ratio);
/// The program's own icon.
[[nodiscard]] QIcon programIcon();

} // namespace widgets::theme
