#pragma once

#include <span>

#include "workload/sender.h"

namespace workload {

/// Records that can be had once more.
class RepeatableFeed : public RecordFeed {
public:
    /// One that was given before, by its token; asked for with rising tokens. None: stopped.
    virtual base::Result<std::optional<FedRecord>> at(std::int64_t token) = 0;
    /// Whether one that `at` could not give for this error is left out. False: it ends the sending.
    virtual bool leavesOut(std::int64_t /*token*/, const base::Error& /*error*/) { return false; }

    /// Of these tokens the first from `next` on that is not left out, and `next` goes behind it. None: there
    /// are no more, or stopped. One that cannot be had stays the next.
    base::Result<std::optional<FedRecord>> nextOf(std::span<const std::int64_t> tokens, std::size_t& next);
};

struct ToldApart {
    SendResult last;               ///< its progress is that of all
    bool refusedAlone = false;     ///< the first refused one was so for what it is, and had no batch with it
    std::int64_t sentOnceMore = 0; ///< of those that arrived
};

/// As sendAll, but for the order. A broker refuses a batch for one record in it: so where all that was
/// refused was so for what a record is, it gets sent once more, each record in a batch of its own, up to the
/// one that is at fault, and comes after what was under way behind it. Without such a one the sending goes
/// on.
ToldApart sendTellingApart(RepeatableFeed& feed, const SendPlan& plan, client::Reaper& reaper,
                           const std::function<void(const SendProgress&)>& progress,
                           const std::stop_token& stop);

} // namespace workload
