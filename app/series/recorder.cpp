#include "series/recorder.h"

#include <algorithm>
#include <utility>

namespace series {

namespace {

constexpr std::int64_t sweepEveryMs = Chunk::length * slotMs;
/// A clock that is set back by less is waited for; by more, what is later than now is no longer true.
constexpr std::int64_t waitedForMs = 5'000;

std::optional<Quantity> ofObject(const Key& key) {
    const bool isPart = !key.topic.empty() || key.partition >= 0;
    return isPart || key.object.empty() ? std::nullopt : std::optional(key.quantity);
}

bool ofWholeCluster(const Key& key) {
    return key.object.empty();
}

} // namespace

Recorder::Recorder(const View& before, std::size_t chunkLimit) : m_chunkLimit(chunkLimit) {
    before.forEach([this](const Lane& lane) { add(std::make_shared<Line>(lane)); });
    m_view.m_untilMs = before.untilMs();
    m_view.m_farBeats = before.farBeats();
}

std::shared_ptr<Line> Recorder::line(const Key& key) {
    if (const auto known = m_lines.find(key); known != m_lines.end())
        return known->second;
    if (m_lines.size() >= lineLimit)
        return nullptr;
    auto made = std::make_shared<Line>(key);
    add(made);
    return made;
}

void Recorder::add(std::shared_ptr<Line> line) {
    auto& shard = m_shards[KeyHash{}(line->key()) % View::shards];
    line->m_shardChanged = &shard.changed;
    shard.changed = true;
    shard.lines.push_back(line);
    m_lines.emplace(line->key(), std::move(line));
}

std::shared_ptr<const View> Recorder::publish(const metrics::Beat& beat) {
    if (beat.toMs + waitedForMs < m_view.m_untilMs) {
        for (auto& [key, line] : m_lines)
            line->forgetAfter(beat.toMs);
        m_view.m_untilMs = m_leapMs = 0;
    }
    noteLeap(beat);
    noteFar(beat);
    m_view.m_untilMs = std::max(m_view.m_untilMs, beat.toMs);
    if (beat.toMs - m_sweptMs >= sweepEveryMs || beat.toMs < m_sweptMs) {
        sweep(beat.toMs);
        bound();
        m_sweptMs = beat.toMs;
    }
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        auto& shard = m_shards[i];
        if (std::exchange(shard.changed, false))
            m_view.m_shards[i] = published(shard);
    }
    return std::make_shared<const View>(m_view);
}

std::shared_ptr<const View::Shard> Recorder::published(Shard& shard) const {
    auto out = std::make_shared<View::Shard>();
    out->reserve(shard.lines.size());
    for (const auto& line : shard.lines) {
        if (std::exchange(line->m_changed, false))
            line->m_published = std::make_shared<const Lane>(Lane{line->m_key, line->m_pieces});
        if (!line->m_pieces.empty())
            out->push_back({KeyHash{}(line->m_key), line->m_published, ofObject(line->m_key)});
    }
    return out;
}

/// A machine that slept, or a clock that is wrong and will be set back.
void Recorder::noteLeap(const metrics::Beat& beat) {
    const std::int64_t skipped = (beat.gap ? beat.toMs : beat.fromMs) - m_view.m_untilMs;
    if (m_view.m_untilMs == 0 || skipped <= sweepEveryMs)
        return;
    const bool another = beat.toMs - skipped - m_leapToMs < rememberedMs; // within the hour of the one before
    m_leapMs = skipped + (another ? m_leapMs : 0);
    m_leapToMs = beat.toMs;
}

/// What is published of them never changes. Few are far, and those are seldom.
void Recorder::noteFar(const metrics::Beat& beat) {
    if (beat.gap || beat.extra || beat.toMs - beat.fromMs <= farMs)
        return;
    auto spans = m_view.m_farBeats ? *m_view.m_farBeats : std::vector<Span>();
    std::erase_if(spans, [&](const Span& span) {
        return span.toMs <= beat.toMs - rememberedMs || span.toMs > beat.fromMs; // the clock went back
    });
    spans.push_back({beat.fromMs, beat.toMs});
    m_view.m_farBeats = std::make_shared<const std::vector<Span>>(std::move(spans));
}

void Recorder::sweep(std::int64_t nowMs) {
    // For an hour after a leap the time skipped makes nothing older.
    if (nowMs - m_leapToMs < rememberedMs)
        nowMs -= m_leapMs;
    for (auto& shard : m_shards)
        std::erase_if(shard.lines, [&](const std::shared_ptr<Line>& line) {
            line->forgetBefore(nowMs - rememberedMs);
            // The shard and the map hold it, and nobody else.
            if (!line->m_pieces.empty() || line.use_count() > 2)
                return false;
            shard.changed = true;
            m_lines.erase(line->key());
            return true;
        });
}

void Recorder::bound() {
    std::size_t count = chunks();
    // A tenth more than needed, so that a cluster at the limit is not bounded every time.
    const std::size_t keep = m_chunkLimit - m_chunkLimit / 10;
    if (count <= m_chunkLimit)
        return;
    std::vector<std::int64_t> begins;
    for (const auto& [key, line] : m_lines)
        for (const auto& piece : line->m_pieces)
            if (piece.chunk && !ofWholeCluster(key))
                begins.push_back(piece.beginMs());
    if (begins.size() <= keep)
        return;
    const auto cut = begins.begin() + static_cast<std::ptrdiff_t>(begins.size() - keep);
    std::ranges::nth_element(begins, cut);
    // Those that are being written are as young as each other: only the limit of lines bounds them.
    const std::int64_t goesMs = std::min(*cut + Chunk::length * slotMs, *std::ranges::max_element(begins));
    for (const auto& [key, line] : m_lines)
        if (!ofWholeCluster(key))
            line->forgetBefore(goesMs);
}

std::size_t Recorder::chunks() const {
    std::size_t out = 0;
    for (const auto& [key, line] : m_lines)
        out += line->chunks();
    return out;
}

} // namespace series
