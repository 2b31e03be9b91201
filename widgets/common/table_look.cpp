#include "widgets/common/table_look.h"

#include <QTableView>
#include <QTreeView>

#include "widgets/common/cell_delegate.h"
#include "widgets/common/header_view.h"

namespace widgets {
namespace {

void dress(QAbstractItemView& view, CellDelegate* delegate) {
    view.setItemDelegate(delegate);
    view.setFrameShape(QFrame::NoFrame);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setTabKeyNavigation(false);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

} // namespace

HeaderView* dressTable(QTableView& table, CellDelegate* delegate) {
    dress(table, delegate);
    auto* header = new HeaderView(&table);
    table.setHorizontalHeader(header);
    QHeaderView* side = table.verticalHeader();
    side->hide();
    side->setSectionResizeMode(QHeaderView::Fixed);
    side->setMinimumSectionSize(20);
    side->setDefaultSectionSize(26);
    table.setShowGrid(false);
    table.setWordWrap(false);
    return header;
}

HeaderView* dressTree(QTreeView& tree, CellDelegate* delegate) {
    dress(tree, delegate);
    auto* header = new HeaderView(&tree);
    tree.setHeader(header);
    tree.setUniformRowHeights(true);
    tree.setAllColumnsShowFocus(true);
    return header;
}

} // namespace widgets
