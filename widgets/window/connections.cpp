#include "widgets/window/connections.h"

#include <algorithm>

#include "session/workspace.h"
#include "widgets/pane.h"
#include "widgets/prompts/prompts.h"

namespace widgets::connections {
namespace {

std::optional<session::ConnectionProfile> find(const session::Workspace& workspace, const QUuid& id) {
    const auto& all = workspace.profiles();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& profile) { return profile.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace

void add(PaneContext& context, QWidget* parent) {
    session::Workspace& workspace = context.workspace();
    session::ConnectionProfile fresh;
    fresh.colour = static_cast<int>(workspace.profiles().size() % 8);
    context.prompts().editConnection(parent, workspace, fresh,
                                     [&workspace](const session::ConnectionProfile& made) {
                                         workspace.saveProfile(made);
                                         workspace.open(made.id);
                                     });
}

void edit(PaneContext& context, QWidget* parent, const QUuid& profile) {
    session::Workspace& workspace = context.workspace();
    const auto known = find(workspace, profile);
    if (!known)
        return;
    context.prompts().editConnection(
        parent, workspace, *known, [&workspace](const session::ConnectionProfile& edited) {
            const session::ClusterSession* old = workspace.sessionOf(edited.id);
            const bool moved = old && old->profile().bootstrap != edited.bootstrap;
            if (moved)
                workspace.closeSession(edited.id);
            workspace.saveProfile(edited);
            if (moved)
                workspace.open(edited.id);
        });
}

void open(PaneContext& context, const QUuid& profile) {
    session::Workspace& workspace = context.workspace();
    const auto known = find(workspace, profile);
    const session::ClusterSession* session = workspace.sessionOf(profile);
    if (known && known->localBroker && (!session || session->state() == session::ConnectionState::Closed))
        workspace.startLocalBroker(workspace.localBrokerOptions());
    else if (known)
        workspace.open(profile);
}

} // namespace widgets::connections
