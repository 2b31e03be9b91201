#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QString>

#include "widgets/pane.h"

namespace widgets {

/// One kind of page: all that the window needs to know of it. A pane is a folder and one of these.
struct PaneInfo {
    QString kind;
    QString title; ///< translated; pages of an object take the object's name
    QString icon;
    bool onRail = false;    ///< listed below its cluster; its place in the list gives it Ctrl+1 … 9
    bool localOnly = false; ///< only for the broker inside this program
    std::function<Pane*(const PaneKey&, PaneContext&, session::ClusterSession*)> make;
    std::function<std::optional<qint64>(const session::ClusterSnapshot&)>
        count; ///< live figure on the rail; none: no figure
};

/// The list of pages. Made once in main, after the translator; a plain value.
struct PaneRegistry {
    std::vector<PaneInfo> panes;
    [[nodiscard]] const PaneInfo* find(const QString& kind) const;
    [[nodiscard]] static PaneRegistry standard();
};

} // namespace widgets
