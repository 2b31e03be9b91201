#include "widgets/pane_registry.h"

#include <algorithm>

#include <QCoreApplication>

namespace widgets {

const PaneInfo* PaneRegistry::find(const QString& kind) const {
    const auto found =
        std::find_if(panes.begin(), panes.end(), [&](const PaneInfo& info) { return info.kind == kind; });
    return found == panes.end() ? nullptr : &*found;
}

PaneRegistry PaneRegistry::standard() {
    return {};
}

} // namespace widgets
