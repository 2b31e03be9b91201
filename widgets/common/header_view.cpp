#include "widgets/common/header_view.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "models/cells.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/painting.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {

HeaderView::HeaderView(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setFont(theme::labelFont());
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setMinimumSectionSize(48);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setFixedHeight(28);
}

QSize HeaderView::sizeHint() const {
    return {QHeaderView::sizeHint().width(), 28};
}

QFont HeaderView::fontOf(int section) const {
    QFont font = theme::labelFont();
    if (isSortIndicatorShown() && sortIndicatorSection() == section)
        font.setWeight(QFont::DemiBold);
    return font;
}

QString HeaderView::shownTitle(int section, int room) const {
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const auto mode = model()->headerData(section, Qt::Horizontal, models::EndTellsRole).toBool()
                          ? Qt::ElideLeft
                          : Qt::ElideRight;
    return QFontMetrics(fontOf(section))
        .elidedText(model()->headerData(section, Qt::Horizontal).toString(), mode, room - (sorted ? 12 : 0));
}

bool HeaderView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int section = logicalIndexAt(help->pos());
        const QString title =
            section < 0 ? QString() : model()->headerData(section, orientation()).toString();
        const QRect rect(0, 0, section < 0 ? 0 : sectionSize(section), height());
        if (shownTitle(section, cellContents(rect, parentWidget(), section).width()) != title) {
            QToolTip::showText(help->globalPos(), title.toHtmlEscaped(), viewport());
            return true;
        }
    }
    return QHeaderView::viewportEvent(event);
}

void HeaderView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const theme::Colours& c = theme::colours(palette());
    painter.fillRect(viewport()->rect(), c.raised);
    painter.fillRect(QRect(0, height() - 1, viewport()->width(), 1), c.line);
    painter.end();
    QHeaderView::paintEvent(event);
}

void HeaderView::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const theme::Colours& c = theme::colours(palette());
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    painter->fillRect(rect, c.raised);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.line);
    QRect contents = cellContents(rect, parentWidget(), section);
    if (const QString badge = model()->headerData(section, Qt::Horizontal, models::BadgeRole).toString();
        !badge.isEmpty()) {
        paintBadge(*painter, contents, badge);
        contents.setLeft(contents.left() + kBadgeRoom);
    }
    if (visualIndexAt(rect.right() + 1) >= 0)
        painter->fillRect(QRect(rect.right(), rect.top() + 9, 1, rect.height() - 18), c.line);
    const int alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
    const QFont font = fontOf(section);
    const QFontMetrics metrics(font);
    const QString text = shownTitle(section, contents.width());
    const int width = metrics.horizontalAdvance(text) + (sorted ? 12 : 0);
    const int left = alignment & Qt::AlignRight ? contents.right() + 1 - width : contents.left();
    painter->setFont(font);
    painter->setPen(sorted ? c.text : c.muted);
    painter->drawText(QRect(left, rect.top(), width, rect.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    if (sorted) {
        const QPointF at(left + width - 4.5, rect.center().y() + 1);
        const qreal way = sortIndicatorOrder() == Qt::AscendingOrder ? -1 : 1;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.accent);
        painter->drawPolygon(QPolygonF(
            {at + QPointF(-3.5, -2 * way), at + QPointF(3.5, -2 * way), at + QPointF(0, 2.5 * way)}));
        painter->restore();
    }
}

} // namespace widgets
