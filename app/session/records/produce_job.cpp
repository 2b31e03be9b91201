#include "session/records/produce_job.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "session/clusters/grouped.h"
#include "session/convert.h"
#include "session/payloads.h"

namespace session {

namespace {

std::string_view wordsOf(PayloadProblem problem) {
    switch (problem) {
    case PayloadProblem::None:
        break;
    case PayloadProblem::NotHex:
    case PayloadProblem::NotBase64:
    case PayloadProblem::NotANumber:
        return "is no number of its kind";
    case PayloadProblem::NotUuid:
        return "is no UUID";
    case PayloadProblem::OutOfRange:
        return "does not fit into a number of its kind";
    }
    return "";
}

/// Of a typed key or value each record is read anew: a template's later records may be none.
base::Result<std::optional<std::string>> fill(std::string_view what, PayloadKind kind,
                                              const std::optional<QByteArray>& pattern, qint64 number) {
    if (!pattern)
        return std::nullopt;
    const auto one = filledAs(kind, *pattern, number);
    if (one.problem == PayloadProblem::None)
        return bytes(one.bytes);
    return base::fail({.name = "BAD_VALUE",
                       .cause = fmt::format("Record {}: its {} {} {}.", number, what,
                                            one.text.left(100).toStdString(), wordsOf(one.problem)),
                       .remedy = "Change the template."});
}

base::Result<client::ProduceRecord> recordOf(const ProduceDraft& draft, qint64 number) {
    client::ProduceRecord record;
    record.topic = draft.topic.toStdString();
    if (draft.partition)
        record.partition = base::PartitionId{*draft.partition};
    auto key = fill("key", draft.keyKind, draft.key, number);
    auto value = fill("value", draft.valueKind, draft.value, number);
    if (!key || !value)
        return base::fail(std::move(key ? value.error() : key.error()));
    record.key = std::move(*key);
    record.value = std::move(*value);
    for (const auto& header : draft.headers)
        record.headers.push_back(
            {bytes(filled(header.name.toUtf8(), number)),
             header.value ? std::optional(bytes(filledAs(header.kind, *header.value, number).bytes))
                          : std::nullopt});
    record.timestampMs = draft.timestampMs;
    return record;
}

qint64 totalOf(const ProduceDraft& draft) {
    return std::max(1, draft.repeat);
}

/// What is left of the draft.
class DraftFeed final : public workload::RecordFeed {
public:
    DraftFeed(const ProduceDraft& draft, const DraftRest& part) : m_draft(draft), m_part(part) {}
    base::Result<std::optional<workload::FedRecord>> next() override {
        if (m_again == m_part.before.size() && m_part.next > totalOf(m_draft))
            return std::nullopt;
        const bool again = m_again < m_part.before.size();
        const auto number = again ? m_part.before[m_again] : std::int64_t(m_part.next);
        auto record = recordOf(m_draft, number);
        if (!record)
            return base::fail(std::move(record.error()));
        if (again)
            ++m_again;
        else
            ++m_part.next;
        return workload::FedRecord{std::move(*record), number};
    }

    [[nodiscard]] DraftRest left() const {
        return {{m_part.before.begin() + static_cast<std::ptrdiff_t>(m_again), m_part.before.end()},
                m_part.next};
    }

private:
    const ProduceDraft& m_draft;
    DraftRest m_part;
    std::size_t m_again = 0; ///< of `before`
};

} // namespace

std::size_t DraftRest::countOf(const ProduceDraft& draft) const {
    return before.size() + static_cast<std::size_t>(std::max<qint64>(0, totalOf(draft) - next + 1));
}

DraftSent sendDraft(const client::ConnectOptions& connect, client::Reaper& reaper, const ProduceDraft& draft,
                    const DraftRest& part, const std::function<void(const workload::SendProgress&)>& progress,
                    const std::stop_token& stop,
                    const std::function<void(const client::Delivery&)>& arrived) {
    workload::SendPlan plan;
    plan.arrived = arrived;
    plan.producer.connect = connect;
    plan.producer.codec = draft.codec.isEmpty() ? "none" : draft.codec.toStdString();
    plan.producer.acks = draft.acks;
    plan.recordsPerSecond = draft.perSecond;
    DraftFeed feed(draft, part);
    DraftSent out{workload::sendAll(feed, plan, reaper, progress, stop), feed.left()};
    auto& again = out.rest.before;
    again.insert(again.end(), out.result.refused.begin(), out.result.refused.end());
    std::ranges::sort(again);
    out.rest.sentBytes = out.result.progress.bytes;
    out.rest.unsure = workload::mayBeStored(out.result, again, part.unsure);
    return out;
}

base::Result<ProducedRecords> produceRecords(const client::ConnectOptions& connect, client::Reaper& reaper,
                                             const ProduceDraft& draft, JobContext& context,
                                             const std::stop_token& stop) {
    const qint64 total = totalOf(draft);
    std::stop_source stopping;
    const std::stop_callback byOwner(stop, [&stopping] { stopping.request_stop(); });
    const std::stop_callback byJob(context.stop(), [&stopping] { stopping.request_stop(); });
    std::map<int, ProducedPart> parts;
    auto [sent, rest] = sendDraft(
        connect, reaper, draft, {},
        [&](const workload::SendProgress& progress) { context.progress(progress.sent, total); },
        stopping.get_token(),
        [&parts](const client::Delivery& one) {
            const int partition = one.partition.partition.value();
            const qint64 offset = one.offset ? one.offset->value() : -1;
            auto& part = parts.try_emplace(partition, ProducedPart{partition, offset, offset}).first->second;
            part.first = std::min(part.first, offset);
            part.last = std::max(part.last, offset);
        });
    context.leave(std::move(rest));
    if (sent.cancelled && sent.progress.sent < total) {
        auto error = cancelledError();
        error.cause = QStringLiteral("Sending was stopped after %1 of %2 records.")
                          .arg(grouped(sent.progress.sent), grouped(total))
                          .toStdString();
        return base::fail(std::move(error));
    }
    if (sent.error)
        return base::fail(std::move(*sent.error));
    ProducedRecords out;
    out.sent = sent.progress.sent;
    out.timesNotKept = sent.progress.timesNotKept;
    for (const auto& [partition, part] : parts)
        out.parts << part;
    return out;
}

} // namespace session
