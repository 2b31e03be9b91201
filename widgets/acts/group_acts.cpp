#include "widgets/acts/group_acts.h"

#include <QCoreApplication>
#include <QPointer>

#include "models/command_lines.h"
#include "models/formats.h"
#include "widgets/pane.h"
#include "widgets/prompts/prompts.h"
#include "widgets/prompts/unlock.h"

namespace widgets::group_acts {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(groups)
};

} // namespace

QString whyMembers(const ActTarget& target) {
    for (const QString& id : target.objects) {
        const auto* group = target.cluster.data().group(id);
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

void open(const ActTarget& target) {
    emit target.context.openRequested({PageKind::Group, target.cluster.id(), target.objects.value(0)});
}

void remove(const ActTarget& target) {
    const QStringList& groups = target.objects;
    if (groups.isEmpty())
        return;
    const auto ask = [&context = target.context, guard = QPointer(&target.cluster), window = target.window,
                      groups] {
        const bool one = groups.size() == 1;
        const int count = int(groups.size());
        Prompts::Question question;
        question.title = one ? Words::tr("Delete group %1?").arg(groups.first())
                             : models::counted(Words::tr("Delete %n group(s)?", nullptr, count), count);
        question.text = Words::tr("The committed offsets are gone for good: consumers start again "
                                  "where auto.offset.reset says.");
        question.button = one ? Words::tr("Delete group")
                              : models::counted(Words::tr("Delete %n group(s)", nullptr, count), count);
        question.destructive = true;
        question.typedName = typedName(*guard, groups);
        base::GroupDeletion deletion;
        for (const QString& group : groups)
            deletion.groups.push_back(group.toStdString());
        question.command = models::deleteGroupsCommand(guard->profile().bootstrap, deletion);
        const QString job = one ? Words::tr("Delete group %1").arg(groups.first()) : question.button;
        context.prompts().confirm(window, question, [&context, guard, deletion, job] {
            if (guard)
                emit context.jobStarted(guard->groups().remove(deletion, guard), job);
        });
    };
    whenUnlocked(target.context.prompts(), target.cluster, target.window, ask);
}

} // namespace widgets::group_acts
