#include "widgets/prompts/asked_cluster.h"

#include <QCoreApplication>

#include "session/clusters/session_past.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(askedCluster)
};

} // namespace

AskedCluster::AskedCluster(const session::ClusterSession& cluster)
    : m_cluster(&cluster), m_id(cluster.data().snapshot()->clusterId) {}

QString AskedCluster::whyNot() const {
    if (!m_cluster)
        return Words::tr("The connection was closed: nothing is done from here any more.");
    return session::isAnother(m_id, m_cluster->data().snapshot()->clusterId)
               ? Words::tr("Another cluster answers here now: nothing is done to it from here.")
               : QString();
}

} // namespace widgets
