#pragma once

#include <memory>

#include "metrics/beat.h"
#include "series/lane.h"

namespace series {

/// The writing end of one series. Lives with its Recorder and on its thread.
class Line {
public:
    explicit Line(Key key) : m_key(std::move(key)) {}
    /// Goes on where `before` ended, of which others may still write the end.
    explicit Line(const Lane& before);

    /// The quantity had this value all through the beat. A beat that is a gap or an extra look, or that ends
    /// before what is known, leaves nothing.
    void push(const metrics::Beat& beat, double value);

    [[nodiscard]] const Key& key() const { return m_key; }
    [[nodiscard]] std::int64_t endMs() const { return m_end; } ///< up to when it is known; −1: nothing yet
    /// What is known, for who writes it: readers have what was published of it.
    [[nodiscard]] const std::vector<Piece>& pieces() const { return m_pieces; }

private:
    friend class Recorder;

    void add(std::int64_t from, std::int64_t to, double value);
    void closeSlot();
    void openChunk(std::int64_t firstSlot);
    [[nodiscard]] bool foldChunk(std::int64_t to, double value);
    void openFlat(std::int64_t from, std::int64_t to, double value);
    /// Forgets what ended before; true: something was there.
    bool forgetBefore(std::int64_t ms);
    /// Forgets what is later, and all of a piece that reaches beyond.
    void forgetAfter(std::int64_t ms);
    [[nodiscard]] std::size_t chunks() const;

    Key m_key;
    std::vector<Piece> m_pieces;
    std::shared_ptr<Chunk> m_chunk; // the last piece, when it is a chunk that is written
    std::shared_ptr<Flat> m_flat;   // the last piece, when it is a flat one that grows
    std::int64_t m_slot = -1;       // the slot that is not over; −1: none
    double m_sum = 0, m_weight = 0; // of that slot: value × ms, ms
    double m_value = 0;
    std::int64_t m_end = -1;
    void touch() {
        m_changed = true;
        if (m_shardChanged)
            *m_shardChanged = true;
    }
    bool m_changed = true; // since it was last published
    bool* m_shardChanged = nullptr;
    std::shared_ptr<const Lane> m_published;
};

} // namespace series
