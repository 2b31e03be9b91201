#include "review/rules.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPixmap>
#include <QTabBar>
#include <QTableView>

#include "review/painted_text.h"

namespace review {
namespace {

constexpr double leastContrast = 4.5;
constexpr QChar dots(0x2026);

/// Less than this is a gap between things, not room for a word, px.
constexpr int roomForAWord = 48;

QWidget* deepestAt(QWidget& top, QPoint at) {
    const QObjectList children = top.children();
    for (auto it = children.rbegin(); it != children.rend(); ++it) {
        auto* child = qobject_cast<QWidget*>(*it);
        if (child && child->isVisible() && !child->isWindow() && child->geometry().contains(at))
            return deepestAt(*child, at - child->pos());
    }
    return &top;
}

/// What of a widget is not cut away by those around it, in the coordinates of `top`.
QRect seenOf(const QWidget& widget, const QWidget& top) {
    QRect seen(widget.mapTo(&top, QPoint(0, 0)), widget.size());
    for (const QWidget* around = widget.parentWidget(); around && &widget != &top;
         around = around->parentWidget()) {
        seen &= QRect(around->mapTo(&top, QPoint(0, 0)), around->size());
        if (around == &top)
            break;
    }
    return seen;
}

QString pathOf(const QWidget* widget) {
    QStringList names;
    for (; widget; widget = widget->isWindow() ? nullptr : widget->parentWidget()) {
        const QString name = widget->objectName();
        if (!name.isEmpty() && !name.startsWith(QLatin1String("qt_")))
            names.prepend(name);
        else if (names.isEmpty())
            names.prepend(QString::fromLatin1(widget->metaObject()->className()));
    }
    return names.join(QLatin1Char('/'));
}

QAbstractItemView* viewOf(QWidget* widget) {
    for (QWidget* at = widget; at; at = at->parentWidget())
        if (auto* view = qobject_cast<QAbstractItemView*>(at))
            return view;
    return nullptr;
}

/// What lies in a scroll area or a line of text may be cut by its edge: one scrolls to it.
bool scrolls(QWidget* widget) {
    for (QWidget* at = widget; at; at = at->parentWidget()) {
        const auto* area = qobject_cast<QAbstractScrollArea*>(at->parentWidget());
        if (area && area->viewport() == at)
            return true;
        if (qobject_cast<QTabBar*>(at) || qobject_cast<QLineEdit*>(at))
            return true;
    }
    return false;
}

double luminance(const QColor& colour) {
    const auto part = [](float value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

QColor over(const QColor& ground, const QColor& colour) {
    const float a = colour.alphaF();
    const auto mixed = [a](float below, float above) { return below * (1 - a) + above * a; };
    return QColor::fromRgbF(mixed(ground.redF(), colour.redF()), mixed(ground.greenF(), colour.greenF()),
                            mixed(ground.blueF(), colour.blueF()));
}

class Look {
public:
    explicit Look(QWidget& top)
        : m_top(top)
        , m_image(top.grab().toImage().convertToFormat(QImage::Format_RGB32))
        , m_texts(paintedTexts(top)) {}

    std::vector<Finding> all(const QSize& screen) {
        if (m_top.width() > screen.width() || m_top.height() > screen.height())
            add(Rule::Cut, &m_top, QStringLiteral("is larger than the screen"), m_top.rect());
        for (QWidget* widget : m_top.findChildren<QWidget*>())
            if (widget->isVisible() && widget->window() == &m_top)
                m_seen.emplace_back(seenOf(*widget, m_top), widget);
        for (const PaintedText& text : m_texts) {
            QWidget* owner = ownerOf(text);
            const bool seen = !text.visible.isEmpty();
            checkCut(text, owner);
            if (!seen)
                continue;
            checkElided(text, owner);
            checkContrast(text, owner);
        }
        checkTextsOverlap();
        checkWidgets(m_top);
        return std::move(m_found);
    }

private:
    void add(Rule rule, const QWidget* where, const QString& what, const QRect& rect) {
        m_found.push_back({rule, pathOf(where), what, rect});
    }

    /// The widget that drew the text: the innermost of those of which as much is to be seen.
    QWidget* ownerOf(const PaintedText& text) {
        QWidget* owner = nullptr;
        for (const auto& [seen, widget] : m_seen)
            if (seen == text.widget)
                owner = widget;
        return owner ? owner : deepestAt(m_top, text.visible.center().toPoint());
    }

    [[nodiscard]] QRgb pixel(double x, double y) const {
        const double scale = m_image.devicePixelRatio();
        return m_image.pixel(std::clamp(int(x * scale), 0, m_image.width() - 1),
                             std::clamp(int(y * scale), 0, m_image.height() - 1));
    }

    void checkCut(const PaintedText& text, QWidget* owner) {
        const auto* line = qobject_cast<QLineEdit*>(owner);
        // A field scrolls along what is written in it; what it says while it is empty has to fit.
        if (scrolls(owner) || (line && !line->text().isEmpty()))
            return;
        const QRectF& all = text.rect;
        const QRectF& seen = text.visible;
        // Letters seldom fill the height of their line.
        const double slack = all.height() / 4;
        if (seen.isEmpty() || seen.left() > all.left() + 1.5 || seen.right() < all.right() - 1.5 ||
            seen.top() > all.top() + slack || seen.bottom() < all.bottom() - slack)
            add(Rule::Cut, owner, text.text, all.toAlignedRect());
    }

    /// Dots that the text has by itself: "Import…".
    static bool ownDots(const PaintedText& text, QWidget* owner) {
        if (const auto* label = qobject_cast<QLabel*>(owner))
            return label->toolTip().isEmpty() && label->text().contains(text.text);
        if (const auto* button = qobject_cast<QAbstractButton*>(owner))
            return button->text().contains(dots);
        if (const auto* line = qobject_cast<QLineEdit*>(owner))
            return line->placeholderText().contains(dots) || line->text().contains(dots);
        return !text.text.endsWith(dots) && !text.text.startsWith(dots) && !viewOf(owner);
    }

    void checkElided(const PaintedText& text, QWidget* owner) {
        if (!text.text.contains(dots) || ownDots(text, owner))
            return;
        const QAbstractItemView* view = viewOf(owner);
        const auto* header = view ? view->findChild<QHeaderView*>() : nullptr;
        if (const auto* table = qobject_cast<const QTableView*>(view))
            header = table->horizontalHeader();
        const bool free = view && header ? header->length() < view->viewport()->width() - roomForAWord
                                         : emptyBeside(text.rect) >= roomForAWord;
        if (free)
            add(Rule::Elided, owner, text.text, text.rect.toAlignedRect());
    }

    /// How many pixels to the right of it have its ground's colour and nothing else.
    [[nodiscard]] int emptyBeside(const QRectF& rect) const {
        const QRgb ground = pixel(rect.right() + 2, rect.center().y());
        double x = rect.right() + 2;
        for (; x < m_top.width(); ++x)
            for (double y = rect.top() + 2; y < rect.bottom() - 2; ++y)
                if (pixel(x, y) != ground)
                    return int(x - rect.right());
        return int(x - rect.right());
    }

    void checkContrast(const PaintedText& text, QWidget* owner) {
        if (!owner->isEnabled())
            return;
        if (auto* view = qobject_cast<QAbstractItemView*>(owner->parentWidget());
            view && view->viewport() == owner) {
            const auto index = view->indexAt(owner->mapFrom(&m_top, text.rect.center().toPoint()));
            if (index.isValid() && !(index.flags() & Qt::ItemIsEnabled))
                return;
        }
        std::map<QRgb, int> counts;
        for (double y = text.visible.top() + 0.5; y < text.visible.bottom(); ++y)
            for (double x = text.visible.left() - 1.5; x < text.visible.right() + 2; ++x)
                ++counts[pixel(x, y)];
        const QColor ground(
            std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; })->first);
        const double ratio = contrast(over(ground, text.colour), ground);
        if (ratio < leastContrast)
            add(Rule::Contrast, owner,
                QStringLiteral("%1 (%2 : 1, %3 on %4)")
                    .arg(text.text)
                    .arg(ratio, 0, 'f', 1)
                    .arg(text.colour.name(), ground.name()),
                text.rect.toAlignedRect());
    }

    void checkTextsOverlap() {
        for (std::size_t i = 0; i < m_texts.size(); ++i)
            for (std::size_t j = i + 1; j < m_texts.size(); ++j) {
                // Ascents and descents of neighbouring lines may touch.
                const QRectF common = (m_texts[i].visible & m_texts[j].visible).adjusted(1.5, 3, -1.5, -3);
                if (common.width() > 0 && common.height() > 0 && m_texts[i].text != m_texts[j].text)
                    add(Rule::Overlap, deepestAt(m_top, common.center().toPoint()),
                        m_texts[i].text + QStringLiteral(" | ") + m_texts[j].text, common.toAlignedRect());
            }
    }

    static void widgetsIn(const QLayout* layout, std::vector<QWidget*>& out) {
        for (int i = 0; layout && i < layout->count(); ++i) {
            QLayoutItem* item = layout->itemAt(i);
            if (QWidget* widget = item->widget(); widget && widget->isVisible())
                out.push_back(widget);
            widgetsIn(item->layout(), out);
        }
    }

    void checkWidgets(QWidget& parent) {
        std::vector<QWidget*> laidOut;
        widgetsIn(parent.layout(), laidOut);
        for (std::size_t i = 0; i < laidOut.size(); ++i)
            for (std::size_t j = i + 1; j < laidOut.size(); ++j) {
                const QRect common = laidOut[i]->geometry() & laidOut[j]->geometry();
                if (common.width() > 1 && common.height() > 1)
                    add(Rule::Overlap, laidOut[i], pathOf(laidOut[j]), common);
            }
        const bool mayReachOut = scrolls(&parent) || qobject_cast<QAbstractScrollArea*>(&parent);
        for (QObject* object : parent.children()) {
            auto* child = qobject_cast<QWidget*>(object);
            if (!child || !child->isVisible() || child->isWindow() || child->size().isEmpty())
                continue;
            const QRect inside = child->geometry() & parent.rect();
            if (!mayReachOut &&
                (inside.width() < child->width() - 1 || inside.height() < child->height() - 1))
                add(Rule::Cut, child, QStringLiteral("reaches beyond %1").arg(pathOf(&parent)),
                    child->geometry());
            checkWidgets(*child);
        }
    }

    QWidget& m_top;
    QImage m_image;
    std::vector<PaintedText> m_texts;
    std::vector<std::pair<QRect, QWidget*>> m_seen; // parents before their children
    std::vector<Finding> m_found;
};

} // namespace

QString nameOf(Rule rule) {
    switch (rule) {
    case Rule::Elided:
        return QStringLiteral("elided");
    case Rule::Cut:
        return QStringLiteral("cut");
    case Rule::Overlap:
        return QStringLiteral("overlap");
    case Rule::Contrast:
        return QStringLiteral("contrast");
    }
    return {};
}

std::vector<Finding> lookAt(QWidget& top, const QSize& screen) {
    return Look(top).all(screen);
}

} // namespace review
