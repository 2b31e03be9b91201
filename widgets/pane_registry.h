#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QString>

#include "widgets/pane.h"

namespace widgets {

/// Where a kind of page is listed. Its place among those of its cluster gives it Ctrl+1 … 9.
enum class RailSection {
    None,
    Cluster,     ///< below every cluster
    LocalBroker, ///< below the broker inside this program
    AllClusters, ///< below all clusters
};

/// A place on a page that is found by a name of its own.
struct PanePlace {
    QString part;  ///< for showPart
    QString title; ///< translated
};

/// One kind of page: all that the window needs to know of it. A pane is a folder and one of these.
struct PaneInfo {
    PageKind kind = PageKind::Welcome;
    std::optional<PageKind> parent = {}; ///< the page that lists its objects
    QString title;                       ///< translated; pages of an object take the object's name
    QString icon;
    RailSection section = RailSection::None;
    std::function<Pane*(const PaneKey&, PaneContext&, session::ClusterSession*)> make;
    std::function<session::Reading<qint64>(const session::ClusterSnapshot&)>
        count;                          ///< live figure on the rail; none: no figure
    std::vector<PanePlace> places = {}; ///< on a page that the rail lists
};

/// The list of pages. Made once in main, after the translator; a plain value.
struct PaneRegistry {
    std::vector<PaneInfo> panes;
    /// Pages listed below this cluster, in order.
    [[nodiscard]] std::vector<const PaneInfo*> onRail(const session::ConnectionProfile& profile) const;
    [[nodiscard]] const PaneInfo* find(PageKind kind) const;
    [[nodiscard]] bool isOfAll(PageKind kind) const; ///< it stays whichever cluster is in front
    [[nodiscard]] static PaneRegistry standard();
};

} // namespace widgets
