#pragma once

class QWidget;

namespace widgets {

class PaneContext;

/// Plays the adder on the local broker, which is started first when it stands still, and opens the overview
/// of it. Asks when `adder` is already there. UI thread.
void startAdder(PaneContext& context, QWidget* parent);

} // namespace widgets
