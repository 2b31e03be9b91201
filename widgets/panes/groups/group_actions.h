#pragma once

#include "session/cluster_session.h"

class QWidget;

namespace widgets {

class PaneContext;

/// What can be done to groups from their list and from a group's own page. UI thread.
namespace group_actions {

void remove(PaneContext& context, session::ClusterSession& cluster, QWidget* window,
            const QStringList& groups);
/// Why these cannot be deleted now; empty: they can.
QString whyNotRemovable(const session::ClusterSession& cluster, const QStringList& groups);

} // namespace group_actions
} // namespace widgets
