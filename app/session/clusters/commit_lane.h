#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "client/cluster.h"

namespace session {

/// Asks for commits beside the rounds, one question at a time: whoever does not answer soon holds up none of
/// them. For the poller's steps, one at a time; the question itself waits on a thread of its own, which the
/// destructor waits for.
class CommitLane {
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Answer {
        std::vector<client::GroupName> asked;
        Time askedAt, answeredAt;
        base::Result<std::vector<client::GroupOffsets>> offsets;
    };

    explicit CommitLane(const base::Clock& clock) : m_clock(clock) {}

    /// False: nobody was asked, since a question is under way or there are no groups.
    bool ask(std::shared_ptr<client::Cluster> cluster, std::vector<client::GroupName> groups);
    /// What was asked last, once; waits for it `until` then. None: there is no answer yet, or nobody was
    /// asked.
    [[nodiscard]] std::optional<Answer> take(Time until);
    /// Nobody waits for the answer any more: it is of another cluster.
    void forget() { m_isForgotten = m_answer.valid(); }
    /// Neither does the connection live on.
    void close();

private:
    const base::Clock& m_clock;
    std::shared_ptr<client::Cluster> m_cluster;
    bool m_isForgotten = false;
    std::future<Answer> m_answer; // last: its end waits for the thread
};

} // namespace session
