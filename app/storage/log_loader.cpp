#include "storage/log_loader.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>
#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "protocol/records/record_batch.h"
#include "storage/batch_walker.h"
#include "storage/checkpoint.h"
#include "storage/partition_folder.h"
#include "storage/storage_error.h"

namespace storage {
namespace {

using base::fail;
namespace fs = std::filesystem;

constexpr std::size_t kNameDigits = 20;
constexpr int kGapsTold = 3; // per partition; a log that was compacted elsewhere has thousands
// Larger than what any run of producers on one partition makes of kMaxProducers entries.
constexpr std::size_t kSnapshotLimit = 64 << 20;

std::optional<base::Offset> offsetOf(const std::string& stem) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(stem.data(), stem.data() + stem.size(), value);
    if (stem.size() != kNameDigits || error != std::errc{} || end != stem.data() + stem.size() || value < 0)
        return std::nullopt;
    return base::Offset(value);
}

std::int64_t modifiedMs(const fs::path& path) {
    std::error_code ignored;
    const auto time = fs::last_write_time(path, ignored);
    using namespace std::chrono;
    return duration_cast<milliseconds>(file_clock::to_sys(time).time_since_epoch()).count();
}

/// The files of a partition by their base offset.
struct Listing {
    std::map<base::Offset, std::int64_t> logs; ///< size in bytes
    std::vector<base::Offset> snapshots;       ///< rising
};

/// Does the loading of one partition; lives for one call of loadLog().
class Loader {
public:
    explicit Loader(const LoadRequest& request) : m_request(request) {}

    base::Result<LoadedLog> run() {
        auto listing = list();
        if (!listing)
            return fail(listing.error());
        auto done = openSegments(*listing);
        if (done)
            done = settle();
        if (done)
            done = restoreProducers(*listing);
        if (!done)
            return fail(done.error());
        return std::move(m_loaded);
    }

private:
    LogContent& content() { return m_loaded.content; }
    void note(std::string sentence) {
        m_loaded.notes.push_back(fmt::format("{}: {}", m_request.name, std::move(sentence)));
    }

    base::Result<Listing> list() {
        Listing listing;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(m_request.home->folder(), error)) {
            const auto& path = entry.path();
            const auto extension = path.extension().string();
            std::error_code ignored;
            if (isLeftover(path.filename().string())) {
                fs::remove(path, ignored);
                continue;
            }
            const auto offset = offsetOf(path.stem().string());
            if (!offset)
                continue;
            if (extension == ".log")
                listing.logs[*offset] = static_cast<std::int64_t>(entry.file_size(ignored));
            else if (extension == ".snapshot")
                listing.snapshots.push_back(*offset);
        }
        if (error)
            return fail(fileError("list", m_request.home->folder(), error.value()));
        std::sort(listing.snapshots.begin(), listing.snapshots.end());
        return listing;
    }

    base::Status openSegments(const Listing& listing) {
        bool dropRest = false;
        for (auto it = listing.logs.begin(); it != listing.logs.end(); ++it) {
            if (dropRest) {
                drop(it->first, it->second);
                continue;
            }
            const auto next = std::next(it);
            const auto end = next == listing.logs.end() ? std::nullopt : std::optional(next->first);
            const bool trusted =
                m_request.cleanStop || (end && m_request.recoveryPoint && *end <= *m_request.recoveryPoint);
            auto segment = m_request.home->openSegment(it->first);
            const auto whole = openSegment(*segment, it->second, end, trusted);
            if (!whole)
                return fail(whole.error());
            content().segments.push_back(std::move(segment));
            dropRest = !*whole;
        }
        return {};
    }

    /// False when the log was cut inside of it.
    base::Result<bool> openSegment(Segment& segment, std::int64_t size, std::optional<base::Offset> end,
                                   bool trusted) {
        const auto path = m_request.home->fileAt(segment.baseOffset(), ".log");
        std::error_code ignored;
        const bool present = fs::exists(m_request.home->fileAt(segment.baseOffset(), ".index"), ignored) &&
                             fs::exists(m_request.home->fileAt(segment.baseOffset(), ".timeindex"), ignored);
        auto fits = segment.load(size, modifiedMs(path));
        if (!fits)
            return fits;
        if (*fits && present && trusted) {
            const auto last = lastOffset(segment);
            if (last) {
                content().endOffset = *last + 1;
                return true;
            }
            note(fmt::format("{}; its segments are checked", last.error().cause));
        } else if (trusted && size > 0) {
            note(fmt::format("an index of the segment from offset {} was missing or did not fit its data and "
                             "was built anew",
                             segment.baseOffset().value()));
        }
        return rebuild(segment, size, end);
    }

    /// Of the last batch, by walking on from the last index entry.
    static base::Result<base::Offset> lastOffset(Segment& segment) {
        const auto floor = segment.floorPosition(base::Offset(std::numeric_limits<std::int64_t>::max()));
        if (!floor)
            return fail(floor.error());
        auto last = segment.baseOffset() - 1;
        BatchWalker walker(segment, *floor, segment.size());
        while (true) {
            const auto step = walker.next();
            if (!step)
                return fail(step.error());
            if (!*step)
                return last;
            if ((*step)->facts.baseOffset <= last)
                return fail(storageError(
                    fmt::format("the segment from offset {} has offsets that fall at position {}",
                                segment.baseOffset().value(), (*step)->position)));
            last = (*step)->facts.lastOffset;
        }
    }

    base::Result<bool> rebuild(Segment& segment, std::int64_t size, std::optional<base::Offset> end) {
        if (auto done = segment.beginRebuild(); !done)
            return fail(done.error());
        std::string damage;
        auto next = std::max(segment.baseOffset(), content().endOffset);
        BatchWalker walker(segment, 0, size);
        while (true) {
            const auto step = walker.next();
            if (!step) {
                damage = step.error().cause;
                break;
            }
            if (!*step)
                break;
            const auto& facts = (*step)->facts;
            damage = judge(segment, **step, next, end);
            if (!damage.empty())
                break;
            if (facts.baseOffset > next && !m_request.config.cleanupCompact && m_gapsTold++ < kGapsTold)
                note(fmt::format("the records from offset {} to {} are missing", next.value(),
                                 facts.baseOffset.value() - 1));
            missRow(segment.rebuildWith(facts, m_request.config.indexIntervalBytes));
            m_epochs.assign(facts.leaderEpoch, facts.baseOffset);
            next = facts.lastOffset + 1;
        }
        content().endOffset = next;
        if (damage.empty()) {
            missRow(segment.seal());
            return true;
        }
        note(fmt::format("cut at offset {}: {} bytes of its last segment were dropped because {}",
                         next.value(), size - segment.size(), damage));
        m_cut = true;
        if (auto done = segment.endRebuild(); !done)
            return fail(done.error());
        missRow(segment.seal());
        return false;
    }

    /// A full disk must not keep the broker from starting: without the row a look-up only walks further.
    void missRow(const base::Status& written) {
        if (!written && !std::exchange(m_rowMissed, true))
            note(fmt::format("an index is incomplete: {}", written.error().cause));
    }

    /// Why a batch cannot stay; empty when it can.
    static std::string judge(const Segment& segment, const BatchWalker::Step& step, base::Offset next,
                             std::optional<base::Offset> end) {
        const auto where = [&](std::string_view what) {
            return fmt::format("the batch at position {} of the segment from offset {} {}", step.position,
                               segment.baseOffset().value(), what);
        };
        if (step.facts.baseOffset < next || (end && step.facts.lastOffset >= *end) ||
            step.facts.lastOffset - segment.baseOffset() > std::numeric_limits<std::int32_t>::max())
            return where("has offsets that do not belong there");
        const auto bytes = segment.read(step.position, static_cast<std::size_t>(step.facts.sizeBytes));
        if (!bytes)
            return bytes.error().cause;
        const auto batch = protocol::BatchView::parse(bytes->view());
        if (!batch)
            return batch.error().cause;
        return batch->crcMatches() ? std::string() : where("does not match its checksum");
    }

    void drop(base::Offset baseOffset, std::int64_t size) {
        note(fmt::format("the segment from offset {} with {} bytes was dropped, as it follows the cut",
                         baseOffset.value(), size));
        for (const auto* suffix : {".log", ".index", ".timeindex", ".txnindex", ".snapshot"}) {
            std::error_code ignored;
            fs::remove(m_request.home->fileAt(baseOffset, suffix), ignored);
        }
    }

    /// Log start, recovery point and epochs; a segment to append to.
    base::Status settle() {
        auto& log = content();
        auto wanted = m_request.logStartOffset.value_or(base::Offset(0));
        if (!log.segments.empty() && wanted > log.endOffset) {
            // Better to show deleted records once more than to drop others for a row that is not theirs.
            note(fmt::format("it ends at offset {}, before its start {} in the checkpoint",
                             log.endOffset.value(), wanted.value()));
            if (log.endOffset > log.segments.front()->baseOffset())
                wanted = base::Offset(0);
            else
                log.segments.clear(); // without a record
        }
        if (log.segments.empty()) {
            auto fresh = m_request.home->makeSegment(wanted);
            if (!fresh)
                return fail(fresh.error());
            log.segments.push_back(std::move(*fresh));
            log.endOffset = wanted;
        }
        if (auto ready = log.segments.back()->prepareForAppends(); !ready)
            return ready;
        log.logStartOffset = std::max(wanted, log.segments.front()->baseOffset());
        log.recoveryPoint = m_request.cleanStop
                                ? log.endOffset
                                : std::clamp(m_request.recoveryPoint.value_or(log.logStartOffset),
                                             log.logStartOffset, log.endOffset);
        if (m_request.highWatermark && *m_request.highWatermark > log.endOffset)
            note(fmt::format(
                "the records from offset {} to {} are gone; they had been written before the last stop",
                log.endOffset.value(), m_request.highWatermark->value() - 1));
        return settleEpochs();
    }

    base::Status settleEpochs() {
        auto& log = content();
        auto rows = readEpochs(m_request.home->epochFile());
        if (!rows)
            note(fmt::format("{}; leader epochs were read from the batches", rows.error().cause));
        log.epochs = EpochHistory(rows ? *rows : std::vector<EpochStart>());
        for (const auto& row : m_epochs.rows())
            log.epochs.assign(row.epoch, row.startOffset);
        log.epochs.truncateFromEnd(log.endOffset);
        log.epochs.truncateFromStart(log.logStartOffset);
        const auto latest = log.epochs.rows().empty() ? base::LeaderEpoch(0) : log.epochs.rows().back().epoch;
        // Readers may have seen what is gone now; a new epoch lets them find out (KIP-320).
        log.leaderEpoch = m_cut ? latest + 1 : latest;
        log.epochs.assign(log.leaderEpoch, log.endOffset);
        return {};
    }

    base::Status restoreProducers(const Listing& listing) {
        auto& log = content();
        auto from = log.logStartOffset;
        for (auto it = listing.snapshots.rbegin(); it != listing.snapshots.rend(); ++it)
            if (*it <= log.endOffset && *it >= from && loadSnapshot(*it)) {
                from = *it;
                break;
            }
        removeStraySnapshots(listing, from);
        // Nothing that is not in the files had to be found out: a stop writes nothing that a start misses.
        log.saved = m_request.cleanStop && m_loaded.notes.empty() && from == log.endOffset;
        for (const auto& segment : log.segments) {
            const bool before = &segment != &log.segments.back() && (&segment)[1]->baseOffset() <= from;
            if (before)
                continue;
            const auto floor = segment->floorPosition(from);
            if (!floor)
                return fail(floor.error());
            BatchWalker walker(*segment, *floor, segment->size());
            while (true) {
                const auto step = walker.next();
                if (!step)
                    return fail(step.error());
                if (!*step)
                    break;
                const auto& facts = (*step)->facts;
                if (facts.producer && facts.baseOffset >= from)
                    log.producers.record(*facts.producer, facts.lastOffset);
            }
        }
        log.producers.expire(m_request.environment->clock->wallMs(),
                             m_request.environment->producerIdExpirationMs);
        return {};
    }

    bool loadSnapshot(base::Offset offset) {
        const auto path = m_request.home->fileAt(offset, ".snapshot");
        const auto text = readText(path, kSnapshotLimit);
        const auto done = text ? content().producers.loadSnapshot(
                                     base::asBytes(*text), m_request.environment->clock->wallMs(),
                                     m_request.environment->producerIdExpirationMs)
                               : fail(text.error());
        if (done)
            return true;
        note(fmt::format("the producer snapshot at offset {} was dropped: {}", offset.value(),
                         done.error().cause));
        std::error_code ignored;
        fs::remove(path, ignored);
        return false;
    }

    /// Those of segments stay, as the log may be cut back to them, and the one in use.
    void removeStraySnapshots(const Listing& listing, base::Offset inUse) {
        for (const auto offset : listing.snapshots) {
            const auto& segments = content().segments;
            const bool ofSegment = std::any_of(segments.begin(), segments.end(), [&](const auto& segment) {
                return segment->baseOffset() == offset;
            });
            if (ofSegment || offset == inUse)
                continue;
            std::error_code ignored;
            fs::remove(m_request.home->fileAt(offset, ".snapshot"), ignored);
        }
    }

    const LoadRequest& m_request;
    LoadedLog m_loaded;
    EpochHistory m_epochs; ///< as the batches that were checked tell them
    bool m_rowMissed = false;
    bool m_cut = false;
    int m_gapsTold = 0;
};

} // namespace

base::Result<LoadedLog> loadLog(const LoadRequest& request) {
    return Loader(request).run();
}

} // namespace storage
