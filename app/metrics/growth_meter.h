#pragma once

#include <optional>
#include <span>
#include <vector>

#include "metrics/beat.h"
#include "metrics/rate.h"

namespace metrics {

/// The log of one partition as its leader's replica has it.
struct SizeReading {
    std::int32_t id = 0;
    std::optional<std::int32_t> broker; ///< whose replica it is; none: it was not read
    std::int64_t bytes = 0;
    std::optional<std::int64_t> logStart, end; ///< none: the leader did not answer
};

/// How fast the logs of one topic grow. A log from which segments were deleted, or that another broker's
/// replica answers for, does not tell by its size what came in: there the records that came are taken times
/// their mean size before. Not thread-safe.
class GrowthMeter {
public:
    /// One reading a beat, of all partitions; with beats of its own, in which all logs are asked for. A
    /// partition that was not there at the last of them began empty. They come by id.
    void read(const Beat& beat, std::span<const SizeReading> partitions);

    /// Bytes a second; none: not known.
    [[nodiscard]] std::optional<double> perSecond() const { return m_perSecond; }
    /// None where a part of the beat is not known, which would not add up.
    [[nodiscard]] std::optional<double> ofBeat() const { return m_ofBeat; }
    [[nodiscard]] bool lacks() const { return m_lacks; } ///< it is more than perSecond(), none or not
    [[nodiscard]] bool isEstimate() const { return m_isEstimate; }

private:
    struct Log {
        std::int32_t id = 0;
        std::optional<std::int32_t> broker;
        std::int64_t bytes = 0;
        std::optional<std::int64_t> logStart, end;
        double meanBytes = 0, meanRecords = 0; ///< what came lately and could be told by size
    };
    struct Growth {
        double bytes = 0; ///< at least
        bool known = false, estimated = false;
    };
    [[nodiscard]] static Log began(const Beat& beat, const SizeReading& reading);
    [[nodiscard]] static Growth grown(const SizeReading& now, Log& log);
    static void take(const SizeReading& now, Log& log);

    void align(const Beat& beat, std::span<const SizeReading> partitions);

    std::vector<Log> m_logs; // by id; beside what was read last
    Rate m_rate;
    double m_grown = 0; // since the first reading
    bool m_began = false;
    std::int64_t m_rateBeganMs = 0;                 // anew, the last time
    std::int64_t m_lackedMs = 0, m_estimatedMs = 0; // the last beat in which a part was so
    std::optional<double> m_perSecond, m_ofBeat;
    bool m_lacks = false, m_isEstimate = false;
};

} // namespace metrics
