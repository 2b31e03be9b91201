#include "widgets/panes/groups/group_actions.h"

#include <QCoreApplication>
#include <QPointer>

#include "widgets/pane.h"
#include "widgets/prompts/prompts.h"
#include "widgets/prompts/unlock.h"

using session::ClusterSession;

namespace widgets::group_actions {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(groups)
};

} // namespace

QString whyNotRemovable(const ClusterSession& cluster, const QStringList& groups) {
    for (const QString& id : groups)
        if (const auto* group = cluster.data().group(id); group && group->members.value_or(0) > 0)
            return Words::tr("%1 has %n member(s): only a group without members can be deleted.", nullptr,
                             *group->members)
                .arg(id);
    return {};
}

void remove(PaneContext& context, ClusterSession& cluster, QWidget* window, const QStringList& groups) {
    if (groups.isEmpty())
        return;
    const auto ask = [&context, guard = QPointer<ClusterSession>(&cluster), window, groups] {
        const bool one = groups.size() == 1;
        const int count = int(groups.size());
        Prompts::Question question;
        question.title = one ? Words::tr("Delete group %1?").arg(groups.first())
                             : Words::tr("Delete %n group(s)?", nullptr, count);
        question.text = Words::tr("The committed offsets are gone for good: consumers start again "
                                  "where auto.offset.reset says.");
        question.button = one ? Words::tr("Delete group") : Words::tr("Delete %n group(s)", nullptr, count);
        question.destructive = true;
        question.typedName = typedName(*guard, groups);
        const QString job = one ? Words::tr("Delete group %1").arg(groups.first()) : question.button;
        context.prompts().confirm(window, question, [&context, guard, groups, job] {
            if (guard)
                emit context.jobStarted(guard->groups().remove(groups, guard), job);
        });
    };
    whenUnlocked(context.prompts(), cluster, window, ask);
}

} // namespace widgets::group_actions
