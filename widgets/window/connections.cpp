#include "widgets/window/connections.h"

#include <algorithm>

#include <QCoreApplication>

#include "session/profile_colours.h"
#include "session/workspace.h"
#include "widgets/common/words.h"
#include "widgets/pane.h"
#include "widgets/prompts/prompts.h"

namespace widgets::connections {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(connection)
};

std::optional<session::ConnectionProfile> find(const session::Workspace& workspace, const QUuid& id) {
    const auto& all = workspace.clusters().profiles();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& profile) { return profile.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace

void add(PaneContext& context, QWidget* parent) {
    session::Workspace& workspace = context.workspace();
    session::ConnectionProfile fresh;
    fresh.colour = session::freeColour(workspace.clusters().profiles());
    context.prompts().editConnection(parent, workspace.clusters(), fresh,
                                     [&workspace](const session::ConnectionProfile& made) {
                                         workspace.clusters().saveProfile(made);
                                         workspace.clusters().open(made.id);
                                     });
}

void edit(PaneContext& context, QWidget* parent, const QUuid& profile) {
    session::Workspace& workspace = context.workspace();
    const auto known = find(workspace, profile);
    if (!known)
        return;
    context.prompts().editConnection(
        parent, workspace.clusters(), *known, [&workspace](const session::ConnectionProfile& edited) {
            const session::ClusterSession* old = workspace.clusters().find(edited.id);
            const bool moved = old && old->profile().bootstrap != edited.bootstrap;
            if (moved)
                workspace.clusters().close(edited.id);
            workspace.clusters().saveProfile(edited);
            if (moved)
                workspace.clusters().open(edited.id);
        });
}

void show(PaneContext& context, const QUuid& profile) {
    session::Workspace& workspace = context.workspace();
    const auto known = find(workspace, profile);
    if (!known)
        return;
    workspace.clusters().open(profile);
    if (known->localBroker && workspace.localBroker().state() != session::LocalBrokerState::Running)
        emit context.openRequested({PageKind::LocalBroker, profile, {}});
}

void noteTwins(PaneContext& context, const QUuid& profile) {
    const QString told = withTwins({}, context.workspace().clusters(), profile);
    const auto known = find(context.workspace(), profile);
    if (told.isEmpty() || !known)
        return;
    context.tellEnded<QString>( // the words name it themselves
        {}, known->name, [&](auto& note) { note.succeed(Words::tr("%1: %2").arg(known->name, told)); });
}

} // namespace widgets::connections
