#include "widgets/common/painting.h"

#include <cmath>

#include <QPainterPath>

#include "models/formats.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kChipGap = 6;

/// For the shape before a chip's text.
int markOf(const models::Chip& chip) {
    return chip.shape == models::Shape::None ? 0 : 13;
}

int chipWidth(const QFontMetrics& metrics, const models::Chip& chip) {
    return metrics.horizontalAdvance(models::onOneLine(chip.text)) + 12 + markOf(chip);
}

} // namespace

void paintShape(QPainter& painter, models::Shape shape, QPointF centre, qreal size, const QColor& colour) {
    const qreal h = size / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (shape) {
    case models::Shape::None:
        break;
    case models::Shape::Disc:
        painter.drawEllipse(centre, h * 0.8, h * 0.8);
        break;
    case models::Shape::Triangle:
        painter.drawPolygon(QPolygonF(
            {centre + QPointF(0, -h * 0.85), centre + QPointF(h, h * 0.8), centre + QPointF(-h, h * 0.8)}));
        break;
    case models::Shape::Square:
        painter.drawRect(QRectF(centre.x() - h * 0.8, centre.y() - h * 0.8, h * 1.6, h * 1.6));
        break;
    case models::Shape::Cross:
        painter.setPen(QPen(colour, size / 4.5, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(centre - QPointF(h * 0.75, h * 0.75), centre + QPointF(h * 0.75, h * 0.75));
        painter.drawLine(centre + QPointF(-h * 0.75, h * 0.75), centre + QPointF(h * 0.75, -h * 0.75));
        break;
    case models::Shape::Diamond:
        painter.drawPolygon(QPolygonF({centre + QPointF(0, -h), centre + QPointF(h, 0),
                                       centre + QPointF(0, h), centre - QPointF(h, 0)}));
        break;
    case models::Shape::Ring:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.5));
        painter.drawEllipse(centre, h * 0.65, h * 0.65);
        break;
    }
    painter.restore();
}

namespace {

/// A hairline where nothing moved; what is not known is left out.
void paintRest(QPainter& painter, const QRectF& rect, const models::Sparkline& values, const QColor& colour) {
    const qreal step = rect.width() / static_cast<qreal>(std::max<qsizetype>(1, values.size()));
    for (qsizetype i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i])) {
            const qreal from = std::floor(rect.left() + step * static_cast<qreal>(i));
            const qreal to = std::floor(rect.left() + step * static_cast<qreal>(i + 1));
            painter.fillRect(QRectF(from, std::floor(rect.bottom()) - 1, to - from, 1), colour);
        }
}

} // namespace

void paintSparkline(QPainter& painter, const QRectF& rect, const models::Sparkline& values,
                    const QColor& colour, const QColor& hairline) {
    float top = 0;
    for (const float value : values)
        if (std::isfinite(value))
            top = std::max(top, value);
    if (top <= 0)
        return paintRest(painter, rect, values, hairline);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal right = rect.right() - 2;
    const qreal step = (right - rect.left()) / static_cast<qreal>(std::max<qsizetype>(1, values.size() - 1));
    const qreal bottom = rect.bottom() - 1;
    const qreal height = rect.height() - 3;
    const auto at = [&](qsizetype i) {
        return QPointF(rect.left() + step * static_cast<qreal>(i),
                       bottom - height * static_cast<qreal>(values[i] / top));
    };
    QColor fill = colour;
    fill.setAlphaF(0.12F);
    for (qsizetype first = 0; first < values.size();) {
        if (!std::isfinite(values[first])) {
            ++first;
            continue;
        }
        qsizetype last = first;
        QPolygonF line{at(first)};
        while (last + 1 < values.size() && std::isfinite(values[last + 1]))
            line << at(++last);
        QPolygonF area = line;
        area << QPointF(line.last().x(), bottom) << QPointF(line.first().x(), bottom);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(area);
        painter.setPen(QPen(colour, 1.25));
        painter.drawPolyline(line);
        first = last + 1;
    }
    if (std::isfinite(values.last())) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(at(values.size() - 1), 1.5, 1.5);
    }
    painter.restore();
}

int chipsWidth(const models::Chips& chips) {
    const QFontMetrics metrics(theme::labelFont());
    int width = 0;
    for (const models::Chip& chip : chips)
        width += chipWidth(metrics, chip) + kChipGap;
    return std::max(0, width - kChipGap);
}

void paintChips(QPainter& painter, const QRect& rect, const models::Chips& chips,
                const theme::Colours& colours, bool stale) {
    const QFont font = theme::labelFont();
    const QFontMetrics metrics(font);
    painter.save();
    painter.setFont(font);
    const auto box = [&](int x, int width) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(colours.line);
        painter.setBrush(colours.surface);
        painter.drawRoundedRect(QRectF(x + 0.5, rect.center().y() - 8.5, width - 1, 17), 3, 3);
        painter.restore();
    };
    int x = rect.left();
    for (qsizetype i = 0; i < chips.size(); ++i) {
        const models::Chip& chip = chips[i];
        const int mark = markOf(chip);
        const qsizetype left = chips.size() - i - 1;
        const int rest = left > 0 ? metrics.horizontalAdvance(QStringLiteral("+%1").arg(left)) + 12 + 4 : 0;
        int width = chipWidth(metrics, chip);
        if (x + width + rest > rect.right() && i > 0) {
            const QString more = QStringLiteral("+%1").arg(left + 1);
            const int moreWidth = metrics.horizontalAdvance(more) + 12;
            box(x, moreWidth);
            painter.setPen(stale ? colours.muted : colours.text);
            painter.drawText(QRect(x, rect.top(), moreWidth, rect.height()), Qt::AlignCenter, more);
            break;
        }
        width = std::min(width, rect.right() - x - rest);
        if (width < 20)
            break;
        box(x, width);
        if (mark > 0)
            paintShape(painter, chip.shape, QPointF(x + 10, rect.center().y() + 0.5), 8,
                       stale ? colours.muted : colours.tone(chip.tone));
        painter.setPen(stale ? colours.muted : colours.text);
        painter.drawText(
            QRect(x + 6 + mark, rect.top(), width - 12 - mark + 1, rect.height()),
            Qt::AlignVCenter | Qt::AlignLeft,
            metrics.elidedText(models::onOneLine(chip.text), Qt::ElideRight, width - 12 - mark + 1));
        x += width + kChipGap;
    }
    painter.restore();
}

void paintBadge(QPainter& painter, const QRect& rect, const QString& letter) {
    constexpr int side = 16;
    const QRect square(rect.left(), rect.center().y() - side / 2 + 1, side, side);
    const auto& c = theme::colours();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.fill);
    painter.drawRoundedRect(square, 3, 3);
    QFont font = theme::labelFont();
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(c.onFill);
    painter.drawText(square, Qt::AlignCenter, letter);
    painter.restore();
}

} // namespace widgets
