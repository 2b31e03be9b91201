#include "widgets/panes/topics/topic_actions.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSet>

#include "models/formats.h"
#include "widgets/pane.h"
#include "widgets/prompts/add_partitions_dialog.h"
#include "widgets/prompts/create_topic_dialog.h"
#include "widgets/prompts/produce_dialog.h"
#include "widgets/prompts/prompts.h"

using session::ClusterSession;

namespace widgets::topic_actions {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("topics", text);
}
QString tr(const char* text, int n) {
    return QCoreApplication::translate("topics", text, nullptr, n);
}

struct Stake {
    qint64 bytes = 0, messages = 0;
    bool bytesKnown = false;
    QSet<QString> groups;
};

Stake stakeOf(const ClusterSession& cluster, const QStringList& topics) {
    Stake stake;
    for (const QString& name : topics) {
        const auto* topic = cluster.topic(name);
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

/// "about 1 204 messages, 41 GiB; 2 groups read here"
QString whatDies(const ClusterSession& cluster, const QStringList& topics) {
    const auto stake = stakeOf(cluster, topics);
    QString text =
        tr(QT_TRANSLATE_NOOP("topics", "About %1 messages")).arg(models::formatCount(stake.messages));
    if (stake.bytesKnown)
        text += QStringLiteral(", ") + models::formatBytes(stake.bytes);
    text += tr(QT_TRANSLATE_NOOP("topics", " are gone for good."));
    if (!stake.groups.isEmpty())
        text += QLatin1Char(' ') +
                tr(QT_TRANSLATE_N_NOOP("topics", "%n group(s) read here."), int(stake.groups.size()));
    return text;
}

QString listed(const QStringList& topics) {
    constexpr int shown = 8;
    QString text = topics.mid(0, shown).join(QLatin1String(", "));
    if (topics.size() > shown)
        text += tr(QT_TRANSLATE_N_NOOP("topics", " and %n more"), int(topics.size()) - shown);
    return text;
}

QString typedName(const ClusterSession& cluster, const QStringList& topics) {
    if (cluster.profile().environment != session::Environment::Production)
        return {};
    return topics.size() == 1 ? topics.first() : cluster.profile().name;
}

} // namespace

void whenUnlocked(PaneContext& context, ClusterSession& cluster, QWidget* window, std::function<void()> act) {
    if (!cluster.isLocked()) {
        act();
        return;
    }
    Prompts::Question question;
    question.title = tr(QT_TRANSLATE_NOOP("topics", "Unlock %1?")).arg(cluster.profile().name);
    question.text =
        tr(QT_TRANSLATE_NOOP("topics", "This is a production cluster and read-only until it is unlocked. It "
                                       "locks itself again after ten minutes."));
    question.button = tr(QT_TRANSLATE_NOOP("topics", "Unlock"));
    context.prompts().confirm(window, question,
                              [guard = QPointer<ClusterSession>(&cluster), act = std::move(act)] {
                                  if (!guard)
                                      return;
                                  guard->setLocked(false);
                                  act();
                              });
}

void create(PaneContext& context, ClusterSession& cluster, QWidget* window) {
    whenUnlocked(context, cluster, window, [&context, guard = QPointer<ClusterSession>(&cluster), window] {
        auto* dialog = new CreateTopicDialog(guard, window);
        QObject::connect(
            dialog, &CreateTopicDialog::created, &context, [&context, guard](const QString& topic) {
                if (!guard)
                    return;
                guard->refreshNow();
                emit context.openRequested({QStringLiteral("topic"), guard->profile().id, topic});
            });
        dialog->open();
    });
}

void produce(PaneContext& context, ClusterSession& cluster, QWidget* window, const QString& topic) {
    whenUnlocked(context, cluster, window, [guard = QPointer<ClusterSession>(&cluster), window, topic] {
        (new ProduceDialog(guard, topic, window))->open();
    });
}

void addPartitions(PaneContext& context, ClusterSession& cluster, QWidget* window, const QString& topic) {
    whenUnlocked(context, cluster, window, [guard = QPointer<ClusterSession>(&cluster), window, topic] {
        if (const auto* row = guard->topic(topic))
            (new AddPartitionsDialog(guard, *row, window))->open();
    });
}

void empty(PaneContext& context, ClusterSession& cluster, QWidget* window, const QStringList& topics) {
    if (topics.isEmpty())
        return;
    whenUnlocked(
        context, cluster, window, [&context, guard = QPointer<ClusterSession>(&cluster), window, topics] {
            Prompts::Question question;
            question.title =
                topics.size() == 1
                    ? tr(QT_TRANSLATE_NOOP("topics", "Empty %1?")).arg(topics.first())
                    : tr(QT_TRANSLATE_N_NOOP("topics", "Empty %n topic(s)?"), int(topics.size()));
            question.text = (topics.size() == 1 ? QString() : listed(topics) + QLatin1Char('\n')) +
                            whatDies(*guard, topics) + QLatin1Char(' ') +
                            tr(QT_TRANSLATE_NOOP("topics", "The topic and its settings stay."));
            question.button = tr(QT_TRANSLATE_NOOP("topics", "Empty"));
            question.typedName = typedName(*guard, topics);
            question.destructive = true;
            context.prompts().confirm(window, question, [&context, guard, topics] {
                if (guard)
                    emit context.jobStarted(
                        guard->emptyTopics(topics, guard),
                        topics.size() == 1
                            ? tr(QT_TRANSLATE_NOOP("topics", "Empty %1")).arg(topics.first())
                            : tr(QT_TRANSLATE_N_NOOP("topics", "Empty %n topic(s)"), int(topics.size())));
            });
        });
}

void remove(PaneContext& context, ClusterSession& cluster, QWidget* window, const QStringList& topics) {
    if (topics.isEmpty())
        return;
    whenUnlocked(
        context, cluster, window, [&context, guard = QPointer<ClusterSession>(&cluster), window, topics] {
            Prompts::Question question;
            question.title =
                topics.size() == 1
                    ? tr(QT_TRANSLATE_NOOP("topics", "Delete %1?")).arg(topics.first())
                    : tr(QT_TRANSLATE_N_NOOP("topics", "Delete %n topic(s)?"), int(topics.size()));
            question.text = (topics.size() == 1 ? QString() : listed(topics) + QLatin1Char('\n')) +
                            whatDies(*guard, topics);
            question.button = topics.size() == 1 ? tr(QT_TRANSLATE_NOOP("topics", "Delete topic"))
                                                 : tr(QT_TRANSLATE_N_NOOP("topics", "Delete %n topic(s)"),
                                                      int(topics.size()));
            question.typedName = typedName(*guard, topics);
            question.destructive = true;
            context.prompts().confirm(window, question, [&context, guard, topics] {
                if (guard)
                    emit context.jobStarted(
                        guard->deleteTopics(topics, guard),
                        topics.size() == 1
                            ? tr(QT_TRANSLATE_NOOP("topics", "Delete %1")).arg(topics.first())
                            : tr(QT_TRANSLATE_N_NOOP("topics", "Delete %n topic(s)"), int(topics.size())));
            });
        });
}

} // namespace widgets::topic_actions
