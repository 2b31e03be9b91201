#include "widgets/window/tab_room.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTabBar>

namespace widgets {

void showTabs(QTabBar& bar, const std::function<bool(int tab)>& shown) {
    // Last, because the bar takes the end of its last tab, hidden or not, for the end of all.
    for (int left = bar.count(), tab = 0; left > 0; --left) {
        if (shown(tab))
            bar.moveTab(tab, bar.count() - 1);
        else
            ++tab;
    }
    for (int tab = 0; tab < bar.count(); ++tab)
        bar.setTabVisible(tab, shown(tab));
    // setTabVisible forgets that the tabs before need laying out when its own stays as it was, and never
    // tells the row that the bar wants another width.
    QEvent change(QEvent::StyleChange);
    QCoreApplication::sendEvent(&bar, &change);
}

} // namespace widgets
