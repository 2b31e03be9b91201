#pragma once

#include <QStringList>

#include "session/cluster_session.h"

class QWidget;

namespace widgets {

class PaneContext;

/// What can be done to topics, the same from the tool bar, the table and a topic's own page: asks where
/// something dies, unlocks production first, reports long work to the status bar. UI thread.
namespace topic_actions {

void create(PaneContext& context, session::ClusterSession& cluster, QWidget* window);
/// `topic` empty: chosen in the dialog.
void produce(PaneContext& context, session::ClusterSession& cluster, QWidget* window, const QString& topic);
void addPartitions(PaneContext& context, session::ClusterSession& cluster, QWidget* window,
                   const QString& topic);
void empty(PaneContext& context, session::ClusterSession& cluster, QWidget* window,
           const QStringList& topics);
void remove(PaneContext& context, session::ClusterSession& cluster, QWidget* window,
            const QStringList& topics);

} // namespace topic_actions
} // namespace widgets
