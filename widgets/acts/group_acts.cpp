#include "widgets/acts/group_acts.h"

#include <QCoreApplication>
#include <QPointer>

#include "models/command_lines.h"
#include "models/formats.h"
#include "widgets/pane.h"
#include "widgets/prompts/asked_cluster.h"
#include "widgets/prompts/prompts.h"
#include "widgets/prompts/unlock.h"

namespace widgets::group_acts {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(groups)
};

QStringList typesOf(const session::ClusterSession& cluster, const QStringList& groups) {
    QStringList types;
    for (const QString& id : groups) {
        const auto* group = cluster.data().group(id);
        types << (group ? group->type : QString());
    }
    return types;
}

/// Who reads as which type of group is reset by another setting: KIP-932 for share groups, and the sources of
/// a Streams application may each have their own.
QString whatDies(const QStringList& types) {
    const auto share = types.count(QStringLiteral("share")), streams = types.count(QStringLiteral("streams"));
    QStringList fates;
    if (share + streams < types.size())
        fates << Words::tr("consumers start again where auto.offset.reset says");
    if (share > 0)
        fates << Words::tr("share groups start again where their share.auto.offset.reset says");
    if (streams > 0)
        fates << Words::tr("Streams applications start again where the reset of each source says, else their "
                           "auto.offset.reset");
    return Words::tr("The committed offsets are gone for good: %1.").arg(fates.join(QStringLiteral("; ")));
}

QString whyHeld(const session::ClusterData& data, const QStringList& groups) {
    for (const QString& id : groups) {
        const auto* group = data.group(id);
        if (!group || group->state == session::GroupState::Empty)
            continue;
        if (group->members.value_or(0) > 0)
            return models::counted(
                       Words::tr("%1 has %n member(s): only a group without members can be deleted.", nullptr,
                                 *group->members),
                       *group->members)
                .arg(id);
        return Words::tr("%1 is not known to be empty: only a group without members can be deleted.").arg(id);
    }
    return {};
}

/// What makes them others than those that were asked about.
QString whyChanged(const session::ClusterData& data, const session::GroupTypes& meant) {
    for (const auto& [id, type] : meant) {
        const auto* group = data.group(id);
        if (!group)
            return Words::tr("%1 is not there any more.").arg(id);
        if (group->type != type)
            return Words::tr("%1 is of type %2 now, not %3: look at it again.").arg(id, group->type, type);
    }
    return {};
}

} // namespace

QString whyMembers(const ActTarget& target) {
    return whyHeld(target.cluster.data(), target.objects);
}

void open(const ActTarget& target) {
    emit target.context.openRequested({PageKind::Group, target.cluster.id(), target.objects.value(0)});
}

void remove(const ActTarget& target) {
    if (target.objects.isEmpty())
        return;
    whenUnlocked(target, [](const ActTarget& on) {
        const QStringList& groups = on.objects;
        const bool one = groups.size() == 1;
        const int count = int(groups.size());
        Prompts::Question question;
        question.title = one ? Words::tr("Delete group %1?").arg(groups.first())
                             : models::counted(Words::tr("Delete %n group(s)?", nullptr, count), count);
        const QStringList types = typesOf(on.cluster, groups);
        question.text = whatDies(types);
        question.button = one ? Words::tr("Delete group")
                              : models::counted(Words::tr("Delete %n group(s)", nullptr, count), count);
        question.destructive = true;
        question.typedName = typedName(on.cluster, groups);
        base::GroupDeletion deletion;
        for (const QString& group : groups)
            deletion.groups.push_back(group.toStdString());
        question.command = models::deleteGroupsCommand(on.cluster.profile().bootstrap, deletion, types);
        const QString job = one ? Words::tr("Delete group %1").arg(groups.first()) : question.button;
        const auto meant = on.cluster.data().groupTypes(groups);
        question.whyNot = [guard = QPointer(&on.cluster), asked = AskedCluster(on.cluster), groups, meant] {
            if (const QString why = asked.whyNot(); !guard || !why.isEmpty())
                return why;
            const QString changed = whyChanged(guard->data(), meant);
            return changed.isEmpty() ? whyHeld(guard->data(), groups) : changed;
        };
        on.context.prompts().confirm(
            on.window, question,
            [&context = on.context, guard = QPointer(&on.cluster), deletion, meant, job] {
                if (guard)
                    emit context.jobStarted(guard->groups().remove(deletion, meant, guard), guard->id(), job);
            });
    });
}

} // namespace widgets::group_acts
