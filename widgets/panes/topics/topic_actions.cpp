#include "widgets/panes/topics/topic_actions.h"

#include <functional>

#include <QCoreApplication>
#include <QPointer>
#include <QSet>

#include "models/command_lines.h"
#include "models/formats.h"
#include "widgets/pane.h"
#include "widgets/panes/topic/messages_part.h"
#include "widgets/prompts/add_partitions_dialog.h"
#include "widgets/prompts/create_topic_dialog.h"
#include "widgets/prompts/produce_dialog.h"
#include "widgets/prompts/prompts.h"
#include "widgets/prompts/unlock.h"

using session::ClusterSession;

namespace widgets::topic_actions {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(topics)
};

struct Stake {
    qint64 bytes = 0, messages = 0;
    bool bytesKnown = false;
    QSet<QString> groups;
};

Stake stakeOf(const ClusterSession& cluster, const QStringList& topics) {
    Stake stake;
    for (const QString& name : topics) {
        const auto* topic = cluster.data().topic(name);
        if (!topic)
            continue;
        stake.bytesKnown |= topic->size.has_value();
        stake.bytes += topic->size.value_or(0);
        stake.messages += topic->messages.value_or(0);
        for (const QString& group : topic->groups)
            stake.groups.insert(group);
    }
    return stake;
}

QString whatDies(const ClusterSession& cluster, const QStringList& topics) {
    const auto stake = stakeOf(cluster, topics);
    const QString messages = models::formatCount(stake.messages);
    QString text = stake.bytesKnown ? Words::tr("About %1 messages, %2, are gone for good.")
                                          .arg(messages, models::formatBytes(stake.bytes))
                                    : Words::tr("About %1 messages are gone for good.").arg(messages);
    if (!stake.groups.isEmpty())
        text += QLatin1Char(' ') + Words::tr("%n group(s) read here.", nullptr, int(stake.groups.size()));
    return text;
}

QString listed(const QStringList& topics) {
    constexpr int shown = 8;
    const QString text = topics.mid(0, shown).join(QLatin1String(", "));
    return topics.size() <= shown ? text : Words::tr("%1 and %2 more").arg(text).arg(topics.size() - shown);
}

/// How an act on topics is put into words, for one and for several.
struct Act {
    const char *title, *titles;
    const char *button, *buttons;
    const char* job;                                  ///< of several it is called as the button
    const char *remains = nullptr, *remain = nullptr; ///< what does not die
};

constexpr Act kEmpty{QT_TRANSLATE_NOOP("topics", "Empty %1?"),
                     QT_TRANSLATE_N_NOOP("topics", "Empty %n topic(s)?"),
                     QT_TRANSLATE_NOOP("topics", "Empty topic"),
                     QT_TRANSLATE_N_NOOP("topics", "Empty %n topic(s)"),
                     QT_TRANSLATE_NOOP("topics", "Empty %1"),
                     QT_TRANSLATE_NOOP("topics", "The topic and its settings stay."),
                     QT_TRANSLATE_NOOP("topics", "The topics and their settings stay.")};
constexpr Act kDelete{
    QT_TRANSLATE_NOOP("topics", "Delete %1?"), QT_TRANSLATE_N_NOOP("topics", "Delete %n topic(s)?"),
    QT_TRANSLATE_NOOP("topics", "Delete topic"), QT_TRANSLATE_N_NOOP("topics", "Delete %n topic(s)"),
    QT_TRANSLATE_NOOP("topics", "Delete %1")};

Prompts::Question questionOf(const Act& act, const ClusterSession& cluster, const QStringList& topics) {
    const int count = int(topics.size());
    const bool one = count == 1;
    Prompts::Question question;
    question.title = one ? Words::tr(act.title).arg(topics.first()) : Words::tr(act.titles, nullptr, count);
    question.text = (one ? QString() : listed(topics) + QLatin1Char('\n')) + whatDies(cluster, topics);
    if (act.remains)
        question.text += QLatin1Char(' ') + Words::tr(one ? act.remains : act.remain);
    question.button = one ? Words::tr(act.button) : Words::tr(act.buttons, nullptr, count);
    question.typedName = typedName(cluster, topics);
    question.destructive = true;
    return question;
}

/// Unlocks, asks, and gives what `start` returns to the status bar. `command`: the same as a line for a
/// shell; empty: there is none.
void ask(PaneContext& context, ClusterSession& cluster, QWidget* window, const QStringList& topics,
         const Act& act, const QString& command, std::function<session::JobBase*(ClusterSession&)> start) {
    if (topics.isEmpty())
        return;
    whenUnlocked(
        context.prompts(), cluster, window,
        [&context, &act, guard = QPointer<ClusterSession>(&cluster), window, topics, command, start] {
            Prompts::Question question = questionOf(act, *guard, topics);
            question.command = command;
            const QString job = topics.size() == 1 ? Words::tr(act.job).arg(topics.first()) : question.button;
            context.prompts().confirm(window, question, [&context, guard, job, start] {
                if (guard)
                    emit context.jobStarted(start(*guard), job);
            });
        });
}

void noteOnPages(const ClusterSession& cluster, const QWidget* window, const QString& topic, qint64 count) {
    for (auto* page : window->findChildren<MessagesPart*>())
        if (page->shows(cluster, topic))
            page->noteSent(count);
}

/// In the status bar, and in the topic's own page if it is open.
void noteSent(PaneContext& context, const ClusterSession& cluster, const QWidget* window,
              const QString& topic, qint64 count) {
    auto* done = new session::Job<session::Nothing>(&context);
    emit context.jobStarted(done, Words::tr("Produce %1 to %2").arg(models::formatCount(count), topic));
    done->succeed({});
    done->deleteLater();
    noteOnPages(cluster, window, topic, count);
}

/// What goes on after its dialog has closed.
void followSending(PaneContext& context, ClusterSession& cluster, const QWidget* window,
                   session::Job<session::ProducedRecords>* job, const QString& topic, qint64 count) {
    emit context.jobStarted(job, Words::tr("Produce %1 to %2").arg(models::formatCount(count), topic));
    job->then(
        &context,
        [job, guard = QPointer<ClusterSession>(&cluster), window,
         topic](const session::ProducedRecords& records) {
            if (guard)
                noteOnPages(*guard, window, topic, records.sent);
            job->deleteLater();
        },
        [job](const base::Error&) { job->deleteLater(); });
}

} // namespace

void create(PaneContext& context, ClusterSession& cluster, QWidget* window) {
    whenUnlocked(
        context.prompts(), cluster, window, [&context, guard = QPointer<ClusterSession>(&cluster), window] {
            auto* dialog = new CreateTopicDialog(guard->topics(), guard->data(), guard->profile(), window);
            QObject::connect(
                dialog, &CreateTopicDialog::created, &context, [&context, guard](const QString& topic) {
                    if (!guard)
                        return;
                    guard->data().refreshNow();
                    emit context.openRequested({QStringLiteral("topic"), guard->profile().id, topic});
                });
            dialog->open();
        });
}

void produce(PaneContext& context, ClusterSession& cluster, QWidget* window, const QString& topic) {
    whenUnlocked(context.prompts(), cluster, window,
                 [&context, guard = QPointer<ClusterSession>(&cluster), window, topic] {
                     auto* dialog = new ProduceDialog(guard, topic, window);
                     QObject::connect(dialog, &ProduceDialog::produced, &context,
                                      [&context, guard, window](const QString& to,
                                                                const session::ProducedRecords& records) {
                                          if (guard)
                                              noteSent(context, *guard, window, to, records.sent);
                                      });
                     QObject::connect(dialog, &ProduceDialog::handedOver, &context,
                                      [&context, guard, window](session::Job<session::ProducedRecords>* job,
                                                                const QString& to, qint64 count) {
                                          followSending(context, *guard, window, job, to, count);
                                      });
                     dialog->open();
                 });
}

void addPartitions(PaneContext& context, ClusterSession& cluster, QWidget* window, const QString& topic) {
    whenUnlocked(
        context.prompts(), cluster, window, [guard = QPointer<ClusterSession>(&cluster), window, topic] {
            if (const auto* row = guard->data().topic(topic))
                (new AddPartitionsDialog(guard->topics(), guard->profile().bootstrap, *row, window))->open();
        });
}

void empty(PaneContext& context, ClusterSession& cluster, QWidget* window, const QStringList& topics) {
    std::vector<models::RecordsCut> cuts;
    for (const auto& name : topics)
        if (const auto* topic = cluster.data().topic(name))
            for (int partition = 0; partition < topic->partitions; ++partition)
                cuts.push_back({name, partition, -1});
    ask(context, cluster, window, topics, kEmpty,
        models::deleteRecordsCommand(cluster.profile().bootstrap, cuts),
        [topics](ClusterSession& session) { return session.topics().empty(topics, &session); });
}

void remove(PaneContext& context, ClusterSession& cluster, QWidget* window, const QStringList& topics) {
    ask(context, cluster, window, topics, kDelete,
        models::deleteTopicsCommand(cluster.profile().bootstrap, topics),
        [topics](ClusterSession& session) { return session.topics().remove(topics, &session); });
}

} // namespace widgets::topic_actions
