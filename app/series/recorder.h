#pragma once

#include <unordered_map>

#include "series/line.h"
#include "series/view.h"

namespace series {

/// Writes the series of one cluster. One thread writes and publishes; what it published may be read on any
/// thread meanwhile and later.
class Recorder {
public:
    /// Of chunks of 1.3 KB: when there are more, the oldest go first, those of the whole cluster last.
    static constexpr std::size_t defaultChunkLimit = 40'000;
    static constexpr std::size_t lineLimit = 100'000;

    explicit Recorder(std::size_t chunkLimit = defaultChunkLimit) : m_chunkLimit(chunkLimit) {}
    /// Goes on from what another recorder published, which may still write.
    explicit Recorder(const View& before, std::size_t chunkLimit = defaultChunkLimit);
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    /// The line of a series, made when it is new. Keep it for as long as it is pushed to: one that nobody
    /// keeps is forgotten when all that is known of it is too old. Null: there are too many.
    [[nodiscard]] std::shared_ptr<Line> line(const Key& key);

    /// What is known up to now, for readers. Once a round, after the pushes of `beat`.
    [[nodiscard]] std::shared_ptr<const View> publish(const metrics::Beat& beat);
    [[nodiscard]] std::size_t chunks() const; ///< for tests

private:
    struct Shard {
        std::vector<std::shared_ptr<Line>> lines;
        bool changed = false;
    };
    void add(std::shared_ptr<Line> line);
    void noteLeap(const metrics::Beat& beat);
    void noteFar(const metrics::Beat& beat);
    void sweep(std::int64_t nowMs);
    void bound();
    [[nodiscard]] std::shared_ptr<const View::Shard> published(Shard& shard) const;

    const std::size_t m_chunkLimit;
    std::unordered_map<Key, std::shared_ptr<Line>, KeyHash> m_lines;
    std::array<Shard, View::shards> m_shards;
    View m_view; // as it was last published
    std::int64_t m_sweptMs = 0;
    std::int64_t m_leapMs = 0, m_leapToMs = 0; // how far the clock leapt ahead, and last to when
};

} // namespace series
