#pragma once

#include <QUuid>

class QWidget;

namespace widgets {

class PaneContext;

/// What the window, its rail and its palette do with remembered clusters. UI thread.
namespace connections {

/// Asks for a new cluster in a dialog, remembers and opens it.
void add(PaneContext& context, QWidget* parent);
/// Asks for changes; an open connection whose address changes is made anew.
void edit(PaneContext& context, QWidget* parent, const QUuid& profile);
/// Brings a remembered cluster to the front, opening it; of the broker inside this program, when it stands
/// still, its page, which says what would be started.
void show(PaneContext& context, const QUuid& profile);
/// Says once in the status bar that another connection leads to the same cluster.
void noteTwins(PaneContext& context, const QUuid& profile);

} // namespace connections
} // namespace widgets
