#pragma once

class QAction;
class QObject;
class QPushButton;

namespace widgets {

/// The twin of a button for a context menu: the same words and act, to be chosen exactly while the button can
/// be pressed. Owned by `owner`, which the button outlives. UI thread.
QAction* actionOf(QPushButton* button, QObject* owner);

} // namespace widgets
