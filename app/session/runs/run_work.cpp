#include "session/runs/run_work.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/record_time.h"
#include "browse/record_source.h"
#include "session/clusters/connect_to.h"
#include "session/convert.h"
#include "session/records/kept_time.h"
#include "session/records/produce_job.h"
#include "session/records/record_rows.h"
#include "session/runs/live_run.h"
#include "session/runs/row_records.h"
#include "session/runs/topic_watch.h"
#include "transfer/exporter.h"
#include "transfer/importer.h"
#include "workload/refusals.h"

namespace session {
namespace {

void note(RunEnd& end, RunNote what, qint64 count) {
    if (count > 0)
        end.notes.push_back({0, what, count});
}

/// Rows that were to be read whole and are left out.
void noteGone(RunEnd& end, const std::vector<browse::Position>& gone) {
    constexpr std::size_t mostNamed = 10;
    for (const auto& one : std::span(gone).first(std::min(gone.size(), mostNamed)))
        end.notes.push_back({0, RunNote::RowGone, one.offset.value(), one.partition.value()});
    if (!gone.empty())
        note(end, RunNote::RowsGone, static_cast<qint64>(gone.size()));
}

void noteSent(RunEnd& end, const workload::SendProgress& sent, const QString& topic) {
    note(end, RunNote::NotArrived, sent.refused);
    note(end, RunNote::Unsure, sent.unsure);
    if (sent.timesNotKept > 0)
        end.notes.push_back({0, RunNote::TimesNotKept, sent.timesNotKept, 0, topic});
}

transfer::Target targetOf(const ExportDraft& draft, const std::optional<transfer::FileEnd>& behind) {
    transfer::Target out;
    out.topic = draft.topic.toStdString();
    out.topicId = uuidOf(draft.rowsTopicId);
    switch (draft.format) {
    case ExportFormat::JsonLines:
        out.format = transfer::Format::JsonLines;
        break;
    case ExportFormat::Csv:
        out.format = transfer::Format::Csv;
        break;
    case ExportFormat::RawFiles:
        out.format = transfer::Format::RawFiles;
        break;
    }
    out.path = draft.path.toStdString();
    out.existing = draft.replace ? transfer::Existing::Replace : transfer::Existing::Refuse;
    out.behind = behind;
    const ExportFields& fields = draft.fields;
    out.fields = {fields.topic,   fields.partition, fields.offset, fields.time,
                  fields.headers, fields.key,       fields.value};
    out.base64 = {draft.keyInBase64, draft.valueInBase64};
    switch (draft.packing) {
    case ExportPacking::None:
        break;
    case ExportPacking::Gzip:
        out.packing = transfer::Packing::Gzip;
        break;
    case ExportPacking::Zstd:
        out.packing = transfer::Packing::Zstd;
        break;
    }
    return out;
}

/// How far the parts before one came, of what they knew was to be done.
struct Share {
    qint64 done = 0, total = 0;
};

RunFigures figuresOf(const transfer::ExportProgress& from, const Share& before) {
    std::vector<PartitionShare> partitions;
    partitions.reserve(from.partitions.size());
    for (const auto& one : from.partitions)
        partitions.push_back({one.partition.value(), one.done, one.total});
    return {.records = from.written.records,
            .bytes = from.written.bytes,
            .looked = from.scanned,
            .done = before.done + from.offsetsDone,
            .total = from.offsetsTotal > 0 ? before.done + from.offsetsTotal : before.total,
            .deleted = from.deleted,
            .partitions = std::move(partitions)};
}

RunWork exportPart(std::shared_ptr<const ExportDraft> draft, const browse::Query& query,
                   const std::optional<transfer::FileEnd>& behind, const Share& before) {
    return [=](const RunTools& tools) {
        const auto source = browse::makeClusterRecordSource(connectOptions(tools.bootstrap));
        const auto report = [&](const transfer::ExportProgress& progress) {
            tools.report(figuresOf(progress, before));
        };
        transfer::ExportResult result;
        if (draft->rows.empty()) {
            result = transfer::exportRange(*source, query, targetOf(*draft, behind), report, tools.stop);
        } else {
            std::vector<browse::RecordPtr> records;
            for (const RecordRow& row : draft->rows)
                records.push_back(recordOf(row));
            result = transfer::exportRecords(*source, records, targetOf(*draft, behind), report, tools.stop);
        }
        RunFigures figures = figuresOf(result.progress, before);
        if (!result.error && !result.cancelled)
            figures.behindOpen = result.behindOpen;
        figures.skipped = static_cast<qint64>(result.gone.size());
        RunEnd end{.figures = figures, .stopped = result.cancelled, .error = result.error};
        noteGone(end, result.gone);
        note(end, RunNote::NotText, result.progress.written.base64);
        note(end, RunNote::NoFile, result.progress.written.noValue);
        note(end, RunNote::DamagedBatches, result.progress.damagedBatches);
        note(end, RunNote::DeletedUnread, result.progress.deleted);
        note(end, RunNote::Uncommitted, result.progress.written.uncommitted);
        if (const qint64 undecided = result.progress.written.undecided; undecided > 0)
            end.notes.push_back({0, RunNote::Uncommitted, undecided, 1});
        note(end, RunNote::BehindOpen, figures.behindOpen);
        if (query.controlRecords && !end.error && !end.stopped)
            end.notes.push_back({0, RunNote::NoMarkers});
        if (query.untilMs && !query.toEnds && draft->rows.empty() && !end.error && !end.stopped)
            end.notes.push_back({0, RunNote::UpToFirstLater});
        const auto next = result.behind ? result.behind : behind;
        const Share share{figures.done, figures.total};
        if (!result.rest.empty()) {
            auto rest = query;
            rest.resume = result.rest;
            rest.parts = result.parts;
            rest.topicId = result.topicId;
            end.rest = exportPart(draft, rest, next, share);
        } else if ((end.error || end.stopped) && result.passed < draft->rows.size()) {
            auto rest = std::make_shared<ExportDraft>(*draft);
            rest->rows.erase(rest->rows.begin(),
                             rest->rows.begin() + static_cast<std::ptrdiff_t>(result.passed));
            end.rest = exportPart(std::move(rest), query, next, share);
        }
        return end;
    };
}

transfer::ImportPlan planOf(const ImportDraft& draft) {
    transfer::ImportPlan out;
    out.path = draft.path.toStdString();
    out.topic = draft.topic.toStdString();
    out.partitions =
        draft.sending.keepPartition ? transfer::PartitionChoice::AsInFile : transfer::PartitionChoice::ByKey;
    out.keepTimes = draft.sending.keepTime;
    out.sending.producer.codec = draft.sending.codec.toStdString();
    out.sending.recordsPerSecond = draft.sending.perSecond;
    return out;
}

RunFigures figuresOf(const transfer::ImportProgress& from) {
    return {.records = from.sending.sent,
            .bytes = from.sending.bytes,
            .refused = from.sending.refused,
            .skipped = from.passed,
            .done = from.bytesDone,
            .total = from.bytesTotal,
            .unsure = from.sending.unsure,
            .linesDone = from.linesDone,
            .linesTotal = from.linesTotal};
}

void noteFault(RunEnd& end, const transfer::LineFault& fault) {
    end.notes.push_back({0, RunNote::LineAtFault, fault.line, fault.column, text(fault.excerpt)});
}

void noteNotKept(RunEnd& end, qint64 count, std::optional<qint64> keptMs) {
    if (count > 0 && keptMs)
        end.notes.push_back({0, RunNote::OlderThanKept, count, *keptMs});
}

RunWork importPart(const transfer::ImportPlan& plan) {
    return [plan](const RunTools& tools) {
        auto now = plan;
        if (tools.unsure == Unsure::LeaveOut)
            now.from.again = workload::without(now.from.again, std::exchange(now.from.unsure, {}));
        now.sending.producer.connect = connectOptions(tools.bootstrap, {}, tools.clusterId);
        const auto kept = plan.keepTimes ? askKeptMs(tools.bootstrap, plan.topic, tools.stop) : std::nullopt;
        if (kept)
            now.keptFromMs = runNow() - *kept;
        const auto result = transfer::importFile(
            now, tools.reaper,
            [&](const transfer::ImportProgress& progress) { tools.report(figuresOf(progress)); }, tools.stop);
        RunEnd end{.figures = figuresOf(result.progress), .stopped = result.cancelled, .error = result.error};
        note(end, RunNote::LinesPassed, result.progress.passed);
        for (const auto& fault : result.passed)
            noteFault(end, fault);
        if (result.fault)
            noteFault(end, *result.fault);
        noteSent(end, result.progress.sending, text(plan.topic));
        note(end, RunNote::SentOnceMore, result.sentOnceMore);
        note(end, RunNote::WithoutTime, result.progress.withoutTime);
        note(end, RunNote::UnusableTime, result.progress.unusableTime);
        noteNotKept(end, result.progress.notKept, kept);
        auto rest = plan;
        if (result.progress.linesTotal > 0)
            rest.extent = {result.progress.linesTotal, result.progress.bytesTotal};
        if (result.error || result.cancelled) {
            rest.from = result.rest;
            end.rest = importPart(rest);
        }
        if (result.fault) {
            auto skipping = rest;
            skipping.from = result.behindFault;
            end.restSkipping = importPart(skipping);
            end.doneSkipping = result.bytesBehindFault;
            end.linesSkipping = result.behindFault.line - 1;
            skipping.passUnreadable = true;
            if (result.fault->unreadable)
                end.restSkippingAll = importPart(skipping);
        }
        return end;
    };
}

/// Of records sent with their own times: those that have none to send, and those that will not stay.
struct TimeCounts {
    qint64 withoutTime = 0, unusable = 0, notKept = 0;

    void add(qint64 ms, qint64 keptFromMs) {
        if (!base::isSendable(ms))
            ++(ms == base::noTimestamp ? withoutTime : unusable);
        else if (keptFromMs > 0 && ms < keptFromMs)
            ++notKept;
    }
};

/// The rows that are left to send, by their numbers.
struct RowsLeft {
    std::vector<std::int64_t> numbers;
    std::size_t again = 0; ///< the first of them, which were handed over before and did not arrive
    std::vector<std::int64_t> unsure = {}; ///< of these, those that may be stored all the same, rising

    [[nodiscard]] RowsLeft withoutUnsure() const {
        return {workload::without(numbers, unsure), again - unsure.size()};
    }
};

/// Those rows, read whole where they are cut.
class RowFeed final : public workload::RepeatableFeed {
public:
    /// `keptFromMs`: the topic deletes records of earlier times; 0: none.
    RowFeed(const SendAgainDraft& draft, const RowsLeft& rows, qint64 keptFromMs, const RunTools& tools)
        : m_draft(draft)
        , m_rows(rows)
        , m_keptFromMs(keptFromMs)
        , m_stop(tools.stop)
        , m_source(tools.from ? browse::makeClusterRecordSource(connectOptions(*tools.from)) : nullptr) {}

    base::Result<std::optional<workload::FedRecord>> next() override {
        auto record = nextOf(m_rows.numbers, m_next);
        // What is handed over again was counted when it was so first.
        if (record && *record && m_draft.sending.keepTime && m_next > m_rows.again)
            m_times.add(m_draft.rows[static_cast<std::size_t>((*record)->token)].timestampMs, m_keptFromMs);
        return record;
    }
    base::Result<std::optional<workload::FedRecord>> at(std::int64_t number) override {
        auto record = recordOf(m_draft.rows[static_cast<std::size_t>(number)]);
        if (record->isCut() && !m_source)
            return base::fail(
                {.name = "CLUSTER_CHANGED",
                 .cause = "The connection that the records were read from leads to another cluster by now.",
                 .remedy = "Let it lead to where they are, or read them again and send those."});
        if (record->isCut()) {
            auto whole = m_source->fetchOne({m_draft.fromTopic.toStdString(), uuidOf(m_draft.fromTopicId)},
                                            *record, m_stop);
            if (!whole)
                return base::fail(std::move(whole.error()));
            record = std::move(*whole);
        }
        return workload::FedRecord{produceRecordOf(*record, m_draft.topic.toStdString(), m_draft.sending),
                                   number};
    }

    [[nodiscard]] const TimeCounts& times() const { return m_times; }
    /// Rows that were passed over, for they were deleted since they were read.
    [[nodiscard]] const std::vector<browse::Position>& gone() const { return m_gone; }
    /// Those that are still to be handed over.
    [[nodiscard]] RowsLeft left() const {
        const auto& numbers = m_rows.numbers;
        return {{numbers.begin() + static_cast<std::ptrdiff_t>(m_next), numbers.end()},
                m_rows.again - std::min(m_rows.again, m_next)};
    }
    bool leavesOut(std::int64_t number, const base::Error& error) override {
        if (!browse::isGone(error))
            return false;
        const RecordRow& row = m_draft.rows[static_cast<std::size_t>(number)];
        m_gone.push_back({base::PartitionId(row.partition), base::Offset(row.offset)});
        return true;
    }

private:
    const SendAgainDraft& m_draft;
    const RowsLeft& m_rows;
    const qint64 m_keptFromMs;
    const std::stop_token m_stop;
    const std::shared_ptr<browse::RecordSource> m_source;
    TimeCounts m_times;
    std::size_t m_next = 0;
    std::vector<browse::Position> m_gone;
};

/// Of a part that had `left` of `total` records to send.
RunFigures sentFigures(const workload::SendProgress& from, std::size_t left, std::size_t total) {
    return {.records = from.sent,
            .bytes = from.bytes,
            .refused = from.refused,
            .done = static_cast<qint64>(total - left) + from.sent,
            .total = static_cast<qint64>(total),
            .unsure = from.unsure};
}

void nameRefused(base::Error& error, const RecordRow& row) {
    error.cause =
        fmt::format("The record at offset {} of partition {}: {}", row.offset, row.partition, error.cause);
    error.remedy += error.remedy.empty() ? "Skip the record and go on." : " Or skip the record and go on.";
}

RunWork sendPart(std::shared_ptr<const SendAgainDraft> draft, const RowsLeft& part) {
    return [=](const RunTools& tools) {
        const RowsLeft rows = tools.unsure == Unsure::LeaveOut ? part.withoutUnsure() : part;
        workload::SendPlan plan;
        plan.producer.connect = connectOptions(tools.bootstrap, {}, tools.clusterId);
        plan.producer.codec = draft->sending.codec.toStdString();
        plan.recordsPerSecond = draft->sending.perSecond;
        const auto kept = draft->sending.keepTime
                              ? askKeptMs(tools.bootstrap, draft->topic.toStdString(), tools.stop)
                              : std::nullopt;
        RowFeed feed(*draft, rows, kept ? runNow() - *kept : 0, tools);
        const auto figures = [&](const workload::SendProgress& from) {
            auto out = sentFigures(from, rows.numbers.size(), draft->rows.size());
            out.skipped = static_cast<qint64>(feed.gone().size());
            out.done += out.skipped;
            return out;
        };
        auto [result, refusedAlone, sentOnceMore] = workload::sendTellingApart(
            feed, plan, tools.reaper,
            [&](const workload::SendProgress& progress) { tools.report(figures(progress)); }, tools.stop);
        auto rest = feed.left();
        rest.numbers.insert(rest.numbers.begin(), result.refused.begin(), result.refused.end());
        rest.again += result.refused.size();
        rest.unsure = workload::mayBeStored(result, rest.numbers, rows.unsure);
        RunEnd end{.figures = figures(result.progress), .stopped = result.cancelled, .error = result.error};
        noteGone(end, feed.gone());
        noteSent(end, result.progress, draft->topic);
        note(end, RunNote::SentOnceMore, sentOnceMore);
        note(end, RunNote::WithoutTime, feed.times().withoutTime);
        note(end, RunNote::UnusableTime, feed.times().unusable);
        noteNotKept(end, feed.times().notKept, kept);
        if (!rest.numbers.empty())
            end.rest = sendPart(draft, rest);
        if (refusedAlone) {
            nameRefused(*end.error, draft->rows[static_cast<std::size_t>(rest.numbers.front())]);
            std::erase(rest.unsure, rest.numbers.front());
            rest.numbers.erase(rest.numbers.begin());
            --rest.again;
            end.restSkipping = sendPart(draft, rest);
            end.doneSkipping = end.figures.done + 1;
        }
        return end;
    };
}

RunWork producePart(std::shared_ptr<const ProduceDraft> draft, const DraftRest& part) {
    return [=](const RunTools& tools) {
        DraftRest now = part;
        if (tools.unsure == Unsure::LeaveOut)
            now.before = workload::without(now.before, std::exchange(now.unsure, {}));
        const auto figures = [&](const workload::SendProgress& from) {
            return sentFigures(from, now.countOf(*draft), DraftRest().countOf(*draft));
        };
        const auto [result, rest] = sendDraft(
            connectOptions(tools.bootstrap, {}, tools.clusterId), tools.reaper, *draft, now,
            [&](const workload::SendProgress& progress) { tools.report(figures(progress)); }, tools.stop);
        RunEnd end{.figures = figures(result.progress), .stopped = result.cancelled, .error = result.error};
        noteSent(end, result.progress, draft->topic);
        if (rest.countOf(*draft) > 0)
            end.rest = producePart(draft, rest);
        return end;
    };
}

} // namespace

RunWork exportWork(const ExportDraft& draft) {
    return exportPart(std::make_shared<ExportDraft>(draft), makeQuery(draft.topic.toStdString(), draft.query),
                      {}, {});
}

RunWork importWork(const ImportDraft& draft) {
    return watchingTopic(draft.topic, importPart(planOf(draft)));
}

RunWork produceWork(const ProduceDraft& draft) {
    return watchingTopic(draft.topic, producePart(std::make_shared<ProduceDraft>(draft), {}));
}

RunEnd sendingLeft(const ProduceDraft& draft, const std::any& left) {
    const auto rest = std::any_cast<DraftRest>(left);
    const auto total = static_cast<qint64>(DraftRest().countOf(draft));
    const qint64 sent = total - static_cast<qint64>(rest.countOf(draft));
    const auto unsure = static_cast<qint64>(rest.unsure.size());
    const qint64 refused = static_cast<qint64>(rest.before.size()) - unsure;
    RunEnd end{.figures = {.records = sent,
                           .bytes = rest.sentBytes,
                           .refused = refused,
                           .done = sent,
                           .total = total,
                           .unsure = unsure}};
    note(end, RunNote::NotArrived, refused);
    note(end, RunNote::Unsure, unsure);
    if (sent < total)
        end.rest = watchingTopic(draft.topic, producePart(std::make_shared<ProduceDraft>(draft), rest));
    return end;
}

RunWork sendAgainWork(const SendAgainDraft& draft) {
    std::vector<std::int64_t> all(draft.rows.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<std::int64_t>(i);
    return watchingTopic(draft.topic, sendPart(std::make_shared<SendAgainDraft>(draft), {std::move(all)}));
}

} // namespace session
