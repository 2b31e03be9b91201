#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "client/cluster.h"
#include "session/clusters/commit_reader.h"
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
    using Open = std::shared_ptr<client::Cluster>;
    void forget();
    void readReassignments(client::Cluster& cluster, Round& round);
    void keepMoves(Round& round);
    void readGroups(const Open& cluster, Round& round);
    std::set<std::string> keepLacking(client::GroupList& list) const;
    void readMembers(client::Cluster& cluster, Round& round);
    void readOffsets(client::Cluster& cluster, const RoundPlan& plan, Round& round);
    void readSizes(client::Cluster& cluster, const RoundPlan& plan, Round& round);
    void readConfigs(client::Cluster& cluster, const RoundPlan& plan, Round& round);

    const base::Clock& m_clock;
    CounterSource m_counters;
    metrics::BeatMaker m_beats, m_sizeBeats;
    std::string m_clusterId;                    // of the last round
    std::vector<client::GroupListing> m_listed; // of the last round, by id
    CommitReader m_commits{m_clock};
    /// A partition that gains replicas, and all that it had when this was told.
    struct Move {
        std::vector<base::BrokerId> replicas, adding;
    };
    std::map<base::TopicPartition, Move> m_moves;          // as they were told last
    std::chrono::steady_clock::time_point m_askMovesAgain; // nobody told what is reassigned
    int m_doubts = 0; // rounds in a row with a group that was there, but not listed
};

} // namespace session
