#include "widgets/prompts/unlock.h"

#include <QCoreApplication>
#include <QPointer>

#include "widgets/prompts/prompts.h"

using session::ClusterSession;

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(unlock)
};

} // namespace

void whenUnlocked(Prompts& prompts, ClusterSession& cluster, QWidget* window, std::function<void()> act) {
    if (!cluster.connection().isLocked()) {
        act();
        return;
    }
    Prompts::Question question;
    question.title = Words::tr("Unlock %1?").arg(cluster.profile().name);
    question.text = Words::tr("This is a production cluster and read-only until it is unlocked. It "
                              "locks itself again after ten minutes.");
    question.button = Words::tr("Unlock");
    prompts.confirm(window, question, [guard = QPointer<ClusterSession>(&cluster), act = std::move(act)] {
        if (!guard)
            return;
        guard->connection().setLocked(false);
        act();
    });
}

QString typedName(const ClusterSession& cluster, const QStringList& objects) {
    if (!cluster.profile().isProduction())
        return {};
    return objects.size() == 1 ? objects.first() : cluster.profile().name;
}

} // namespace widgets
