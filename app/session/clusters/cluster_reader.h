#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "client/cluster.h"
#include "session/clusters/commit_lane.h"
#include "session/clusters/round.h"

namespace session {

/// Asks one cluster the questions of a round. For the poller's steps, one at a time.
class ClusterReader {
public:
    ClusterReader(const base::Clock& clock, CounterSource counters);

    /// Blocks until all answers are in. An error only when Metadata could not be had: the cluster is lost.
    base::Result<Round> read(const std::shared_ptr<client::Cluster>& cluster, const RoundPlan& plan);
    /// The cluster was lost: what moves until it is read again is not spread over that time.
    void interrupt();

private:
    using Names = std::vector<client::GroupName>;
    using Open = std::shared_ptr<client::Cluster>;
    void forget();
    static void readReassignments(client::Cluster& cluster, Round& round);
    void readGroups(const Open& cluster, Round& round);
    std::set<std::string> keepLacking(client::GroupList& list) const;
    void readMembers(client::Cluster& cluster, Round& round);
    void readCommits(const Open& cluster, Round& round);
    void askShares(const Open& cluster, const Names& names, Round& round);
    void takeShares(Round& round, CommitLane::Time until = {});
    void takeCommits(const Names& names, base::Result<std::vector<client::GroupOffsets>> offsets,
                     Round& round);
    void readOffsets(client::Cluster& cluster, const RoundPlan& plan, Round& round);
    void readSizes(client::Cluster& cluster, const RoundPlan& plan, Round& round);
    void readConfigs(client::Cluster& cluster, const RoundPlan& plan, Round& round);

    /// Why a group's commits did not come in time, and until when a share group is not asked for them.
    struct Late {
        base::Error why;
        std::chrono::steady_clock::time_point askAgain;
    };

    const base::Clock& m_clock;
    CounterSource m_counters;
    metrics::BeatMaker m_beats, m_sizeBeats;
    std::string m_clusterId;                    // of the last round
    std::vector<client::GroupListing> m_listed; // of the last round, by id
    std::map<std::string, Late> m_late;         // of the last round, by group
    CommitLane m_shares, m_lateShares;          // each keeps only its own waiting
    int m_doubts = 0;                           // rounds in a row with a group that was there, but not listed
};

} // namespace session
