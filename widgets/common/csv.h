#pragma once

#include <QStringList>

class QAction;
class QMenu;
class QModelIndex;

/// What tables save, and the entry of their menus that does. UI thread.
namespace widgets {

/// One line of RFC 4180 with its end: fields with a comma, quote or line end are quoted. Text that a
/// spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers. Pure.
[[nodiscard]] QString csvLine(const QStringList& fields);

/// The cell as other programs take it (models::PlainRole, or SortRole where it has none): numbers not
/// grouped, nothing for what is not known.
[[nodiscard]] QString plainValue(const QModelIndex& cell);

/// Adds "Save as CSV…" at the menu's end; the menu owns it.
[[nodiscard]] QAction* addSaving(QMenu& menu);

} // namespace widgets
