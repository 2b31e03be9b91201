#include "session/records/produce_job.h"

#include <algorithm>

#include "session/clusters/grouped.h"
#include "session/convert.h"
#include "session/payloads.h"
#include "workload/sender.h"

namespace session {

namespace {

client::ProduceRecord recordOf(const ProduceDraft& draft, qint64 number) {
    const auto fill = [number](const std::optional<QByteArray>& pattern) {
        return pattern ? std::optional(bytes(filled(*pattern, number))) : std::nullopt;
    };
    client::ProduceRecord record;
    record.topic = draft.topic.toStdString();
    if (draft.partition)
        record.partition = base::PartitionId{*draft.partition};
    record.key = fill(draft.key);
    record.value = fill(draft.value);
    for (const auto& header : draft.headers)
        record.headers.push_back({bytes(filled(header.name.toUtf8(), number)), fill(header.value)});
    record.timestampMs = draft.timestampMs;
    return record;
}

/// The draft as often as it says.
class DraftFeed final : public workload::RecordFeed {
public:
    DraftFeed(const ProduceDraft& draft, qint64 total) : m_draft(draft), m_total(total) {}
    base::Result<std::optional<workload::FedRecord>> next() override {
        if (m_number == m_total)
            return std::nullopt;
        ++m_number;
        return workload::FedRecord{recordOf(m_draft, m_number), m_number};
    }

private:
    const ProduceDraft& m_draft;
    const qint64 m_total;
    qint64 m_number = 0;
};

} // namespace

base::Result<ProducedRecords> produceRecords(const client::ConnectOptions& connect, client::Reaper& reaper,
                                             const ProduceDraft& draft, JobContext& context,
                                             const std::stop_token& stop) {
    workload::SendPlan plan;
    plan.producer.connect = connect;
    plan.producer.codec = draft.codec.isEmpty() ? "none" : draft.codec.toStdString();
    plan.producer.acks = draft.acks;
    plan.recordsPerSecond = draft.perSecond;
    const qint64 total = std::max(1, draft.repeat);
    std::stop_source stopping;
    const std::stop_callback byOwner(stop, [&stopping] { stopping.request_stop(); });
    const std::stop_callback byJob(context.stop(), [&stopping] { stopping.request_stop(); });
    DraftFeed feed(draft, total);
    auto sent = workload::sendAll(
        feed, plan, reaper,
        [&](const workload::SendProgress& progress) { context.progress(progress.sent, total); },
        stopping.get_token());
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
    if (const auto& last = sent.progress.last) {
        out.lastPartition = last->partition.partition.value();
        out.lastOffset = last->offset ? last->offset->value() : -1;
        out.lastAtMs = last->timestampMs;
    }
    return out;
}

} // namespace session
