#include "widgets/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

// The macro declares a function, which must not land in a namespace.
static void openResources() {
    Q_INIT_RESOURCE(app);
}

namespace widgets::theme {
namespace {

QByteArray svg(const QString& name) {
    static const bool opened = (openResources(), true);
    Q_UNUSED(opened)
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no icon %s in the resources", qUtf8Printable(name));
    return file.readAll();
}

QColor tintColour(IconTint tint, QIcon::Mode mode, QIcon::State state) {
    const Colours& c = colours();
    if (tint == IconTint::OnFill)
        return mode == QIcon::Disabled ? c.disabled : c.onFill;
    if (mode == QIcon::Disabled)
        return c.disabled;
    if (mode == QIcon::Selected || (state == QIcon::On && tint == IconTint::Muted))
        return c.accent;
    switch (tint) {
    case IconTint::Muted:
        return c.muted;
    case IconTint::Text:
        return c.text;
    case IconTint::Accent:
        return c.accent;
    case IconTint::Good:
        return c.good;
    case IconTint::Warn:
        return c.warn;
    case IconTint::Bad:
        return c.bad;
    case IconTint::OnFill:
        break;
    }
    return c.muted;
}

/// Looks the colour up when it paints, so that a change of theme needs no new icons.
class TintedEngine final : public QIconEngine {
public:
    TintedEngine(QString name, IconTint tint) : m_name(std::move(name)), m_tint(tint) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const int side = std::min(rect.width(), rect.height());
        const QPixmap picture =
            iconPixmap(m_name, tintColour(m_tint, mode, state), side, painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2,
                            picture);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return iconPixmap(m_name, tintColour(m_tint, mode, state), std::min(size.width(), size.height()), 1);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        const auto side = static_cast<int>(std::lround(std::min(size.width(), size.height()) / scale));
        return iconPixmap(m_name, tintColour(m_tint, mode, state), side, scale);
    }
    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
    QIconEngine* clone() const override { return new TintedEngine(m_name, m_tint); }

private:
    QString m_name;
    IconTint m_tint;
};

} // namespace

QIcon icon(const QString& name, IconTint tint) {
    return QIcon(new TintedEngine(name, tint));
}

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal ratio) {
    const QString key = QStringLiteral("milena/%1/%2/%3/%4").arg(name, colour.name()).arg(size).arg(ratio);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    picture = QPixmap(QSize(size, size) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    // Every icon is drawn in one stroke colour, the muted one of the light theme.
    QByteArray drawing =
        svg(name).replace(lightColours().muted.name().toUpper().toLatin1(), colour.name().toLatin1());
    if (size >= 32) // a line twice as thick would shout
        drawing.replace("stroke-width=\"1.3\"", "stroke-width=\"0.8\"");
    QSvgRenderer renderer(drawing);
    QPainter painter(&picture);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, picture);
    return picture;
}

QIcon programIcon() {
    static const QByteArray source = svg(QStringLiteral("milena"));
    QIcon result;
    for (const int size : {16, 32, 64, 128}) {
        QPixmap picture(size, size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        QSvgRenderer(source).render(&painter);
        painter.end();
        result.addPixmap(picture);
    }
    return result;
}

} // namespace widgets::theme
