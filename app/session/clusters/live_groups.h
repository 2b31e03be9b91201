#pragma once

#include "session/clusters/cluster_requests.h"
#include "session/clusters/requests.h"
#include "session/ports/groups.h"

namespace session {

/// Changes groups through a session's connection.
class LiveGroups final : public Groups {
    Q_OBJECT
public:
    explicit LiveGroups(Requests& requests) : m_requests(requests) {}

    Job<Nothing>* remove(const base::GroupDeletion& deletion, const GroupTypes& meant,
                         QObject* owner) override {
        return m_requests.run<Nothing>(owner, Requests::Act::Changes, [=](client::Cluster& cluster) {
            return deleteGroups(cluster, deletion, meant);
        });
    }

private:
    Requests& m_requests;
};

} // namespace session
