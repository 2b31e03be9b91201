#include "transfer/exporter.h"

#include <algorithm>

namespace transfer {
namespace {

browse::Query forwards(const browse::Query& asked) {
    browse::Query out = asked;
    if (out.seek == browse::Seek::Newest || out.seek == browse::Seek::LastPerPartition ||
        out.seek == browse::Seek::Tail)
        out.seek = browse::Seek::Oldest;
    out.controlRecords = false; // they are no records of anybody
    out.newFilter.reset();
    out.ledger.reset();
    out.limits.rows = SIZE_MAX;
    out.limits.scannedRecords = 0;
    out.limits.previewBytes = SIZE_MAX;
    out.limits.previewHeaders = SIZE_MAX;
    return out;
}

/// Of what was planned, all that is not in the file.
std::vector<browse::Position> restOf(const std::vector<browse::Bounds>& planned, const Written& written) {
    std::vector<browse::Position> out;
    for (const browse::Bounds& one : planned) {
        const auto passed = std::ranges::find(written.next, one.partition, &browse::Position::partition);
        const base::Offset at = passed != written.next.end() ? passed->offset : one.start;
        if (at < one.end)
            out.push_back({one.partition, at});
    }
    return out;
}

/// What was deleted behind where the rest begins, which will count it itself.
std::int64_t deletedBehind(const std::vector<browse::OffsetSpan>& deleted,
                           const std::vector<browse::Position>& rest) {
    std::int64_t out = 0;
    for (const browse::OffsetSpan& one : deleted)
        if (const auto at = std::ranges::find(rest, one.partition, &browse::Position::partition);
            at != rest.end() && at->offset <= one.from)
            out += one.to - one.from;
    return out;
}

/// Damaged batches that the rest will read again, and count itself.
std::int64_t damagedAgain(const std::vector<browse::OffsetSpan>& damaged,
                          const std::vector<browse::Position>& rest) {
    return std::ranges::count_if(damaged, [&rest](const browse::OffsetSpan& one) {
        const auto at = std::ranges::find(rest, one.partition, &browse::Position::partition);
        return at != rest.end() && at->offset < one.to;
    });
}

/// How many of the first records need not be given again: those in the file, and those gone, of which these
/// are the places, that stand before, among or right behind them.
std::size_t passedOf(std::size_t written, std::span<const std::size_t> gone) {
    std::size_t at = 0;
    for (;; ++at) {
        if (!gone.empty() && gone.front() == at)
            gone = gone.subspan(1);
        else if (written > 0)
            --written;
        else
            return at;
    }
}

/// Offsets between where the rest begins and the ends that were planned.
std::int64_t offsetsLeft(const std::vector<browse::Bounds>& planned,
                         const std::vector<browse::Position>& rest) {
    std::int64_t out = 0;
    for (const browse::Position& at : rest)
        if (const auto one = std::ranges::find(planned, at.partition, &browse::Bounds::partition);
            one != planned.end())
            out += one->end - at.offset;
    return out;
}

} // namespace

ExportResult exportRange(browse::RecordSource& source, const browse::Query& query, const Target& target,
                         const ExportReport& report, const std::stop_token& stop) {
    ExportResult out;
    out.topicId = query.topicId;
    out.parts = query.parts;
    auto output = openOutput(target);
    if (!output) {
        out.error = output.error();
        out.rest = query.resume;
        return out;
    }
    std::stop_source stopping;
    const std::stop_callback follow(stop, [&stopping] { stopping.request_stop(); });
    base::Status wrote;
    const browse::ScanSink sink{
        .rows =
            [&](const std::vector<browse::RecordPtr>& rows) {
                for (const browse::RecordPtr& row : rows) {
                    if (!wrote)
                        return;
                    wrote = (*output)->add(*row, row->transaction);
                }
                if (!wrote)
                    stopping.request_stop();
            },
        .progress =
            [&](const browse::Progress& read) {
                out.progress = {.written = (*output)->written(),
                                .scanned = read.scanned,
                                .bytesRead = read.bytes,
                                .offsetsDone = read.offsetsDone,
                                .offsetsTotal = read.offsetsTotal,
                                .damagedBatches = read.damagedBatches,
                                .deleted = read.deleted,
                                .partitions = read.partitions};
                if (report)
                    report(out.progress);
            },
    };
    const browse::ScanResult scanned = source.scan(forwards(query), sink, stopping.get_token());
    // Where the cluster could not be read, what was there before stays, and no empty file is left.
    const bool nothing = scanned.error && (*output)->written().records == 0;
    bool begun = false;
    if (wrote && !nothing) {
        wrote = (*output)->finish();
        begun = bool(wrote);
    }
    out.progress.written = (*output)->written();
    if (begun || !out.progress.written.next.empty())
        out.behind = (*output)->end();
    out.cancelled = stop.stop_requested();
    out.behindOpen = scanned.progress.behindOpen;
    if (!wrote)
        out.error = wrote.error();
    else if (!out.cancelled)
        out.error = scanned.error;
    if (const base::Uuid& read = scanned.progress.topicId; !read.isZero())
        out.topicId = read;
    if (!scanned.planned.empty())
        out.parts = scanned.parts;
    const bool isInFile = wrote && !nothing;
    if (out.cancelled || out.error)
        out.rest = scanned.planned.empty() ? query.resume
                   : isInFile              ? scanned.resume
                                           : restOf(scanned.planned, out.progress.written);
    // What was read and is not in the file has to be read again.
    if (!isInFile) {
        out.progress.offsetsDone = out.progress.offsetsTotal - offsetsLeft(scanned.planned, out.rest);
        out.progress.deleted -= deletedBehind(scanned.deleted, out.rest);
        out.progress.damagedBatches -= damagedAgain(scanned.damaged, out.rest);
    }
    // The stop came when everything was read.
    if (out.cancelled && scanned.reason == browse::StopReason::EndReached)
        out.cancelled = false;
    return out;
}

ExportResult exportRecords(browse::RecordSource& source, std::span<const browse::RecordPtr> records,
                           const Target& target, const ExportReport& report, const std::stop_token& stop) {
    ExportResult out;
    auto output = openOutput(target);
    if (!output) {
        out.error = output.error();
        return out;
    }
    out.progress.offsetsTotal = static_cast<std::int64_t>(records.size());
    std::vector<std::size_t> gone;
    const auto add = [&](const browse::RecordPtr& record) -> base::Status {
        browse::RecordPtr whole = record;
        if (record->isCut()) {
            auto found = source.fetchOne({target.topic, target.topicId}, *record, stop);
            if (!found && browse::isGone(found.error())) {
                gone.push_back(static_cast<std::size_t>(out.progress.scanned));
                return {};
            }
            if (!found)
                return base::fail(found.error());
            whole = std::move(*found);
        }
        return (*output)->add(*whole, record->transaction);
    };
    base::Status added;
    for (const browse::RecordPtr& record : records) {
        if (stop.stop_requested())
            break;
        if (added = add(record); !added)
            break;
        ++out.progress.scanned;
        ++out.progress.offsetsDone;
        if (report && out.progress.scanned % 100 == 0) {
            out.progress.written = (*output)->written();
            report(out.progress);
        }
    }
    // What was added before a failure to read is whole, and goes into the file.
    const base::Status finished = (*output)->finish();
    out.progress.written = (*output)->written();
    const auto written =
        static_cast<std::size_t>(out.progress.written.records + out.progress.written.noValue);
    out.passed = passedOf(written, gone);
    for (const std::size_t at : gone)
        if (at < out.passed)
            out.gone.push_back({records[at]->partition, records[at]->offset});
    out.progress.offsetsDone = static_cast<std::int64_t>(out.passed);
    if (finished || written > 0)
        out.behind = (*output)->end();
    out.cancelled = stop.stop_requested() && out.passed < records.size();
    if (!finished)
        out.error = finished.error();
    else if (!added && !out.cancelled)
        out.error = added.error();
    return out;
}

} // namespace transfer
