#pragma once

#include <QByteArray>
#include <QColor>
#include <QStyleOption>

class QPainter;
class QWidget;

namespace widgets::theme {

struct Colours;

// What the parts of the style draw with. UI thread.

constexpr int innerGap = 20;  ///< between inner tabs
constexpr int menuArrow = 16; ///< room of the arrow of a button that opens a menu

/// The widget's property of that name.
QByteArray lookOf(const QWidget* widget);
bool isInner(const QWidget* widget);
/// The list that a combo box opens, or what frames it.
bool isChoices(const QWidget* widget);

void roundBox(QPainter& painter, const QRect& rect, const QColor& ground, const QColor& border,
              int radius = 4);
/// The second ring of a focused control; the first is its border.
void focusRing(QPainter& painter, const QRect& rect, const QColor& colour);
void drawIcon(QPainter& painter, const QString& name, const QColor& colour, const QRect& rect);
void drawField(const QStyleOption& option, QPainter& painter, const QWidget* widget, bool focus);
/// A little towards the text: the ground of what the pointer is over.
QColor hoverGround(const Colours& c);

} // namespace widgets::theme
