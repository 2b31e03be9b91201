#include "transfer/importer.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/record_time.h"
#include "transfer/envelope.h"
#include "transfer/envelope_reader.h"
#include "transfer/import_lines.h"
#include "transfer/line_count.h"
#include "transfer/line_reader.h"
#include "transfer/unpacker.h"
#include "workload/refusals.h"

namespace transfer {
namespace {

constexpr std::int64_t mostSampled = 1000;
/// Of a preview: a file of nothing but line ends says nothing more.
constexpr std::int64_t mostBlank = 1'000'000;
constexpr std::size_t shownLines = 3, shownBytes = 400;

/// The lines of the file as records; first those to be sent again.
class FileFeed final : public workload::RepeatableFeed {
public:
    /// `beat` is called now and then while nothing is found to send.
    FileFeed(const ImportPlan& plan, std::stop_token stop, std::function<void()> beat)
        : m_plan(plan)
        , m_stop(std::move(stop))
        , m_beat(std::move(beat))
        , m_rest(plan.from)
        , m_extent(plan.extent)
        , m_done{plan.from.line - 1, plan.from.byte} {
        m_rest.again.clear();
        m_rest.unsure.clear();
    }

    base::Status open() {
        const TailSum& before = m_plan.from.before;
        auto opened = m_lines.open(m_plan.path, m_plan.from.byte - before.bytes());
        if (!opened)
            return opened;
        m_bytesTotal = m_lines.isPacked() ? 0 : m_lines.size();
        if (auto counted = count(); !counted)
            return counted;
        const auto sum = m_lines.sum(before.bytes());
        if (!sum)
            return base::fail(sum.error());
        if (*sum != before.crc32c())
            return base::fail({.name = "FILE_CHANGED",
                               .cause = "The file was changed before the place where the import stopped.",
                               .remedy = "Import it anew."});
        return {};
    }

    base::Result<std::optional<workload::FedRecord>> next() override {
        const bool again = m_repeated < m_plan.from.again.size();
        auto record = again ? at(m_plan.from.again[m_repeated]) : nextOfFile();
        if (record && *record) {
            m_repeated += again ? 1 : 0;
            m_underWay.push_back({m_rest.line - 1, m_rest.byte});
        }
        return record;
    }

    /// The line that starts there, which was read before: its time is counted already.
    base::Result<std::optional<workload::FedRecord>> at(std::int64_t start) override {
        const auto reached = goTo(start);
        if (!reached)
            return base::fail(reached.error());
        if (!*reached)
            return std::nullopt;
        auto line = m_repeats->next();
        if (!line)
            return base::fail(line.error());
        if (!*line)
            return base::fail({.name = "FILE_CHANGED",
                               .cause = fmt::format("{} is shorter than it was.", m_plan.path.string())});
        m_repeatsAt = (*line)->end;
        auto record = read(withoutMark(**line), 0);
        if (!record)
            return base::fail(record.error());
        return std::move(record->fed);
    }

    [[nodiscard]] const ImportPosition& rest() const { return m_rest; }
    [[nodiscard]] const std::optional<ImportPosition>& behind() const { return m_behind; }
    [[nodiscard]] const std::optional<LineFault>& fault() const { return m_fault; }
    [[nodiscard]] const std::vector<LineFault>& passed() const { return m_passed; }
    /// Of those to be sent again, the ones that were not reached.
    [[nodiscard]] std::vector<std::int64_t> notRepeated() const {
        return {m_plan.from.again.begin() + static_cast<std::ptrdiff_t>(m_repeated), m_plan.from.again.end()};
    }
    /// `settled`: so many of the records handed over arrived or were refused.
    void tell(ImportProgress& progress, std::int64_t settled) {
        for (; m_settled < settled && !m_underWay.empty(); ++m_settled) {
            m_done = m_underWay.front();
            m_underWay.pop_front();
        }
        if (m_underWay.empty())
            m_done = {m_rest.line - 1, m_rest.byte};
        progress.linesRead = m_read;
        progress.linesDone = m_done.lines;
        progress.bytesDone = m_done.bytes;
        if (const auto all = extent()) {
            progress.linesTotal = all->lines;
            progress.bytesTotal = all->bytes;
        } else {
            progress.bytesTotal = m_bytesTotal;
        }
        progress.withoutTime = m_withoutTime;
        progress.unusableTime = m_unusableTime;
        progress.notKept = m_notKept;
        progress.passed = m_countPassed;
    }

private:
    struct ReadLine {
        workload::FedRecord fed;
        std::optional<std::int64_t> timeMs; ///< as in the file
    };

    base::Result<std::optional<workload::FedRecord>> nextOfFile() {
        for (;;) {
            auto line = m_lines.next();
            if (!line)
                return base::fail(line.error());
            if (!*line) {
                m_whole = true;
                return std::nullopt;
            }
            const Line text = withoutMark(**line);
            if (isBlank(text.text)) {
                m_rest = behind(**line);
                countIdle();
                if (m_stop.stop_requested())
                    return std::nullopt;
                continue;
            }
            auto record = read(text, m_rest.line);
            if (!record && m_fault && m_plan.passUnreadable) {
                pass(behind(**line));
                countIdle();
                if (m_stop.stop_requested())
                    return std::nullopt;
                continue;
            }
            if (!record) {
                m_behind = behind(**line);
                return base::fail(record.error());
            }
            m_rest = behind(**line);
            ++m_read;
            count(record->timeMs);
            return std::move(record->fed);
        }
    }

    base::Result<ReadLine> read(const Line& line, std::int64_t number) {
        auto envelope = readLine(m_reader, line);
        if (!envelope) {
            m_fault = faultOf(line, number, std::move(envelope.error()));
            m_fault->unreadable = true;
            return base::fail(
                {.name = "BAD_LINE",
                 .cause = fmt::format("Line {}, column {}: {}", number, m_fault->column, m_fault->reason),
                 .remedy = "Skip the line and go on, or mend the file."});
        }
        workload::FedRecord out{.token = line.start};
        out.record.topic = m_plan.topic;
        if (out.record.topic.empty())
            out.record.topic = std::move(envelope->topic);
        if (out.record.topic.empty())
            return base::fail({.name = "NO_TOPIC",
                               .cause = fmt::format("Line {} names no topic.", number),
                               .remedy = "Choose the topic to import into."});
        if (m_plan.partitions == PartitionChoice::AsInFile && envelope->partition)
            out.record.partition = base::PartitionId(*envelope->partition);
        out.record.key = std::move(envelope->key);
        out.record.value = std::move(envelope->value);
        out.record.headers = std::move(envelope->headers);
        const auto timeMs = envelope->timestampMs;
        if (m_plan.keepTimes && base::isSendable(timeMs.value_or(base::noTimestamp)))
            out.record.timestampMs = timeMs;
        return ReadLine{std::move(out), timeMs};
    }

    void countIdle() {
        constexpr std::int64_t often = 1000; // lines
        if (++m_idle % often == 0)
            m_beat();
    }

    /// Goes on behind the line at fault.
    void pass(ImportPosition behind) {
        m_rest = std::move(behind);
        ++m_countPassed;
        if (m_passed.size() < mostPassedTold)
            m_passed.push_back(std::move(*m_fault));
        m_fault.reset();
    }

    /// False: stopped on the way.
    base::Result<bool> goTo(std::int64_t start) {
        const bool packed = m_lines.isPacked(); // no place in it is reached but past all before
        if (!m_repeats || (packed ? m_repeatsAt > start : m_repeatsAt != start)) {
            m_repeatsAt = packed ? 0 : start;
            m_repeats.emplace();
            if (auto opened = m_repeats->open(m_plan.path, m_repeatsAt); !opened)
                return base::fail(opened.error());
        }
        while (m_repeatsAt < start) {
            if (m_stop.stop_requested())
                return false;
            const auto line = m_repeats->next();
            if (!line)
                return base::fail(line.error());
            if (!*line)
                break;
            m_repeatsAt = (*line)->end;
        }
        return true;
    }

    /// Precondition: the line stands at m_rest.
    [[nodiscard]] ImportPosition behind(const Line& line) const {
        ImportPosition out{line.end, m_rest.line + 1, {}, line.isTooLong() ? TailSum() : m_rest.before};
        if (!line.isTooLong())
            out.before.add(line.whole());
        return out;
    }

    /// Those that get the time of sending in place of their own, and those that will be deleted for theirs.
    void count(std::optional<std::int64_t> ms) {
        if (!m_plan.keepTimes)
            return;
        const std::int64_t own = ms.value_or(base::noTimestamp); // as kcat too has it
        if (base::isSendable(own))
            m_notKept += m_plan.keptFromMs > 0 && own < m_plan.keptFromMs ? 1 : 0;
        else
            ++(own == base::noTimestamp ? m_withoutTime : m_unusableTime);
    }

    /// Damage of what is packed is known at its end only, when other records than were packed may be sent.
    base::Status count() {
        if (!m_extent && !m_lines.isPacked())
            m_count.emplace(m_plan.path);
        if (m_extent || m_count)
            return {};
        auto all = LineCount::of(m_plan.path, m_stop);
        if (!all && all.error().name == damagedFile)
            return base::fail(std::move(all.error()));
        m_extent = all.value_or(std::nullopt);
        return {};
    }

    /// Of the whole file. None: not known yet, or it has grown since.
    [[nodiscard]] std::optional<LineCount::Extent> extent() const {
        if (m_whole)
            return LineCount::Extent{m_rest.line - 1, m_rest.byte};
        const auto counted = m_count ? m_count->extent() : m_extent;
        return counted && counted->bytes >= m_rest.byte ? counted : std::nullopt;
    }

    const ImportPlan& m_plan;
    const std::stop_token m_stop;
    const std::function<void()> m_beat;
    std::int64_t m_idle = 0; ///< lines that brought nothing
    LineReader m_lines;
    std::optional<LineReader> m_repeats; ///< those read once more, mostly one behind another
    std::int64_t m_repeatsAt = 0;        ///< where its next line starts
    EnvelopeReader m_reader;
    ImportPosition m_rest;
    std::optional<LineCount::Extent> m_extent; ///< where it was counted before
    std::optional<ImportPosition> m_behind;
    std::optional<LineFault> m_fault;
    std::vector<LineFault> m_passed;
    std::int64_t m_countPassed = 0;
    std::size_t m_repeated = 0;
    std::int64_t m_read = 0;
    std::deque<LineCount::Extent> m_underWay; ///< how far the file is with each of them, in their order
    LineCount::Extent m_done;
    std::int64_t m_settled = 0;
    bool m_whole = false; ///< the file was read to its end
    std::int64_t m_withoutTime = 0, m_unusableTime = 0, m_notKept = 0;
    std::int64_t m_bytesTotal = 0;
    std::optional<LineCount> m_count;
};

/// The line that starts there. None: stopped while it was looked for, or the file has changed.
std::optional<LineFault> faultAt(const std::filesystem::path& path, std::int64_t start, std::string reason,
                                 const std::stop_token& stop) {
    LineReader lines;
    if (!lines.open(path, 0))
        return std::nullopt;
    for (std::int64_t number = 1; !stop.stop_requested(); ++number) {
        const auto line = lines.next();
        if (!line || !*line)
            return std::nullopt;
        if ((*line)->start == start)
            return faultOf(withoutMark(**line), number, {.reason = std::move(reason), .column = 0});
    }
    return std::nullopt;
}

/// Makes the line that starts there the one at fault.
void passRefused(const ImportPlan& plan, std::int64_t start, ImportResult& out, const std::stop_token& stop) {
    out.fault = faultAt(plan.path, start, out.error->cause, stop);
    if (!out.fault)
        return;
    out.error->cause = fmt::format("Line {}: {}", out.fault->line, out.fault->reason);
    out.error->remedy +=
        out.error->remedy.empty() ? "Skip the line and go on." : " Or skip the line and go on.";
    out.behindFault = out.rest;
    std::erase(out.behindFault.again, start);
    std::erase(out.behindFault.unsure, start);
    out.bytesBehindFault = out.rest.byte;
}

} // namespace

ImportResult importFile(const ImportPlan& plan, client::Reaper& reaper,
                        const std::function<void(const ImportProgress&)>& report,
                        const std::stop_token& stop) {
    ImportResult out;
    const auto tell = [&](FileFeed& feed) {
        const auto& sending = out.progress.sending;
        feed.tell(out.progress, sending.sent + sending.refused + sending.unsure);
        if (report)
            report(out.progress);
    };
    FileFeed feed(plan, stop, [&] { tell(feed); });
    if (auto opened = feed.open(); !opened) {
        out.error = opened.error();
        out.rest = plan.from;
        out.progress.sending.unsure = std::ssize(plan.from.unsure);
        out.progress.sending.refused = std::ssize(plan.from.again) - std::ssize(plan.from.unsure);
        feed.tell(out.progress, 0);
        return out;
    }
    auto [sent, refusedAlone, sentOnceMore] = workload::sendTellingApart(
        feed, plan.sending, reaper,
        [&](const workload::SendProgress& progress) {
            out.progress.sending = progress;
            tell(feed);
        },
        stop);
    feed.tell(out.progress, std::numeric_limits<std::int64_t>::max()); // nothing is under way any more
    out.sentOnceMore = sentOnceMore;
    out.cancelled = sent.cancelled;
    out.error = sent.error;
    out.passed = feed.passed();
    out.rest = feed.rest();
    out.rest.again = sent.refused;
    const auto left = feed.notRepeated();
    out.rest.again.insert(out.rest.again.end(), left.begin(), left.end());
    std::ranges::sort(out.rest.again);
    out.rest.unsure = workload::mayBeStored(sent, out.rest.again, plan.from.unsure);
    out.progress.sending = sent.progress;
    if (feed.behind()) {
        out.fault = feed.fault();
        out.behindFault = *feed.behind();
        out.bytesBehindFault = feed.behind()->byte;
        out.behindFault.again = out.rest.again;
        out.behindFault.unsure = out.rest.unsure;
    } else if (refusedAlone) {
        passRefused(plan, sent.refused.front(), out, stop);
    }
    return out;
}

base::Result<ImportPreview> previewImport(const std::filesystem::path& path, const std::stop_token& stop) {
    LineReader lines;
    if (auto opened = lines.open(path, 0); !opened)
        return base::fail(opened.error());
    ImportPreview out{.bytes = lines.size(), .packed = lines.isPacked()};
    EnvelopeReader reader;
    std::int64_t blank = 0;
    for (std::int64_t number = 1; !stop.stop_requested(); ++number) {
        auto line = lines.next();
        if (!line)
            return base::fail(line.error());
        out.whole = !*line;
        if (out.whole || out.sampled == mostSampled)
            break;
        const Line text = withoutMark(**line);
        out.sampleBytes = lines.consumed(text.end);
        if (isBlank(text.text)) {
            if (++blank > mostBlank)
                break;
            continue;
        }
        if (out.lines.size() < shownLines)
            out.lines.push_back(readable(text.text.substr(0, shownBytes)));
        auto record = readLine(reader, text);
        if (!record) {
            out.fault = faultOf(text, number, std::move(record.error()));
            break;
        }
        if (out.sampled++ == 0)
            out.topic = record->topic;
        out.highestPartition = std::max(out.highestPartition, record->partition.value_or(-1));
        if (const auto ms = record->timestampMs.value_or(base::noTimestamp); base::isSendable(ms))
            out.oldestMs = std::min(ms, out.oldestMs.value_or(ms));
    }
    return out;
}

} // namespace transfer
