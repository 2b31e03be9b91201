#pragma once

#include <QProxyStyle>
#include <QStyleOption>

namespace widgets::theme {

/// Fusion in the console's measures and colours. How a control looks beyond its class is a dynamic property
/// `look`: on buttons "main" (the one filled button), "danger" (filled, for what cannot be undone), "flat"
/// (no border) or "link"; on fields "warn" or "bad" (in doubt); on tab bars "inner".
class Style final : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* answer) const override;
    void polish(QWidget* widget) override;
    void polish(QPalette& base) override;
    using QProxyStyle::polish;

signals:
    /// Qt worked out the palette that the platform gives to programs which choose none.
    void basePaletteSeen(const QPalette& base);

private:
    /// False: it is none of those that this style draws itself.
    [[nodiscard]] static bool drawIndicator(PrimitiveElement element, const QStyleOption& option,
                                            QPainter& painter);
    void drawButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const;
    void drawButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const;
    void drawTab(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget) const;
    void drawTabLabel(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget) const;
    void drawMenuItem(const QStyleOptionMenuItem& option, QPainter& painter) const;
};

} // namespace widgets::theme
