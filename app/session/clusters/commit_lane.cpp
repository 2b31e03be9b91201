#include "session/clusters/commit_lane.h"

#include <utility>

namespace session {

bool CommitLane::ask(std::shared_ptr<client::Cluster> cluster, std::vector<client::GroupName> groups) {
    if (m_answer.valid() || groups.empty())
        return false;
    m_cluster = std::move(cluster);
    m_isForgotten = false;
    m_answer = std::async(std::launch::async, [this, of = m_cluster, names = std::move(groups)]() mutable {
        const Time askedAt = m_clock.now();
        auto offsets = of->groupOffsets(names);
        return Answer{std::move(names), askedAt, m_clock.now(), std::move(offsets)};
    });
    return true;
}

std::optional<CommitLane::Answer> CommitLane::take(Time until) {
    if (!m_answer.valid() || m_answer.wait_until(until) != std::future_status::ready)
        return std::nullopt;
    auto answer = m_answer.get();
    m_cluster.reset();
    if (std::exchange(m_isForgotten, false))
        return std::nullopt;
    return answer;
}

void CommitLane::close() {
    forget();
    if (m_answer.valid() && m_cluster)
        m_cluster->close();
}

} // namespace session
