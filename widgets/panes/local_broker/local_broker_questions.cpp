#include "widgets/panes/local_broker/local_broker_questions.h"

#include <QCoreApplication>
#include <QStringList>

#include "models/formats.h"
#include "session/workspace.h"

namespace widgets {
namespace {

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("localBroker", text, nullptr, n);
}

/// The user's own topics; none: no round has told yet.
std::optional<int> topicsHeld(const session::Workspace& workspace) {
    const auto* open = workspace.localSession();
    if (!open || open->snapshot()->takenAtMs == 0)
        return std::nullopt;
    const auto& figures = open->snapshot()->figures;
    return figures.topics - figures.internalTopics;
}

} // namespace

std::optional<Prompts::Question> stopQuestion(const session::Workspace& workspace, Leaving leaving) {
    if (workspace.localBrokerState() != session::LocalBrokerState::Running)
        return std::nullopt;
    const int clients = workspace.foreignClients();
    const bool memory = workspace.startedBroker().dataFolder.isEmpty();
    const auto topics = topicsHeld(workspace);
    if (clients == 0 && (!memory || topics == 0))
        return std::nullopt;
    QStringList words;
    if (clients > 0)
        words << tr(QT_TRANSLATE_N_NOOP("localBroker",
                                        "%n client(s) are attached to it and will lose the connection."),
                    clients);
    if (!memory)
        words << tr(
            QT_TRANSLATE_NOOP("localBroker", "Its data is kept and offered again at the next start."));
    else if (topics.value_or(0) > 0)
        words << tr(QT_TRANSLATE_N_NOOP("localBroker",
                                        "It runs in memory: %n topic(s) and their records go with it."),
                    *topics);
    else
        words << tr(
            QT_TRANSLATE_NOOP("localBroker", "It runs in memory: its topics and records go with it."));
    const bool program = leaving == Leaving::Program;
    return Prompts::Question{
        program ? tr(QT_TRANSLATE_NOOP("localBroker", "Close Milena and stop the local broker?"))
                : tr(QT_TRANSLATE_NOOP("localBroker", "Stop the local broker?")),
        words.join(QLatin1Char(' ')),
        program ? tr(QT_TRANSLATE_NOOP("localBroker", "Stop and close"))
                : tr(QT_TRANSLATE_NOOP("localBroker", "Stop broker")),
        {},
        memory};
}

Prompts::Question wipeQuestion(const session::Workspace& workspace, const QString& folder) {
    const bool running = workspace.localBrokerState() == session::LocalBrokerState::Running;
    const auto topics = running ? topicsHeld(workspace) : std::nullopt;
    const qint64 bytes = running ? workspace.localBrokerCounters().dataBytes : 0;
    QStringList words;
    words << (topics ? tr(QT_TRANSLATE_N_NOOP("localBroker",
                                              "Deletes %n topic(s), all records and all groups in %1."),
                          *topics)
                           .arg(folder)
                     : tr(QT_TRANSLATE_NOOP("localBroker",
                                            "Deletes all topics, all records and all groups in %1."))
                           .arg(folder));
    if (bytes > 0)
        words << tr(QT_TRANSLATE_NOOP("localBroker", "That frees %1.")).arg(models::formatBytes(bytes));
    if (running)
        words << tr(QT_TRANSLATE_NOOP("localBroker", "The broker stops."));
    return {tr(QT_TRANSLATE_NOOP("localBroker", "Wipe the local broker?")),
            words.join(QLatin1Char(' ')),
            tr(QT_TRANSLATE_NOOP("localBroker", "Wipe everything")),
            {},
            true};
}

} // namespace widgets
