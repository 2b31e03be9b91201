#include "series/line.h"

#include <algorithm>

namespace series {

namespace {

std::shared_ptr<Chunk> firstOf(const Chunk& chunk, int slots) {
    auto out = std::make_shared<Chunk>(chunk.firstSlot);
    std::copy_n(chunk.means.begin(), slots, out->means.begin());
    out->tell(slots);
    return out;
}

} // namespace

Line::Line(const Lane& before) : m_key(before.key), m_pieces(before.pieces) {
    if (m_pieces.empty())
        return;
    auto& last = m_pieces.back();
    m_end = last.endMs();
    if (last.chunk) {
        m_chunk = std::make_shared<Chunk>(*last.chunk);
        last.chunk = m_chunk;
    } else {
        last.flat = std::make_shared<Flat>(last.flat->value, last.flat->fromMs, m_end);
    }
}

void Line::push(const metrics::Beat& beat, double value) {
    if (beat.gap || beat.extra || beat.toMs <= m_end)
        return;
    const std::int64_t from = std::max(beat.fromMs, m_end);
    const bool goesOn = m_end >= 0 && from == m_end;
    if (m_flat && goesOn && value == m_value) {
        m_flat->endMs.store(beat.toMs, std::memory_order_release);
    } else if (m_flat && goesOn) {
        // What the flat piece holds of the second in which it ends goes into that second's mean.
        const std::int64_t begin = std::max(from / slotMs * slotMs, m_flat->fromMs);
        m_slot = from / slotMs;
        m_sum = m_value * static_cast<double>(from - begin);
        m_weight = static_cast<double>(from - begin);
        m_flat.reset();
        add(from, beat.toMs, value);
    } else if (m_chunk) {
        add(from, beat.toMs, value);
    } else {
        openFlat(from, beat.toMs, value);
    }
    m_value = value;
    m_end = beat.toMs;
}

void Line::add(std::int64_t from, std::int64_t to, double value) {
    from = std::max(from, to - rememberedMs);
    for (std::int64_t slot = from / slotMs; slot * slotMs < to; ++slot) {
        if (slot != m_slot) {
            closeSlot();
            m_slot = slot;
        }
        const std::int64_t first = slot - slot % Chunk::length;
        if (!m_chunk || m_chunk->firstSlot != first) {
            if (m_chunk && m_chunk->firstSlot + Chunk::length == slot && foldChunk(to, value))
                return;
            openChunk(first);
        }
        const auto covered =
            static_cast<double>(std::min(to, (slot + 1) * slotMs) - std::max(from, slot * slotMs));
        m_sum += value * covered;
        m_weight += covered;
    }
    if (to % slotMs == 0)
        closeSlot();
}

/// The open slot is over: its mean stands, and it may be read.
void Line::closeSlot() {
    if (m_slot >= 0 && m_chunk && m_weight > 0) {
        const auto index = static_cast<int>(m_slot - m_chunk->firstSlot);
        m_chunk->means[static_cast<std::size_t>(index)] = static_cast<float>(m_sum / m_weight);
        m_chunk->tell(index + 1);
    }
    m_slot = -1;
    m_sum = m_weight = 0;
}

void Line::openChunk(std::int64_t firstSlot) {
    m_chunk = std::make_shared<Chunk>(firstSlot);
    m_pieces.push_back({m_chunk, nullptr});
    touch();
}

/// A chunk of one value that goes on needs no slots.
bool Line::foldChunk(std::int64_t to, double value) {
    const auto held = static_cast<float>(value);
    if (!std::ranges::all_of(m_chunk->means, [held](float mean) { return mean == held; }))
        return false;
    std::int64_t from = m_chunk->firstSlot * slotMs;
    m_pieces.pop_back();
    if (!m_pieces.empty() && m_pieces.back().flat && m_pieces.back().flat->value == value &&
        m_pieces.back().endMs() == from) {
        from = m_pieces.back().flat->fromMs;
        m_pieces.pop_back();
    }
    m_chunk.reset();
    m_slot = -1;
    m_sum = m_weight = 0;
    openFlat(from, to, value);
    return true;
}

void Line::openFlat(std::int64_t from, std::int64_t to, double value) {
    m_flat = std::make_shared<Flat>(value, from, to);
    m_pieces.push_back({nullptr, m_flat});
    touch();
}

bool Line::forgetBefore(std::int64_t ms) {
    const auto old = [&](const Piece& piece) {
        const std::int64_t end =
            piece.chunk ? (piece.chunk->firstSlot + Chunk::length) * slotMs : piece.endMs();
        return end <= ms;
    };
    const auto first = std::ranges::find_if_not(m_pieces, old);
    if (first == m_pieces.begin())
        return false;
    m_pieces.erase(m_pieces.begin(), first);
    if (m_pieces.empty()) {
        m_chunk.reset();
        m_flat.reset();
    }
    touch();
    return true;
}

void Line::forgetAfter(std::int64_t ms) {
    while (!m_pieces.empty() && m_pieces.back().endMs() > ms) {
        const Piece cut = m_pieces.back();
        m_pieces.pop_back();
        m_chunk.reset();
        m_flat.reset();
        touch();
        // Who looks at the whole one goes on to see it.
        if (cut.flat && cut.flat->fromMs < ms)
            m_pieces.push_back({nullptr, std::make_shared<Flat>(cut.flat->value, cut.flat->fromMs, ms)});
        if (const auto before = cut.chunk ? ms / slotMs - cut.chunk->firstSlot : 0; before > 0)
            m_pieces.push_back({firstOf(*cut.chunk, static_cast<int>(before)), nullptr});
    }
    m_slot = -1;
    m_sum = m_weight = 0;
    m_end = m_pieces.empty() ? -1 : m_pieces.back().endMs();
}

std::size_t Line::chunks() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(m_pieces, [](const Piece& piece) { return piece.chunk != nullptr; }));
}

} // namespace series
