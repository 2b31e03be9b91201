#include "widgets/pane_registry.h"

#include <algorithm>

#include <QCoreApplication>

#include "widgets/panes/group/group_pane.h"
#include "widgets/panes/groups/groups_pane.h"
#include "widgets/panes/local_broker/local_broker_pane.h"
#include "widgets/panes/overview/overview_pane.h"
#include "widgets/panes/runs/runs_pane.h"
#include "widgets/panes/topic/topic_pane.h"
#include "widgets/panes/topics/topics_pane.h"
#include "widgets/panes/welcome/welcome_pane.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(panes)
};

template <class P>
Pane* make(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster) {
    return new P(key, context, cluster);
}

} // namespace

const PaneInfo* PaneRegistry::find(PageKind kind) const {
    const auto found =
        std::find_if(panes.begin(), panes.end(), [&](const PaneInfo& info) { return info.kind == kind; });
    return found == panes.end() ? nullptr : &*found;
}

std::vector<const PaneInfo*> PaneRegistry::onRail(const session::ConnectionProfile& profile) const {
    std::vector<const PaneInfo*> listed;
    for (const PaneInfo& info : panes)
        if (info.section == RailSection::Cluster ||
            (info.section == RailSection::LocalBroker && profile.localBroker))
            listed.push_back(&info);
    return listed;
}

bool PaneRegistry::isOfAll(PageKind kind) const {
    const PaneInfo* info = find(kind);
    return info && info->section == RailSection::AllClusters;
}

PaneRegistry PaneRegistry::standard() {
    PaneRegistry r;
    r.panes = {
        {.kind = PageKind::Welcome,
         .title = Words::tr("Welcome"),
         .icon = QStringLiteral("overview"),
         .make = [](const PaneKey& key, PaneContext& context, session::ClusterSession*) -> Pane* {
             return new WelcomePane(key, context);
         },
         .count = {}},
        {.kind = PageKind::Overview,
         .title = Words::tr("Overview"),
         .icon = QStringLiteral("overview"),
         .section = RailSection::Cluster,
         .make = make<OverviewPane>,
         .count = {},
         .places = {{QStringLiteral("events"), Words::tr("Latest events")}}},
        {.kind = PageKind::Topics,
         .title = Words::tr("Topics"),
         .icon = QStringLiteral("topic"),
         .section = RailSection::Cluster,
         .make = make<TopicsPane>,
         .count =
             [](const session::ClusterSnapshot& s) { return session::Reading<qint64>(s.figures.topics); }},
        {.kind = PageKind::Groups,
         .title = Words::tr("Groups"),
         .icon = QStringLiteral("group"),
         .section = RailSection::Cluster,
         .make = make<GroupsPane>,
         .count = [](const session::ClusterSnapshot& s) { return s.figures.groups; }},
        {.kind = PageKind::LocalBroker,
         .title = Words::tr("Local broker"),
         .icon = QStringLiteral("db"),
         .section = RailSection::LocalBroker,
         .make = make<LocalBrokerPane>,
         .count = {}},
        {.kind = PageKind::Runs,
         .title = Words::tr("Runs"),
         .icon = QStringLiteral("runs"),
         .section = RailSection::AllClusters,
         .make = [](const PaneKey& key, PaneContext& context, session::ClusterSession*) -> Pane* {
             return new RunsPane(key, context);
         },
         .count = {}},
        {.kind = PageKind::Topic,
         .parent = PageKind::Topics,
         .title = Words::tr("Topic"),
         .icon = QStringLiteral("topic"),
         .make = make<TopicPane>,
         .count = {}},
        {.kind = PageKind::Group,
         .parent = PageKind::Groups,
         .title = Words::tr("Group"),
         .icon = QStringLiteral("group"),
         .make = make<GroupPane>,
         .count = {}},
    };
    return r;
}

} // namespace widgets
