#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "client/cluster.h"
#include "session/clusters/commit_lane.h"
#include "session/clusters/round.h"

namespace session {

/// Asks for what the groups of a round committed. For the poller's steps, one at a time.
class CommitReader {
public:
    explicit CommitReader(const base::Clock& clock) : m_clock(clock) {}

    /// Precondition: the round has its groups. Share groups are asked beside it: of those that have not
    /// answered by its end it tells so, and their answers are taken by a later one.
    void read(const std::shared_ptr<client::Cluster>& cluster, Round& round);
    void forget(); ///< what was asked is of no use any more
    void close();  ///< likewise, and no question is waited for

private:
    using Names = std::vector<client::GroupName>;
    using Open = std::shared_ptr<client::Cluster>;
    std::vector<CommitLane*> askShares(const Open& cluster, const Names& names);
    void takeShares(CommitLane& lane, CommitLane::Time until, Round& round);
    void takeCommits(const Names& names, base::Result<std::vector<client::GroupOffsets>> offsets,
                     Round& round);

    /// Why a group's commits did not come in time, and until when a share group is not asked for them.
    struct Late {
        base::Error why;
        std::chrono::steady_clock::time_point askAgain;
    };

    const base::Clock& m_clock;
    std::map<std::string, Late> m_late;                  // of the last round, by group
    CommitLane m_shares{m_clock}, m_lateShares{m_clock}; // each keeps only its own waiting
};

} // namespace session
