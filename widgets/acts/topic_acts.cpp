#include "widgets/acts/topic_acts.h"

#include <functional>

#include <QCoreApplication>
#include <QPointer>
#include <QSet>

#include "models/command_lines.h"
#include "models/formats.h"
#include "session/workspace.h"
#include "widgets/pane.h"
#include "widgets/prompts/add_partitions_dialog.h"
#include "widgets/prompts/asked_cluster.h"
#include "widgets/prompts/create_topic_dialog.h"
#include "widgets/prompts/edit_setting_dialog.h"
#include "widgets/prompts/empty_before_dialog.h"
#include "widgets/prompts/produce_dialog.h"
#include "widgets/prompts/prompts.h"
#include "widgets/prompts/unlock.h"

using session::ClusterSession;

namespace widgets::topic_acts {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(topics)
};

struct Stake {
    qint64 bytes = 0, messages = 0;
    bool bytesKnown = true, messagesKnown = true;
    bool isEmpty = true; ///< all of them, as they are now
    QSet<QString> groups;
};

Stake stakeOf(const ClusterSession& cluster, const QStringList& topics) {
    Stake stake;
    for (const QString& name : topics) {
        const auto* topic = cluster.data().topic(name);
        stake.isEmpty &= topic && topic->messages == 0 && !topic->messages.reason();
        stake.messagesKnown &= topic != nullptr;
        if (!topic)
            continue;
        stake.bytesKnown &= topic->size.has_value();
        stake.messagesKnown &= topic->messages.has_value();
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
    const int form = models::pluralOf(stake.messages);
    QString text = !stake.messagesKnown ? Words::tr("All messages are gone for good; how many is not known.")
                   : stake.isEmpty      ? Words::tr("There are no messages to lose.")
                   : stake.bytesKnown
                       ? Words::tr("About %1 message(s), %2, are gone for good.", nullptr, form)
                             .arg(messages, models::formatBytes(stake.bytes))
                       : Words::tr("About %1 message(s) are gone for good.", nullptr, form).arg(messages);
    if (!stake.groups.isEmpty())
        text += QLatin1Char(' ') + models::counted(Words::tr("%n group(s) read or have read here.", nullptr,
                                                             int(stake.groups.size())),
                                                   stake.groups.size());
    return text;
}

QString listed(const QStringList& topics) {
    constexpr int shown = 8;
    const QString text = topics.mid(0, shown).join(QLatin1String(", "));
    return topics.size() <= shown
               ? text
               : Words::tr("%1 and %2 more").arg(text, models::formatCount(topics.size() - shown));
}

/// How an act on topics is put into words, for one and for several.
struct Danger {
    const char *title, *titles;
    const char *button, *buttons;
    const char* job;                                  ///< of several it is called as the button
    const char *remains = nullptr, *remain = nullptr; ///< what does not die
};

constexpr Danger kEmpty{QT_TRANSLATE_NOOP("topics", "Empty %1?"),
                        QT_TRANSLATE_N_NOOP("topics", "Empty %n topic(s)?"),
                        QT_TRANSLATE_NOOP("topics", "Empty topic"),
                        QT_TRANSLATE_N_NOOP("topics", "Empty %n topic(s)"),
                        QT_TRANSLATE_NOOP("topics", "Empty %1"),
                        QT_TRANSLATE_NOOP("topics", "The topic and its settings stay."),
                        QT_TRANSLATE_NOOP("topics", "The topics and their settings stay.")};
constexpr Danger kDelete{
    QT_TRANSLATE_NOOP("topics", "Delete %1?"), QT_TRANSLATE_N_NOOP("topics", "Delete %n topic(s)?"),
    QT_TRANSLATE_NOOP("topics", "Delete topic"), QT_TRANSLATE_N_NOOP("topics", "Delete %n topic(s)"),
    QT_TRANSLATE_NOOP("topics", "Delete %1")};

Prompts::Question questionOf(const Danger& act, const ClusterSession& cluster, const QStringList& topics) {
    const int count = int(topics.size());
    const bool one = count == 1;
    Prompts::Question question;
    question.title = one ? Words::tr(act.title).arg(topics.first())
                         : models::counted(Words::tr(act.titles, nullptr, count), count);
    question.text = (one ? QString() : listed(topics) + QLatin1Char('\n')) + whatDies(cluster, topics);
    if (act.remains)
        question.text += QLatin1Char(' ') + Words::tr(one ? act.remains : act.remain);
    question.button =
        one ? Words::tr(act.button) : models::counted(Words::tr(act.buttons, nullptr, count), count);
    question.typedName = typedName(cluster, topics);
    question.destructive = true;
    return question;
}

/// Unlocks, asks, and gives what `start` returns to the status bar. `command`: the same as a line for a
/// shell; empty: there is none.
void ask(const ActTarget& target, const Danger& act, const QString& command,
         std::function<session::JobBase*(ClusterSession&, const session::TopicIds&)> start) {
    if (target.objects.isEmpty())
        return;
    whenUnlocked(target, [&act, command, start](const ActTarget& on) {
        const QStringList& topics = on.objects;
        Prompts::Question question = questionOf(act, on.cluster, topics);
        question.command = command;
        question.whyNot = [asked = AskedCluster(on.cluster)] { return asked.whyNot(); };
        const QString job = topics.size() == 1 ? Words::tr(act.job).arg(topics.first()) : question.button;
        on.context.prompts().confirm(on.window, question,
                                     [&context = on.context, guard = QPointer(&on.cluster),
                                      meant = on.cluster.data().topicIds(topics), job, start] {
                                         if (guard)
                                             emit context.jobStarted(start(*guard, meant), guard->id(), job);
                                     });
    });
}

/// In the status bar, and on the topic's own page if it is open.
void noteSent(PaneContext& context, const ClusterSession& cluster, const QString& topic,
              const session::ProducedRecords& records) {
    context.tellDone(cluster.id(),
                     Words::tr("Produce %1 to %2").arg(models::formatCount(records.sent), topic));
    emit context.recordsSent(cluster.id(), topic, records);
}

/// What goes on after its dialog has closed.
void followSending(PaneContext& context, ClusterSession& cluster, session::Job<session::ProducedRecords>* job,
                   const session::ProduceDraft& draft) {
    context.workspace().runs().followSending(job, cluster.profile(), draft);
    job->then(
        &context,
        [&context, id = cluster.id(), topic = draft.topic](const session::ProducedRecords& records) {
            emit context.recordsSent(id, topic, records);
        },
        [](const base::Error&) {});
}

void openPart(const ActTarget& target, const QString& part) {
    emit target.context.openRequested({PageKind::Topic, target.cluster.id(), target.objects.value(0)}, part);
}

/// `like` empty: from nothing.
void makeTopic(const ActTarget& target, const QString& like) {
    whenUnlocked(target, [like](const ActTarget& on) {
        const auto* row = on.cluster.data().topic(like);
        if (!row && !like.isEmpty())
            return; // it was deleted meanwhile
        auto* dialog = new CreateTopicDialog(on.cluster.topics(), on.cluster.data(), on.cluster.profile(),
                                             on.window, row);
        dialog->actsOn(on.cluster);
        QObject::connect(dialog, &CreateTopicDialog::created, &on.context,
                         [&context = on.context, guard = QPointer(&on.cluster)](const QString& topic) {
                             if (!guard)
                                 return;
                             guard->data().refreshNow();
                             emit context.openRequested({PageKind::Topic, guard->id(), topic});
                         });
        dialog->open();
    });
}

} // namespace

void create(const ActTarget& target) {
    makeTopic(target, {});
}

void clone(const ActTarget& target) {
    makeTopic(target, target.objects.value(0));
}

void browse(const ActTarget& target) {
    openPart(target, QStringLiteral("messages"));
}

void configure(const ActTarget& target) {
    openPart(target, QStringLiteral("configuration"));
}

void produce(const ActTarget& target) {
    whenUnlocked(target, [](const ActTarget& on) {
        auto& context = on.context;
        const QPointer guard(&on.cluster);
        const QString topic = whyInternal(on).isEmpty() ? on.objects.value(0) : QString();
        auto* dialog =
            new ProduceDialog(guard->records(), guard->topics(), guard->data(), guard->connection(), topic,
                              context.zone(), context.settings(), on.window);
        dialog->actsOn(*guard);
        QObject::connect(dialog, &ProduceDialog::produced, &context,
                         [&context, guard](const QString& to, const session::ProducedRecords& records) {
                             if (guard)
                                 noteSent(context, *guard, to, records);
                         });
        QObject::connect(dialog, &ProduceDialog::handedOver, &context,
                         [&context, guard](session::Job<session::ProducedRecords>* job,
                                           const session::ProduceDraft& draft) {
                             if (guard)
                                 followSending(context, *guard, job, draft);
                         });
        dialog->open();
    });
}

void addPartitions(const ActTarget& target) {
    whenUnlocked(target, [](const ActTarget& on) {
        const auto* row = on.cluster.data().topic(on.objects.value(0));
        if (!row)
            return;
        auto* dialog = new AddPartitionsDialog(on.cluster.topics(), on.cluster.data(), on.cluster.profile(),
                                               *row, on.window);
        dialog->actsOn(on.cluster);
        dialog->open();
    });
}

void editSetting(const ActTarget& target) {
    whenUnlocked(target, [](const ActTarget& on) {
        auto* dialog = new EditSettingDialog(on.cluster.topics(), on.cluster.profile(), on.objects,
                                             on.cluster.data().topicIds(on.objects), on.window);
        dialog->actsOn(on.cluster);
        QObject::connect(dialog, &EditSettingDialog::applied, &on.cluster,
                         [&cluster = on.cluster] { cluster.data().refreshNow(); });
        dialog->open();
    });
}

void emptyBefore(const ActTarget& target) {
    whenUnlocked(target, [](const ActTarget& on) {
        auto& cluster = on.cluster;
        auto* dialog = new EmptyBeforeDialog(cluster.topics(), cluster.data(), cluster.profile(), on.objects,
                                             on.context.zone(), typedName(cluster, on.objects), on.window);
        dialog->actsOn(cluster);
        QObject::connect(dialog, &EmptyBeforeDialog::emptied, &cluster,
                         [&cluster] { cluster.data().refreshNow(); });
        QObject::connect(
            dialog, &EmptyBeforeDialog::accepted, &on.context,
            [&context = on.context, id = cluster.id(), topics = on.objects] {
                const int count = int(topics.size());
                context.tellDone(
                    id, count == 1
                            ? Words::tr("Delete older records of %1").arg(topics.first())
                            : models::counted(
                                  Words::tr("Delete older records of %n topic(s)", nullptr, count), count));
            });
        dialog->open();
    });
}

void empty(const ActTarget& target) {
    std::vector<base::RecordDeletion> deletions;
    for (const auto& name : target.objects)
        if (const auto* topic = target.cluster.data().topic(name))
            for (int partition = 0; partition < topic->partitions; ++partition)
                deletions.push_back({{name.toStdString(), base::PartitionId{partition}}});
    ask(target, kEmpty, models::deleteRecordsCommand(target.cluster.profile().bootstrap, deletions),
        [topics = target.objects](ClusterSession& session, const session::TopicIds& meant) {
            return session.topics().empty(topics, meant, &session);
        });
}

void remove(const ActTarget& target) {
    ask(target, kDelete, models::deleteTopicsCommand(target.cluster.profile().bootstrap, target.objects),
        [topics = target.objects](ClusterSession& session, const session::TopicIds& meant) {
            return session.topics().remove(topics, meant, &session);
        });
}

QString whyInternal(const ActTarget& target) {
    for (const QString& name : target.objects)
        if (const auto* topic = target.cluster.data().topic(name); topic && topic->internal)
            return Words::tr("Kafka keeps its own records in internal topics.");
    return {};
}

QString whyCompacted(const session::TopicRow& topic) {
    if (!topic.cleanup || !topic.cleanup->contains(QLatin1String("compact")) ||
        topic.cleanup->contains(QLatin1String("delete")))
        return {};
    return Words::tr("%1 is only compacted: Kafka deletes records where cleanup.policy has delete.")
        .arg(topic.name);
}

QString whyKept(const ActTarget& target) {
    if (const QString internal = whyInternal(target); !internal.isEmpty())
        return internal;
    for (const QString& name : target.objects)
        if (const auto* topic = target.cluster.data().topic(name))
            if (const QString compacted = whyCompacted(*topic); !compacted.isEmpty())
                return compacted;
    return {};
}

} // namespace widgets::topic_acts
