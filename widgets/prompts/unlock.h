#pragma once

#include <functional>

#include <QStringList>

#include "session/cluster_session.h"

class QWidget;

namespace widgets {

class Prompts;

/// Runs `act` at once, or after production was unlocked; not at all when the session is gone by then. UI
/// thread.
void whenUnlocked(Prompts& prompts, session::ClusterSession& cluster, QWidget* window,
                  std::function<void()> act);

/// What has to be typed before these objects die: on production the only one's name, or the cluster's for
/// several; else empty.
QString typedName(const session::ClusterSession& cluster, const QStringList& objects);

} // namespace widgets
