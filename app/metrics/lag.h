#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace metrics {

enum class CommitState {
    Committed,
    NoCommit,       ///< the group never committed here, or its commit expired: there is no lag to tell
    BeforeLogStart, ///< what it would read next is deleted
    BeyondEnd,      ///< what it would read next is not written yet: there is no lag to tell
    TopicGone       ///< the partition is not there any more
};

struct Lag {
    CommitState state = CommitState::NoCommit;
    std::optional<std::int64_t> records; ///< none without a commit in the log, or while the end is not known
    bool unread = false;                 ///< there is one, and how large it is cannot be told now
};

/// end − max(committed, log start): records that are deleted are not waited for.
inline Lag lagOf(std::optional<std::int64_t> committed, std::optional<std::int64_t> logStart,
                 std::optional<std::int64_t> end, bool partitionExists) {
    if (!committed)
        return {.state = CommitState::NoCommit};
    if (!partitionExists)
        return {.state = CommitState::TopicGone};
    if (end && *committed > *end)
        return {.state = CommitState::BeyondEnd};
    const bool before = logStart && *committed < *logStart;
    Lag out{.state = before ? CommitState::BeforeLogStart : CommitState::Committed, .unread = !end};
    if (end)
        out.records = std::max<std::int64_t>(0, *end - std::max(*committed, logStart.value_or(0)));
    return out;
}

} // namespace metrics
