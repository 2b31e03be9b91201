#include "session/runs/live_run.h"

#include <QDateTime>

#include "session/runs/run_store.h"

namespace session {
namespace {

constexpr qint64 rateWindowMs = 5000; ///< a rate is taken over the last so many

} // namespace

qint64 runNow() {
    return QDateTime::currentMSecsSinceEpoch();
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

void LiveRun::measure() {
    const qint64 at = runNow();
    samples.push_back({at, row.figures.records, row.figures.done});
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
    const qint64 done = row.figures.done - first.done;
    if (row.figures.total > 0 && done > 0)
        row.leftMs = (row.figures.total - row.figures.done) * passed / done;
}

} // namespace session
