#pragma once

class QTableView;
class QTreeView;

namespace widgets {

class CellDelegate;
class HeaderView;

/// The one look of the console's tables: rows of 26, whole rows chosen, no grid, small muted titles. The
/// header and the delegate belong to the table. UI thread.
HeaderView* dressTable(QTableView& table, CellDelegate* delegate);
/// The same for rows that open.
HeaderView* dressTree(QTreeView& tree, CellDelegate* delegate);

} // namespace widgets
