#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

#include "session/profile.h"
#include "session/runs/run_work.h"

namespace session {

inline constexpr int runBeatMs = 250;

/// Milliseconds since the epoch.
qint64 runNow();

/// What was added up over the parts before one, and that one.
[[nodiscard]] RunFigures sum(const RunFigures& before, const RunFigures& part);

/// Whether a connection leads to another cluster than it did.
[[nodiscard]] bool leadsElsewhere(const ConnectionProfile& then, const ConnectionProfile& now);

/// Of a part that did nothing.
[[nodiscard]] RunEnd refused(base::Error error);

/// Told where the connection that its records were read from leads by now; nowhere, where that is elsewhere.
[[nodiscard]] RunWork readingAt(const ConnectionProfile& then, const ConnectionProfile& now, RunWork work);

/// One run while this program lives. `row` and all else belong to the UI thread but what the mutex guards.
struct LiveRun {
    RunRow row;
    ConnectionProfile cluster; ///< that it works on, as its connection was when its last part began
    ConnectionProfile source;  ///< of records sent again: that they were read from, as it was then
    RunWork whole, rest, skipping, skippingAll; ///< none: done elsewhere, or nothing is left
    bool isAtHand = false;                      ///< no cluster is met by its work
    std::function<void()> stopElsewhere;
    std::stop_source stopping;
    RunFigures before;     ///< of the parts that have ended
    qint64 leftUnsure = 0; ///< records that may be stored, and that later parts went on without
    qint64 doneSkipping = 0, linesSkipping = 0;
    /// As they were before the part under way: where that is refused, they are so still.
    struct Known {
        RunFigures figures, before;
        qint64 mayBeTwice = 0, leftUnsure = 0;
    } known = {};
    struct Sample {
        qint64 atMs, records, done, lines;
    };
    std::deque<Sample> samples;
    qint64 rateEveryMs = 500;
    qint64 savedMs = 0;

    /// From when on the next figures count.
    void startPart(qint64 at) { samples = {{at, before.records, before.done, before.linesDone}}; }

    std::mutex mutex; // guards what follows
    std::optional<RunFigures> news;
    std::optional<RunEnd> end;

    // Of a part: before it, and after one that worked or was refused.
    void keepKnown() { known = {row.figures, before, row.mayBeTwice, leftUnsure}; }
    void takePart(const RunEnd& part);
    void takeBackPart();
    /// The rate and the time left.
    void measure(qint64 at);

private:
    [[nodiscard]] std::optional<qint64> timeLeft(const Sample& since, qint64 passedMs) const;
    void keepRate(qint64 at);
};

} // namespace session
