#pragma once

#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "series/lane.h"
#include "series/points.h"

namespace series {

/// Between rounds that are further apart than this a chart has several points, which were not measured.
constexpr std::int64_t farMs = 10'000;

/// What was measured at its end is of all of it.
struct Span {
    std::int64_t fromMs = 0, toMs = 0;
};

/// All series of one cluster as they stood at one time. Immutable and for any thread: asking it takes no
/// lock. What is written later is not in it.
class View {
public:
    static constexpr std::size_t shards = 256;
    struct Entry {
        std::size_t hash = 0;
        std::shared_ptr<const Lane> lane;
        std::optional<Quantity> ofObject = {}; ///< of a topic's or group's own series, not of a part of it
    };
    using Shard = std::vector<Entry>;

    /// Up to when the series are known, those that are known latest.
    [[nodiscard]] std::int64_t untilMs() const { return m_untilMs; }
    [[nodiscard]] const Lane* find(const Key& key) const; ///< null: there is no such series

    /// The last `rangeMs` of a series, at most an hour, in at most `limit` points, none finer than
    /// `finestMs`. It begins at the first known value and ends with the last; a gap in between is NaN.
    [[nodiscard]] Points points(const Key& key, std::int64_t nowMs, std::int64_t rangeMs, std::size_t limit,
                                std::int64_t finestMs = 0) const;
    [[nodiscard]] Points points(const Key& key, const Grid& grid) const;
    /// What a series adds up to over the last `rangeMs`, in value × seconds; to half a minute.
    [[nodiscard]] double integral(const Lane& lane, std::int64_t nowMs, std::int64_t rangeMs) const;
    /// The beats that were longer than `farMs`, in the order of time; null: none was.
    [[nodiscard]] const std::shared_ptr<const std::vector<Span>>& farBeats() const { return m_farBeats; }
    /// Since when the series of the cluster are known without looking at the disk; untilMs() when they are
    /// not.
    [[nodiscard]] std::int64_t knownSinceMs() const;

    /// Every series, in no order.
    template <class F>
    void forEach(F&& visit) const {
        for (const auto& shard : m_shards)
            if (shard)
                for (const auto& entry : *shard)
                    visit(*entry.lane);
    }

    /// The series of this quantity of each topic or group as a whole, in no order. There may be ten times as
    /// many of their parts, which are not looked at.
    template <class F>
    void forEachObject(Quantity quantity, F&& visit) const {
        for (const auto& shard : m_shards)
            if (shard)
                for (const auto& entry : *shard)
                    if (entry.ofObject == quantity)
                        visit(*entry.lane);
    }

private:
    friend class Recorder;
    std::array<std::shared_ptr<const Shard>, shards> m_shards;
    std::shared_ptr<const std::vector<Span>> m_farBeats;
    std::int64_t m_untilMs = 0;
};

/// Calls `visit(fromMs, toMs, value)` for what is known of a lane within [fromMs, toMs), in the order of
/// time.
template <class F>
void forEachStretch(const Lane& lane, std::int64_t fromMs, std::int64_t toMs, F&& visit) {
    for (const auto& piece : lane.pieces) {
        const std::int64_t begin = std::max(fromMs, piece.beginMs());
        const std::int64_t end = std::min(toMs, piece.endMs() / slotMs * slotMs);
        if (begin >= end)
            continue;
        if (piece.flat) {
            visit(begin, end, piece.flat->value);
            continue;
        }
        for (std::int64_t slot = begin / slotMs; slot * slotMs < end; ++slot) {
            const float mean = piece.chunk->means[static_cast<std::size_t>(slot - piece.chunk->firstSlot)];
            if (mean == mean) // not NaN
                visit(std::max(begin, slot * slotMs), std::min(end, (slot + 1) * slotMs),
                      static_cast<double>(mean));
        }
    }
}

/// As forEachStretch, by half minutes where they are over: much quicker over long times. `fromMs` is taken to
/// the half minute.
template <class F>
void forEachHalfMinute(const std::vector<Piece>& pieces, std::int64_t fromMs, std::int64_t toMs, F&& visit) {
    constexpr std::int64_t halfMs = Chunk::halfMinute * slotMs;
    fromMs = fromMs / halfMs * halfMs;
    // Mostly the end is wanted: what ended before is not looked at.
    auto next = pieces.end();
    while (next != pieces.begin() && std::prev(next)->endMs() > fromMs)
        --next;
    for (; next != pieces.end(); ++next) {
        const auto& piece = *next;
        const std::int64_t begin = std::max(fromMs, piece.beginMs());
        const std::int64_t end = std::min(toMs, piece.endMs() / slotMs * slotMs);
        if (begin >= end)
            continue;
        if (piece.flat) {
            visit(begin, end, piece.flat->value);
            continue;
        }
        const auto& chunk = *piece.chunk;
        const std::int64_t first = chunk.firstSlot * slotMs;
        for (std::int64_t at = begin; at < end;) {
            const auto half = static_cast<std::size_t>((at - first) / halfMs);
            const std::int64_t over = first + static_cast<std::int64_t>(half + 1) * halfMs;
            if (over <= end) {
                if (const int known = chunk.halfKnown[half]; known > 0)
                    visit(over - known * slotMs, over, static_cast<double>(chunk.halfMeans[half]));
            } else {
                for (std::int64_t slot = at / slotMs; slot * slotMs < end; ++slot)
                    if (const float mean = chunk.means[static_cast<std::size_t>(slot - chunk.firstSlot)];
                        mean == mean)
                        visit(slot * slotMs, (slot + 1) * slotMs, static_cast<double>(mean));
            }
            at = over;
        }
    }
}

} // namespace series
