#include "session/runs/live_run.h"

#include <algorithm>

#include <QDateTime>

#include "session/runs/run_store.h"

namespace session {
namespace {

constexpr qint64 rateWindowMs = 5000; ///< a rate is taken over the last so many

} // namespace

qint64 runNow() {
    return QDateTime::currentMSecsSinceEpoch();
}

RunFigures sum(const RunFigures& before, const RunFigures& part) {
    RunFigures out = part;
    out.records += before.records;
    out.bytes += before.bytes;
    out.looked += before.looked;
    out.skipped += before.skipped;
    out.deleted += before.deleted;
    out.unsure += before.unsure;
    return out;
}

bool leadsElsewhere(const ConnectionProfile& then, const ConnectionProfile& now) {
    return then.clusterId.isEmpty() || now.clusterId.isEmpty() ? then.bootstrap != now.bootstrap
                                                               : then.clusterId != now.clusterId;
}

/// Twice as far apart once there are as many as are kept.
void LiveRun::keepRate(qint64 at) {
    auto& rates = row.rates;
    if (!rates.empty() && at - rates.back().atMs < rateEveryMs)
        return;
    if (rates.size() >= RunStore::mostRates) {
        for (std::size_t i = 0; i < rates.size() / 2; ++i)
            rates[i] = rates[2 * i + 1];
        rates.resize(rates.size() / 2);
        rateEveryMs *= 2;
    }
    rates.push_back({at, *row.perSecond});
}

RunEnd refused(base::Error error) {
    RunEnd end{.stopped = error.name == "CANCELLED", .begun = false};
    if (!end.stopped)
        end.error = std::move(error);
    return end;
}

RunWork readingAt(const ConnectionProfile& then, const ConnectionProfile& now, RunWork work) {
    std::optional<std::string> at;
    if (!leadsElsewhere(then, now))
        at = now.bootstrap.toStdString();
    return [work = std::move(work), at](RunTools tools) {
        tools.from = at;
        return work(tools);
    };
}

/// Lines cost time, and so do bytes: how much each is not known, but what is left takes between what it takes
/// by the one and what it takes by the other. Where these differ much, as where long lines come first, no
/// time would be true.
std::optional<qint64> LiveRun::timeLeft(const Sample& since, qint64 passedMs) const {
    constexpr qint64 mostApart = 2;
    constexpr qint64 moment = 1000; // below which it is told as one
    const auto by = [passedMs](qint64 from, qint64 done, qint64 total) -> std::optional<qint64> {
        if (total <= 0 || done <= from)
            return std::nullopt;
        return qint64(double(total - done) * double(passedMs) / double(done - from));
    };
    const auto& figures = row.figures;
    const auto left = by(since.done, figures.done, figures.total);
    if (row.subject.kind != RunKind::Import)
        return left;
    const auto byLines = by(since.lines, figures.linesDone, figures.linesTotal);
    if (!left || !byLines)
        return std::nullopt;
    const auto [least, most] = std::minmax(*left, *byLines);
    if (most > std::max(moment, mostApart * least))
        return std::nullopt;
    return (least + most) / 2;
}

void LiveRun::takePart(const RunEnd& part) {
    row.figures = sum(before, part.figures);
    row.mayBeTwice = part.rest ? part.figures.unsure : 0;
    before = row.figures;
    rest = part.rest;
    skipping = part.restSkipping;
    skippingAll = part.restSkippingAll;
    doneSkipping = part.doneSkipping;
    linesSkipping = part.linesSkipping;
    // One that failed without a rest of its own is left as a whole.
    if (part.error && !rest)
        rest = whole;
}

void LiveRun::takeBackPart() {
    row.figures = std::move(known.figures);
    before = std::move(known.before);
    leftUnsure = known.leftUnsure;
    row.mayBeTwice = known.mayBeTwice;
    if (row.mayBeTwice > 0)
        row.log.pop_back(); // it says what is to become of them
}

void LiveRun::measure(qint64 at) {
    samples.push_back({at, row.figures.records, row.figures.done, row.figures.linesDone});
    while (samples.size() > 2 && samples[1].atMs <= at - rateWindowMs)
        samples.pop_front();
    const Sample& first = samples.front();
    row.perSecond.reset();
    row.leftMs.reset();
    const qint64 passed = at - first.atMs;
    if (passed < runBeatMs)
        return;
    row.perSecond = double(row.figures.records - first.records) * 1000 / double(passed);
    keepRate(at);
    row.leftMs = timeLeft(first, passed);
}

} // namespace session
