#include "widgets/common/cell_delegate.h"

#include <cmath>

#include <QAbstractItemView>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>
#include <QTreeView>

#include "models/formats.h"
#include "widgets/common/painting.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

using models::CellKind;

// What stands before a cell's text, with the room after it, and what has no text, px.
constexpr int kShape = 16, kIcon = 24, kShareBar = 56, kShare = kShareBar + 8;
constexpr int kSparkline = 80;

const QHeaderView* headerOf(const QWidget* view) {
    if (const auto* table = qobject_cast<const QTableView*>(view))
        return table->horizontalHeader();
    if (const auto* tree = qobject_cast<const QTreeView*>(view))
        return tree->header();
    return nullptr;
}

bool isEdge(const QHeaderView* header, int column, bool last) {
    if (!header)
        return false;
    const int step = last ? 1 : -1;
    for (int visual = header->visualIndex(column) + step; visual >= 0 && visual < header->count();
         visual += step)
        if (!header->isSectionHidden(header->logicalIndex(visual)))
            return false;
    return true;
}

CellKind kindOf(const QModelIndex& index) {
    const QVariant kind = index.data(models::KindRole);
    return kind.isValid() ? static_cast<CellKind>(kind.toInt()) : CellKind::Text;
}

bool isMonospace(CellKind kind) {
    return kind == CellKind::Number || kind == CellKind::Mono || kind == CellKind::Share;
}

QString textOf(const QModelIndex& index) {
    return models::onOneLine(index.data().toString());
}

/// A figure with a state.
bool isMarked(const QModelIndex& index) {
    return index.data(models::ShapeRole).toInt() != static_cast<int>(models::Shape::None);
}

} // namespace

QRect cellContents(const QRect& rect, const QWidget* view, int column) {
    const QHeaderView* header = headerOf(view);
    return rect.adjusted(isEdge(header, column, false) ? 16 : 8, 0, isEdge(header, column, true) ? -16 : -8,
                         0);
}

int cellMargins(const QWidget* view, int column) {
    const QRect any(0, 0, 1000, 26);
    return any.width() - cellContents(any, view, column).width();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const CellKind kind = kindOf(index);
    const int margins = cellMargins(option.widget, index.column());
    if (kind == CellKind::Sparkline)
        return {kSparkline + margins, 26};
    if (kind == CellKind::Chips)
        if (const auto chips = index.data(models::ChipsRole).value<models::Chips>(); !chips.isEmpty())
            return {chipsWidth(chips) + margins + 1, 26};
    int before = 0;
    if (index.data(models::BadgeRole).isValid())
        before = kBadgeRoom;
    else if (kind == CellKind::State || (kind == CellKind::Number && isMarked(index)))
        before = kShape;
    else if (kind == CellKind::Share)
        before = kShare;
    else if (kind == CellKind::Name && !index.data(models::IconRole).toString().isEmpty())
        before = kIcon;
    QFont font = isMonospace(kind) ? theme::monoFont() : theme::bodyFont();
    if (index.data(models::StrongRole).toBool())
        font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const QString text = textOf(index);
    // Tables measure what is in sight again and again, and shaping a text takes far longer than counting it.
    const double width = kind == CellKind::Number ? metrics.horizontalAdvance(u'0') * double(text.size())
                                                  : metrics.horizontalAdvance(text);
    return {int(std::ceil(width)) + before + margins + 1, 26};
}

void CellDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const {
    const theme::Colours& c = theme::colours(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const QVariant ground = index.data(models::GroundRole);
    painter.fillRect(option.rect, selected           ? (m_stale ? c.line : c.selection)
                                  : m_stale          ? c.raised
                                  : ground.isValid() ? c.ground(static_cast<models::Tone>(ground.toInt()))
                                                     : c.surface);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.grid);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool current =
        view && view->currentIndex().row() == index.row() && view->currentIndex().parent() == index.parent();
    if (!current || !(selected || view->hasFocus()))
        return;
    const QColor mark = m_stale ? c.muted : c.accent;
    if (isEdge(headerOf(view), index.column(), false))
        painter.fillRect(QRect(0, option.rect.top(), 2, option.rect.height()), mark);
    if (!selected) { // the keys work from here, though nothing is chosen yet
        painter.fillRect(QRect(option.rect.topLeft(), QSize(option.rect.width(), 1)), mark);
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), mark);
    }
}

namespace {

/// Grounds behind what was looked for, in a text that begins at the left edge.
void paintMatches(QPainter& painter, const QRect& rect, const QString& text, const models::TextSpans& matches,
                  const QFontMetricsF& metrics, const QColor& ground) {
    for (const models::TextSpan& span : matches) {
        const double from = rect.left() + metrics.horizontalAdvance(text.left(span.begin));
        if (from >= rect.right())
            return;
        const double width = metrics.horizontalAdvance(text.mid(span.begin, span.end - span.begin));
        painter.fillRect(QRectF(from, rect.center().y() - 8, std::min(width, rect.right() - from), 18),
                         ground);
    }
}

} // namespace

void CellDelegate::paintText(QPainter& painter, const QStyleOptionViewItem& option, const QRect& rect,
                             const QModelIndex& index) const {
    const theme::Colours& c = theme::colours(option.palette);
    const CellKind kind = kindOf(index);
    const QVariant tone = index.data(models::ToneRole);
    QFont font = isMonospace(kind) ? theme::monoFont() : theme::bodyFont();
    if (index.data(models::StrongRole).toBool())
        font.setWeight(QFont::DemiBold);
    font.setItalic(index.data(models::ItalicRole).toBool());
    const QString text = textOf(index);
    const bool plain = kind == CellKind::Text || text == models::unknownSign;
    QColor colour = tone.isValid() ? c.tone(static_cast<models::Tone>(tone.toInt()))
                    : plain        ? c.muted
                    : index.data(models::LiteralRole).toBool() ? c.series[6]
                                                               : c.text;
    if (m_stale)
        colour = c.muted;
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    painter.setFont(font);
    const auto matches = index.data(models::MatchesRole).value<models::TextSpans>();
    if (!matches.isEmpty())
        paintMatches(painter, rect, text, matches, QFontMetricsF(font), c.match);
    painter.setPen(matches.isEmpty() ? colour : c.text);
    painter.drawText(rect, alignment.isValid() ? alignment.toInt() : int(Qt::AlignVCenter | Qt::AlignLeft),
                     QFontMetrics(font).elidedText(
                         text, kind == CellKind::Name ? Qt::ElideMiddle : Qt::ElideRight, rect.width()));
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const theme::Colours& c = theme::colours(option.palette);
    paintGround(*painter, option, index);
    QRect rect = cellContents(option.rect, option.widget, index.column());
    if (const QVariant badge = index.data(models::BadgeRole); badge.isValid()) {
        if (!badge.toString().isEmpty())
            paintBadge(*painter, rect, badge.toString());
        rect.setLeft(rect.left() + kBadgeRoom);
    }
    const bool selected = option.state & QStyle::State_Selected;
    const QVariant tone = index.data(models::ToneRole);
    const auto toned = [&](const QColor& otherwise) {
        return m_stale          ? c.muted
               : tone.isValid() ? c.tone(static_cast<models::Tone>(tone.toInt()))
                                : otherwise;
    };
    switch (kindOf(index)) {
    case CellKind::Sparkline:
        paintSparkline(*painter,
                       QRectF(rect.left(), rect.center().y() - 8, std::min(rect.width(), kSparkline), 16),
                       index.data(models::SparklineRole).value<models::Sparkline>(),
                       toned(selected ? c.accent : c.muted), c.edge);
        return;
    case CellKind::Chips: {
        const auto chips = index.data(models::ChipsRole).value<models::Chips>();
        if (chips.isEmpty())
            paintText(*painter, option, rect, index);
        else
            paintChips(*painter, rect, chips, c, m_stale);
        return;
    }
    case CellKind::State: {
        const auto shape = static_cast<models::Shape>(index.data(models::ShapeRole).toInt());
        if (shape != models::Shape::None) {
            paintShape(*painter, shape, QPointF(rect.left() + 5, rect.center().y() + 0.5), 10,
                       toned(c.muted));
            rect.setLeft(rect.left() + kShape);
        }
        break;
    }
    case CellKind::Share: {
        const QVariant share = index.data(models::ShareRole);
        const QRectF track(rect.left(), rect.center().y() - 2, kShareBar, 5);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.line);
        painter->drawRoundedRect(track, 2, 2);
        if (share.isValid()) {
            painter->setBrush(toned(c.muted));
            painter->drawRoundedRect(QRectF(track.left(), track.top(),
                                            std::clamp(share.toDouble(), 0.0, 1.0) * track.width(),
                                            track.height()),
                                     2, 2);
        }
        painter->restore();
        rect.setLeft(rect.left() + kShare);
        break;
    }
    case CellKind::Name:
        if (const QString name = index.data(models::IconRole).toString(); !name.isEmpty()) {
            const QColor colour = toned(c.muted);
            painter->drawPixmap(rect.left(), rect.center().y() - 7,
                                theme::iconPixmap(name, colour, 16, painter->device()->devicePixelRatioF()));
            rect.setLeft(rect.left() + kIcon);
        }
        break;
    case CellKind::Number:
        if (isMarked(index)) {
            const double text = QFontMetricsF(theme::monoFont()).horizontalAdvance(index.data().toString());
            const double left = std::max<double>(rect.left(), rect.right() + 1 - text - kShape);
            paintShape(*painter, static_cast<models::Shape>(index.data(models::ShapeRole).toInt()),
                       QPointF(left + 5, rect.center().y() + 0.5), 10, toned(c.muted));
            rect.setLeft(int(left) + kShape);
        }
        break;
    case CellKind::Text:
    case CellKind::Mono:
        break;
    }
    paintText(*painter, option, rect, index);
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index) {
    // A cell without a tooltip of its own that shows only a part of its text tells the whole.
    if (event->type() == QEvent::ToolTip && index.data(Qt::ToolTipRole).toString().isEmpty()) {
        const QString text = index.data().toString();
        const QFont font = isMonospace(kindOf(index)) ? theme::monoFont() : theme::bodyFont();
        if (QFontMetrics(font).horizontalAdvance(text) >
            cellContents(option.rect, view, index.column()).width()) {
            QToolTip::showText(event->globalPos(), text.toHtmlEscaped().left(2000), view);
            return true;
        }
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace widgets
