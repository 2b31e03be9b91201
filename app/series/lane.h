#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <vector>

#include "series/key.h"

namespace series {

constexpr std::int64_t slotMs = 1'000;
/// How far back a series is known in memory.
constexpr std::int64_t rememberedMs = 3'600'000;

/// Five minutes of one series, the mean of each second. One thread fills it, slot after slot, and then says
/// how far it is; any number read the slots that it has told. A slot that was told never changes.
struct Chunk {
    static constexpr int length = 300, halfMinute = 30, halves = length / halfMinute; ///< in slots

    explicit Chunk(std::int64_t first);
    /// A copy that may be filled further.
    Chunk(const Chunk& other);
    Chunk& operator=(const Chunk&) = delete;

    [[nodiscard]] int told() const { return m_told.load(std::memory_order_acquire); }
    /// From now on so many slots are told; halves that are over by then get their mean.
    void tell(int upTo);

    const std::int64_t firstSlot; ///< seconds since the epoch, a multiple of `length`
    std::array<float, length> means;
    /// Each half minute of which all slots are told: its mean, and how many of its slots are known.
    std::array<float, halves> halfMeans;
    std::array<std::uint8_t, halves> halfKnown{};

private:
    std::atomic<int> m_told{0};
};

/// Some time in which a series had one value. It may still grow at its end.
struct Flat {
    Flat(double held, std::int64_t from, std::int64_t to) : value(held), fromMs(from), endMs(to) {}
    const double value;
    const std::int64_t fromMs;
    std::atomic<std::int64_t> endMs;
};

/// One of the two.
struct Piece {
    std::shared_ptr<const Chunk> chunk;
    std::shared_ptr<const Flat> flat;

    [[nodiscard]] std::int64_t beginMs() const { return chunk ? chunk->firstSlot * slotMs : flat->fromMs; }
    [[nodiscard]] std::int64_t endMs() const {
        return chunk ? (chunk->firstSlot + chunk->told()) * slotMs
                     : flat->endMs.load(std::memory_order_acquire);
    }
};

/// One series as readers see it: immutable, but for the end of its last piece, which grows.
struct Lane {
    Key key;
    std::vector<Piece> pieces; ///< in the order of time
};

} // namespace series
