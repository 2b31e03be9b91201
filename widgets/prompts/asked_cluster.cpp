#include "widgets/prompts/asked_cluster.h"

#include <QCoreApplication>

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(askedCluster)
};

} // namespace

AskedCluster::AskedCluster(const session::ClusterSession& cluster) {
    m_on.see(&cluster);
}

QString AskedCluster::whyNot() const {
    if (!m_on)
        return Words::tr("The connection was closed: nothing is done from here any more.");
    return m_on.isElsewhere()
               ? Words::tr("Another cluster answers here now: nothing is done to it from here.")
               : QString();
}

} // namespace widgets
