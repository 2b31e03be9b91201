#pragma once

#include <functional>

class QTabBar;

namespace widgets {

/// Shows only these tabs, moves them to the end of the bar in the order they have, and lays the bar out anew.
/// UI thread.
void showTabs(QTabBar& bar, const std::function<bool(int tab)>& shown);

} // namespace widgets
