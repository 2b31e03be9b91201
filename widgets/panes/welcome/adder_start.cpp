#include "widgets/panes/welcome/adder_start.h"

#include <memory>

#include <QCoreApplication>
#include <QPointer>

#include "session/workspace.h"
#include "widgets/pane.h"
#include "widgets/prompts/prompts.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(adder)
};

session::ClusterSession* localSession(const session::Workspace& workspace) {
    session::ClusterSession* open = workspace.clusters().local();
    return open && open->state() != session::ConnectionState::Closed ? open : nullptr;
}

void play(PaneContext& context, const QUuid& cluster) {
    using Phase = session::AdderProgress::Phase;
    session::Workspace& workspace = context.workspace();
    // Where its charts and its verdict are.
    emit context.openRequested({PageKind::Overview, cluster, {}});
    const Phase phase = workspace.adder().progress().phase;
    if (phase == Phase::Starting || phase == Phase::Creating || phase == Phase::Running)
        return; // it plays already, and is followed
    workspace.adder().play();
}

void askAndPlay(PaneContext& context, session::ClusterSession& local, QWidget* parent) {
    const session::TopicRow* topic = local.data().topic(QStringLiteral("adder"));
    const QUuid cluster = local.profile().id;
    if (!topic) {
        play(context, cluster);
        return;
    }
    context.prompts().confirm(
        parent,
        {Words::tr("Play the adder again?"),
         Words::tr("The topic adder exists and holds %1 records. Ten thousand more are added and summed.")
             .arg(models::formatCount(topic->messages)),
         Words::tr("Play"),
         {},
         false},
        [&context, cluster] { play(context, cluster); });
}

/// Whether `adder` exists is known with the first round.
void whenKnown(PaneContext& context, session::ClusterSession& local, QWidget* parent) {
    if (local.data().snapshot()->takenAtMs > 0) {
        askAndPlay(context, local, parent);
        return;
    }
    auto once = std::make_shared<QMetaObject::Connection>();
    *once = QObject::connect(&local.data(), &session::ClusterData::snapshotChanged, &context,
                             [once, &context, local = &local, parent = QPointer<QWidget>(parent)] {
                                 QObject::disconnect(*once);
                                 askAndPlay(context, *local, parent);
                             });
}

} // namespace

void startAdder(PaneContext& context, QWidget* parent) {
    session::Workspace& workspace = context.workspace();
    if (session::ClusterSession* local = localSession(workspace)) {
        whenKnown(context, *local, parent);
        return;
    }
    auto once = std::make_shared<QMetaObject::Connection>();
    *once = QObject::connect(&workspace.localBroker(), &session::LocalBroker::changed, &context,
                             [once, &context, &workspace, parent = QPointer<QWidget>(parent)] {
                                 if (workspace.localBroker().state() == session::LocalBrokerState::Starting)
                                     return;
                                 QObject::disconnect(*once);
                                 if (session::ClusterSession* local = localSession(workspace))
                                     whenKnown(context, *local, parent);
                             });
    workspace.localBroker().start(workspace.localBroker().options());
}

} // namespace widgets
