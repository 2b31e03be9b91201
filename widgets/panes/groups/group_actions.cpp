#include "widgets/panes/groups/group_actions.h"

#include <QCoreApplication>
#include <QPointer>

#include "widgets/pane.h"
#include "widgets/prompts/prompts.h"
#include "widgets/prompts/unlock.h"

using session::ClusterSession;

namespace widgets::group_actions {
namespace {

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("groups", text, nullptr, n);
}

} // namespace

QString whyNotRemovable(const ClusterSession& cluster, const QStringList& groups) {
    for (const QString& id : groups)
        if (const auto* group = cluster.group(id); group && group->members.value_or(0) > 0)
            return tr(QT_TRANSLATE_N_NOOP(
                          "groups", "%1 has %n member(s): only a group without members can be deleted."),
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
        question.title = one ? tr(QT_TRANSLATE_NOOP("groups", "Delete group %1?")).arg(groups.first())
                             : tr(QT_TRANSLATE_N_NOOP("groups", "Delete %n group(s)?"), count);
        question.text =
            tr(QT_TRANSLATE_NOOP("groups", "The committed offsets are gone for good: consumers start again "
                                           "where auto.offset.reset says."));
        question.button = one ? tr(QT_TRANSLATE_NOOP("groups", "Delete group"))
                              : tr(QT_TRANSLATE_N_NOOP("groups", "Delete %n group(s)"), count);
        question.destructive = true;
        question.typedName = typedName(*guard, groups);
        const QString job =
            one ? tr(QT_TRANSLATE_NOOP("groups", "Delete group %1")).arg(groups.first()) : question.button;
        context.prompts().confirm(window, question, [&context, guard, groups, job] {
            if (guard)
                emit context.jobStarted(guard->deleteGroups(groups, guard), job);
        });
    };
    whenUnlocked(context.prompts(), cluster, window, ask);
}

} // namespace widgets::group_actions
