#pragma once

#include <vector>

#include <QColor>
#include <QRectF>
#include <QString>

class QWidget;

namespace review {

/// A run of letters as it was drawn, in the coordinates of the widget that was asked to paint.
struct PaintedText {
    QString text;
    QRectF rect;    ///< of the letters, from ascent to descent
    QRectF visible; ///< what of `rect` was not cut away by a widget's edge or a clip
    QRect widget;   ///< what is to be seen of the widget that drew it
    QColor colour;  ///< with what transparency there was
};

/// Lets `top` and everything in it paint once and tells every text that it drew, in that order.
std::vector<PaintedText> paintedTexts(QWidget& top);

} // namespace review
