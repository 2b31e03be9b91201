#include "widgets/acts/broker_questions.h"

#include <QCoreApplication>
#include <QStringList>

#include "models/formats.h"
#include "models/run_words.h"
#include "session/workspace.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(localBroker)
};

/// That the adder is cut off, with how far it is as the status bar says it; empty: it does not play.
QString adderCutOff(const session::Workspace& workspace) {
    for (const auto& run : workspace.runs().running())
        if (run->subject.kind == session::RunKind::Adder)
            return models::runShare(*run)
                       ? Words::tr("The adder is at %1 and will be cut off.").arg(models::runProgress(*run))
                       : Words::tr("The adder will be cut off.");
    return {};
}

/// Who loses the connection; empty: nobody.
QString attachedWords(const session::ForeignClients& clients) {
    if (clients.connections == 0)
        return {};
    if (clients.connections == clients.atLeast)
        return models::counted(Words::tr("%n client(s) are attached to it and will lose the connection.",
                                         nullptr, clients.atLeast),
                               clients.atLeast);
    return models::counted(
               Words::tr("At least %n client(s), with %1 connections, are attached to it and will lose them.",
                         nullptr, clients.atLeast),
               clients.atLeast)
        .arg(models::formatCount(qint64(clients.connections)));
}

/// Names what runs and would be cut off; the adder is told apart. Empty: nothing does.
QString runsCutOff(const session::Workspace& workspace, Leaving leaving) {
    constexpr qsizetype shown = 5;
    const auto* local = workspace.clusters().local();
    QStringList names;
    for (const auto& run : workspace.runs().running()) {
        const bool touched = leaving == Leaving::Program || (local && run->subject.cluster == local->id());
        if (touched && run->subject.kind != session::RunKind::Adder)
            names += Words::tr("%1 (%2)").arg(models::runTitle(run->subject), models::runProgress(*run));
    }
    if (names.isEmpty())
        return {};
    const auto more = int(names.size() - shown);
    const QString list = names.mid(0, shown).join(QStringLiteral(", "));
    return Words::tr("%n run(s) will be cut off: %1.", nullptr, int(names.size()))
        .arg(more > 0 ? Words::tr("%1 and %2 more").arg(list).arg(more) : list);
}

/// Nothing but runs stands in the way of closing the window.
std::optional<Prompts::Question> runsQuestion(const session::Workspace& workspace, Leaving leaving) {
    const QString runs = runsCutOff(workspace, leaving);
    if (runs.isEmpty() || leaving != Leaving::Program)
        return std::nullopt;
    return Prompts::Question{Words::tr("Close Milena?"), runs, Words::tr("Close"), {}, false};
}

/// As it would be asked now.
std::optional<Prompts::Question> stopQuestionNow(const session::Workspace& workspace, Leaving leaving) {
    if (workspace.localBroker().state() != session::LocalBrokerState::Running)
        return runsQuestion(workspace, leaving);
    const session::ForeignClients clients = workspace.localBroker().foreignClients();
    const bool memory = workspace.localBroker().started().dataFolder.isEmpty();
    // The broker's own count of this moment: a snapshot may be a minute old.
    const int topics = workspace.localBroker().counters().topics;
    const QString adder = adderCutOff(workspace);
    const QString runs = runsCutOff(workspace, leaving);
    if (clients.connections == 0 && adder.isEmpty() && (!memory || topics == 0) && runs.isEmpty())
        return std::nullopt;
    QStringList words;
    if (const QString attached = attachedWords(clients); !attached.isEmpty())
        words << attached;
    if (!adder.isEmpty())
        words << adder;
    if (!runs.isEmpty())
        words << runs;
    if (!memory && leaving == Leaving::Restart)
        words << Words::tr("The broker's data is kept.");
    else if (!memory)
        words << Words::tr("The broker's data is kept and offered again at the next start.");
    else if (topics > 0)
        words << models::counted(
            Words::tr("The broker runs in memory: %n topic(s) and their records go with it.", nullptr,
                      topics),
            topics);
    else
        words << Words::tr("The broker runs in memory: its topics and records go with it.");
    Prompts::Question question{.title = Words::tr("Stop the local broker?"),
                               .text = words.join(QLatin1Char(' ')),
                               .button = Words::tr("Stop broker"),
                               .typedName = {},
                               .destructive = memory};
    if (leaving == Leaving::Program) {
        question.title = Words::tr("Close Milena and stop the local broker?");
        question.button = Words::tr("Stop and close");
    } else if (leaving == Leaving::Restart) {
        question.title = Words::tr("Restart the local broker?");
        question.button = Words::tr("Restart broker");
    }
    return question;
}

/// As it is now.
QString wipeText(const session::Workspace& workspace, const QString& folder) {
    const bool running = workspace.localBroker().state() == session::LocalBrokerState::Running;
    const auto held = workspace.localBroker().counters();
    QStringList words;
    words << (running ? models::counted(Words::tr("Deletes %n topic(s), all records and all groups in %1.",
                                                  nullptr, held.topics),
                                        held.topics)
                            .arg(folder)
                      : Words::tr("Deletes all topics, all records and all groups in %1.").arg(folder));
    if (running && held.dataBytes > 0)
        words << Words::tr("The records take %1.").arg(models::formatBytes(held.dataBytes));
    words << Words::tr("Its charts begin anew.");
    if (!running)
        return words.join(QLatin1Char(' '));
    words << Words::tr("The broker stops.") << attachedWords(workspace.localBroker().foreignClients())
          << adderCutOff(workspace) << runsCutOff(workspace, Leaving::Broker);
    words.removeAll(QString());
    return words.join(QLatin1Char(' '));
}

} // namespace

std::optional<Prompts::Question> stopQuestion(const session::Workspace& workspace, Leaving leaving) {
    auto question = stopQuestionNow(workspace, leaving);
    if (question)
        question->textNow = [&workspace, leaving] {
            const auto now = stopQuestionNow(workspace, leaving);
            return now ? now->text : Words::tr("Nothing is cut off any more.");
        };
    return question;
}

Prompts::Question wipeQuestion(const session::Workspace& workspace, const QString& folder) {
    Prompts::Question question{.title = Words::tr("Wipe the local broker?"),
                               .text = wipeText(workspace, folder),
                               .button = Words::tr("Wipe everything"),
                               .typedName = {},
                               .destructive = true};
    question.textNow = [&workspace, folder] { return wipeText(workspace, folder); };
    return question;
}

} // namespace widgets
