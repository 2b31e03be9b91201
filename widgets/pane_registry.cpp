#include "widgets/pane_registry.h"

#include <algorithm>

#include <QCoreApplication>

#include "widgets/panes/group/group_pane.h"
#include "widgets/panes/groups/groups_pane.h"
#include "widgets/panes/local_broker/local_broker_pane.h"
#include "widgets/panes/overview/overview_pane.h"
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

const PaneInfo* PaneRegistry::find(const QString& kind) const {
    const auto found =
        std::find_if(panes.begin(), panes.end(), [&](const PaneInfo& info) { return info.kind == kind; });
    return found == panes.end() ? nullptr : &*found;
}

PaneRegistry PaneRegistry::standard() {
    PaneRegistry r;
    r.panes = {
        {.kind = QStringLiteral("welcome"),
         .title = Words::tr("Welcome"),
         .icon = QStringLiteral("overview"),
         .make = [](const PaneKey& key, PaneContext& context, session::ClusterSession*) -> Pane* {
             return new WelcomePane(key, context);
         },
         .count = {}},
        {.kind = QStringLiteral("overview"),
         .title = Words::tr("Overview"),
         .icon = QStringLiteral("overview"),
         .onRail = true,
         .make = make<OverviewPane>,
         .count = {}},
        {.kind = QStringLiteral("topics"),
         .title = Words::tr("Topics"),
         .icon = QStringLiteral("topic"),
         .onRail = true,
         .make = make<TopicsPane>,
         .count = [](const session::ClusterSnapshot& s) { return std::optional<qint64>(s.figures.topics); }},
        {.kind = QStringLiteral("groups"),
         .title = Words::tr("Groups"),
         .icon = QStringLiteral("group"),
         .onRail = true,
         .make = make<GroupsPane>,
         .count = [](const session::ClusterSnapshot& s) { return std::optional<qint64>(s.figures.groups); }},
        {.kind = QStringLiteral("local-broker"),
         .title = Words::tr("Local broker"),
         .icon = QStringLiteral("db"),
         .onRail = true,
         .localOnly = true,
         .make = make<LocalBrokerPane>,
         .count = {}},
        {.kind = QStringLiteral("topic"),
         .title = Words::tr("Topic"),
         .icon = QStringLiteral("topic"),
         .make = make<TopicPane>,
         .count = {}},
        {.kind = QStringLiteral("group"),
         .title = Words::tr("Group"),
         .icon = QStringLiteral("group"),
         .make = make<GroupPane>,
         .count = {}},
    };
    return r;
}

} // namespace widgets
