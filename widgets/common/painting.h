#pragma once

#include <QColor>
#include <QPainter>
#include <QRectF>

#include "models/cells.h"
#include "widgets/theme/colours.h"

/// Small marks drawn the same way everywhere.
namespace widgets {

/// A state shape inside a square of `size` px around `centre`.
void paintShape(QPainter& painter, models::Shape shape, QPointF centre, qreal size, const QColor& colour);

/// A 1.25 px line over a faint fill with a dot at its end; what is not known (NaN) stays empty; no traffic is
/// a hairline.
void paintSparkline(QPainter& painter, const QRectF& rect, const models::Sparkline& values,
                    const QColor& colour, const QColor& hairline);

/// What all of them take, px.
[[nodiscard]] int chipsWidth(const models::Chips& chips);
/// Chips from the left, as many as fit, then "+n".
void paintChips(QPainter& painter, const QRect& rect, const models::Chips& chips,
                const theme::Colours& colours, bool stale);

/// A letter on a filled square, left in the rect.
void paintBadge(QPainter& painter, const QRect& rect, const QString& letter);
inline constexpr int kBadgeRoom = 24; ///< with what is free after it, px

} // namespace widgets
