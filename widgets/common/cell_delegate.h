#pragma once

#include <QStyledItemDelegate>

#include "widgets/theme/colours.h"

namespace widgets {

/// Draws every cell of the console's tables and trees by its models::Role facts. Owned by its view.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    /// The data is old: everything steps back to the muted colour.
    void setStale(bool stale) { m_stale = stale; }
    [[nodiscard]] bool isStale() const { return m_stale; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintText(QPainter& painter, const QStyleOptionViewItem& option, const QRect& rect,
                   const QModelIndex& index) const;

    bool m_stale = false;
};

/// Cell padding at a column's place: 16 at the table's edges, else 8. `view` may be a table or a tree.
[[nodiscard]] QRect cellContents(const QRect& rect, const QWidget* view, int column);
/// What that padding takes of the column's width, px.
[[nodiscard]] int cellMargins(const QWidget* view, int column);

} // namespace widgets
