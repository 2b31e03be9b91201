#include "session/clusters/commit_lane.h"

#include <utility>

namespace session {

bool CommitLane::ask(std::shared_ptr<client::Cluster> cluster, std::vector<client::GroupName> groups,
                     Time now) {
    if (m_answer.valid() || groups.empty())
        return false;
    m_cluster = std::move(cluster);
    m_asked = std::move(groups);
    m_askedAt = now;
    m_isForgotten = false;
    m_answer =
        std::async(std::launch::async, [of = m_cluster, names = m_asked] { return of->groupOffsets(names); });
    return true;
}

std::optional<CommitLane::Answer> CommitLane::take(Time until) {
    if (!m_answer.valid() || m_answer.wait_until(until) != std::future_status::ready)
        return std::nullopt;
    auto offsets = m_answer.get();
    m_cluster.reset();
    if (std::exchange(m_isForgotten, false))
        return std::nullopt;
    return Answer{std::move(m_asked), m_askedAt, std::move(offsets)};
}

void CommitLane::close() {
    forget();
    if (m_answer.valid() && m_cluster)
        m_cluster->close();
}

} // namespace session
