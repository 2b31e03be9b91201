#pragma once

#include <QUuid>

class QWidget;

namespace widgets {

class PaneContext;

/// What the window, the rail and the welcome page do with remembered clusters. UI thread.
namespace connections {

/// Asks for a new cluster in a dialog, remembers and opens it.
void add(PaneContext& context, QWidget* parent);
/// Asks for changes; an open connection whose address changes is made anew.
void edit(PaneContext& context, QWidget* parent, const QUuid& profile);
/// Opens a remembered cluster; the broker inside this program is started when it stands still.
void open(PaneContext& context, const QUuid& profile);

} // namespace connections
} // namespace widgets
