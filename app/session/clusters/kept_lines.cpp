#include "session/clusters/kept_lines.h"

#include <algorithm>

#include <QTimer>

#include "session/job_runner.h"

namespace session {

namespace {

// What came since is in memory, where an hour is known.
constexpr std::int64_t freshMs = 20 * 60'000;
constexpr std::size_t keptLines = 512;
constexpr std::size_t rankedObjects = 50;
constexpr int readsOfARange = 15; // of which a part leaves it as time goes on

bool isStale(std::int64_t readToMs, std::int64_t nowMs, std::int64_t fresh = freshMs) {
    return readToMs == 0 || nowMs - readToMs > fresh || nowMs < readToMs - fresh;
}

} // namespace

KeptLines::KeptLines(std::shared_ptr<series::History> history, QThreadPool& pool, QObject* parent)
    : QObject(parent), m_history(std::move(history)), m_pool(pool) {}

void KeptLines::setCluster(const std::string& cluster) {
    if (m_cluster == cluster)
        return;
    m_cluster = cluster;
    ++m_generation;
    m_lines.clear();
    m_shares.clear();
    m_wanted.clear();
}

const series::Points* KeptLines::points(const series::Key& key, const series::Grid& grid) {
    static const series::Points none;
    if (!m_history || m_cluster.empty())
        return &none;
    if (m_lines.size() > keptLines && !m_lines.contains(key))
        m_lines.clear();
    auto& entry = m_lines[key][grid.widthMs];
    // Ranges of different lengths may have points of one width.
    if (!entry.wanted && (isStale(entry.readToMs, grid.endMs) || grid.beginMs < entry.readFromMs)) {
        entry.wanted = true;
        auto& wanted = m_wanted[grid.widthMs];
        if (wanted.keys.empty() || grid.beginMs < wanted.grid.beginMs)
            wanted.grid = grid;
        wanted.keys.push_back(key);
        schedule();
    }
    return entry.readToMs > 0 ? &entry.value : nullptr;
}

const std::vector<series::Share>* KeptLines::shares(series::Quantity quantity, std::int64_t nowMs,
                                                    std::int64_t rangeMs, std::int64_t untilMs) {
    static const std::vector<series::Share> none;
    if (!m_history || m_cluster.empty())
        return &none;
    auto& entry = m_shares[{quantity, rangeMs}];
    if (!entry.wanted && isStale(entry.readToMs, nowMs, std::min(freshMs, rangeMs / readsOfARange))) {
        entry.wanted = true;
        readShares(quantity, nowMs, rangeMs, untilMs);
    }
    return entry.readToMs > 0 ? &entry.value : nullptr;
}

/// A page asks for its lines one by one; the file is opened once for all of them.
void KeptLines::schedule() {
    if (std::exchange(m_scheduled, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_scheduled = false;
        for (const auto& [width, lines] : std::exchange(m_wanted, {}))
            readLines(lines);
        if (m_readings == 0)
            emit changed(); // another cluster's, forgotten meanwhile
    });
}

void KeptLines::readLines(const Lines& lines) {
    ++m_readings;
    auto* job =
        runJob<std::vector<series::Points>>(m_pool, this,
                                            [history = m_history, cluster = m_cluster, lines](
                                                JobContext&) -> base::Result<std::vector<series::Points>> {
                                                return history->read(cluster, lines.keys, lines.grid);
                                            });
    job->then(
        this,
        [this, job, lines, generation = m_generation](const std::vector<series::Points>& read) {
            for (std::size_t i = 0; generation == m_generation && i < read.size(); ++i)
                m_lines[lines.keys[i]][lines.grid.widthMs] = {read[i], lines.grid.beginMs, lines.grid.endMs,
                                                              false};
            job->deleteLater();
            end();
        },
        [this](const base::Error&) { end(); });
}

void KeptLines::readShares(series::Quantity quantity, std::int64_t nowMs, std::int64_t rangeMs,
                           std::int64_t untilMs) {
    ++m_readings;
    auto* job = runJob<std::vector<series::Share>>(
        m_pool, this,
        [=, history = m_history,
         cluster = m_cluster](JobContext&) -> base::Result<std::vector<series::Share>> {
            return history->shares(cluster, quantity, nowMs - rangeMs, untilMs, rankedObjects);
        });
    job->then(
        this,
        [=, this, generation = m_generation](const std::vector<series::Share>& read) {
            if (generation == m_generation)
                m_shares[{quantity, rangeMs}] = {read, nowMs - rangeMs, nowMs, false};
            job->deleteLater();
            end();
        },
        [this](const base::Error&) { end(); });
}

void KeptLines::end() {
    --m_readings;
    emit changed();
}

} // namespace session
