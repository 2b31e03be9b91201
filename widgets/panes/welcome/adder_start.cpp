#include "widgets/panes/welcome/adder_start.h"

#include <memory>

#include <QCoreApplication>
#include <QPointer>

#include "session/workspace.h"
#include "widgets/pane.h"
#include "widgets/prompts/prompts.h"

namespace widgets {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("adder", text);
}

session::ClusterSession* localSession(const session::Workspace& workspace) {
    session::ClusterSession* open = workspace.localSession();
    return open && open->state() != session::ConnectionState::Closed ? open : nullptr;
}

void askAndPlay(PaneContext& context, session::ClusterSession& local, QWidget* parent) {
    session::Workspace& workspace = context.workspace();
    const session::TopicRow* topic = local.topic(QStringLiteral("adder"));
    if (!topic) {
        workspace.playAdder();
        return;
    }
    context.prompts().confirm(
        parent,
        {tr(QT_TRANSLATE_NOOP("adder", "Play the adder again?")),
         tr(QT_TRANSLATE_NOOP(
                "adder",
                "The topic adder exists and holds %1 records. Ten thousand more are added and summed."))
             .arg(models::formatCount(topic->messages)),
         tr(QT_TRANSLATE_NOOP("adder", "Play")),
         {},
         false},
        [&workspace] { workspace.playAdder(); });
}

/// Whether `adder` exists is known with the first round.
void whenKnown(PaneContext& context, session::ClusterSession& local, QWidget* parent) {
    if (local.snapshot()->takenAtMs > 0) {
        askAndPlay(context, local, parent);
        return;
    }
    auto once = std::make_shared<QMetaObject::Connection>();
    *once = QObject::connect(&local, &session::ClusterSession::snapshotChanged, &context,
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
    *once = QObject::connect(&workspace, &session::Workspace::localBrokerChanged, &context,
                             [once, &context, &workspace, parent = QPointer<QWidget>(parent)] {
                                 if (workspace.localBrokerState() == session::LocalBrokerState::Starting)
                                     return;
                                 QObject::disconnect(*once);
                                 if (session::ClusterSession* local = localSession(workspace))
                                     whenKnown(context, *local, parent);
                             });
    workspace.startLocalBroker(workspace.localBrokerOptions());
}

} // namespace widgets
