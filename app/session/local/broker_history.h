#pragma once

#include <deque>
#include <optional>
#include <vector>

#include <QStringList>

#include "session/local/broker_facts.h"
#include "session/series.h"

namespace session {

/// The last quarter of an hour of the local broker's figures, a sample a second. It outlives a stop: the
/// time without a broker is a gap. Not thread-safe.
class BrokerHistory {
public:
    static constexpr qint64 coveredMs = 15 * 60'000;
    static constexpr int shownApis = 4;

    struct Line {
        QString name; ///< an API; empty: all others together
        SeriesPoints points;
    };

    void take(const BrokerCounters& counters, qint64 atMs);
    [[nodiscard]] qint64 newestMs() const { return m_samples.empty() ? 0 : m_samples.back().atMs; }
    [[nodiscard]] qint64 oldestMs() const { return m_samples.empty() ? 0 : m_samples.front().atMs; }
    /// Requests per second of the busiest APIs, then of the rest, all at the same times.
    [[nodiscard]] std::vector<Line> requests() const;
    /// Requests per second of all APIs between the last two samples: what its lines end with. None until
    /// there are two of the broker that runs.
    [[nodiscard]] std::optional<double> requestsNow() const;
    /// Bytes of records, in memory or on the disk.
    [[nodiscard]] SeriesPoints held() const;

private:
    struct Sample {
        qint64 atMs = 0;
        qint64 uptimeMs = 0;
        qint64 held = 0;
        std::vector<qint64> requests; ///< since the start, beside m_apis
    };
    /// Whether the later one went on where the earlier stopped: the same broker, a moment before.
    static bool goesOn(const Sample& before, const Sample& after);
    /// By the broker's own time: the computer's clock may be set meanwhile.
    static double secondsBetween(const Sample& before, const Sample& after);

    QStringList m_apis;
    std::deque<Sample> m_samples; // oldest first
};

} // namespace session
