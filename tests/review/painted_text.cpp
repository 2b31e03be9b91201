#include "review/painted_text.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QWidget>

namespace review {
namespace {

/// Draws nothing and writes down the texts.
class Listener final : public QPaintEngine {
public:
    Listener() : QPaintEngine(AllFeatures) {}
    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }
    void updateState(const QPaintEngineState& now) override {
        m_transform = now.transform();
        m_pen = now.pen().color();
        m_opacity = now.opacity();
    }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        if (item.text().trimmed().isEmpty())
            return;
        const QRectF letters(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        PaintedText text{item.text(), m_transform.mapRect(letters), {}, systemClip().boundingRect(), m_pen};
        text.visible = text.rect;
        if (!text.widget.isEmpty())
            text.visible &= text.widget;
        if (painter()->hasClipping())
            text.visible &= m_transform.mapRect(painter()->clipBoundingRect());
        text.colour.setAlphaF(float(text.colour.alphaF() * m_opacity));
        texts.push_back(text);
    }
    std::vector<PaintedText> texts;

private:
    QTransform m_transform;
    QColor m_pen;
    qreal m_opacity = 1;
};

/// A sheet of the widget's size on which the listener sits.
class Sheet final : public QPaintDevice {
public:
    explicit Sheet(QWidget& like) : m_like(like) {}
    QPaintEngine* paintEngine() const override { return &m_listener; }
    std::vector<PaintedText>& texts() { return m_listener.texts; }

protected:
    int metric(PaintDeviceMetric what) const override {
        switch (what) {
        case PdmWidth:
            return m_like.width();
        case PdmHeight:
            return m_like.height();
        case PdmDevicePixelRatio:
            return 1;
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmPhysicalDpiX:
            return m_like.logicalDpiX();
        case PdmDpiY:
        case PdmPhysicalDpiY:
            return m_like.logicalDpiY();
        default:
            return 0;
        }
    }

private:
    QWidget& m_like;
    mutable Listener m_listener;
};

} // namespace

std::vector<PaintedText> paintedTexts(QWidget& top) {
    Sheet sheet(top);
    {
        QPainter painter(&sheet);
        top.render(&painter);
    }
    return std::move(sheet.texts());
}

} // namespace review
