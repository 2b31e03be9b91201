#include "session/records/produce_job.h"

#include <mutex>

#include "client/producer.h"
#include "session/clusters/grouped.h"
#include "session/convert.h"

namespace session {

namespace {

/// What the reports of all records add up to. Written on the producer's thread, read on the job's.
struct Deliveries {
    std::mutex mutex;
    ProducedRecords produced;
    qint64 lastReported = 0; // the highest number delivered so far: its place is the one to show
    std::optional<base::Error> error;

    void report(qint64 number, const base::Result<client::Delivery>& delivery) {
        const std::lock_guard lock(mutex);
        if (!delivery) {
            if (!error)
                error = delivery.error();
            return;
        }
        ++produced.sent;
        if (number < lastReported)
            return;
        lastReported = number;
        produced.lastPartition = delivery->partition.partition.value();
        produced.lastOffset = delivery->offset ? delivery->offset->value() : -1;
        produced.lastAtMs = delivery->timestampMs;
    }
    bool failed() {
        const std::lock_guard lock(mutex);
        return error.has_value();
    }
    qint64 sent() {
        const std::lock_guard lock(mutex);
        return produced.sent;
    }
};

client::ProduceRecord recordOf(const ProduceDraft& draft, qint64 number) {
    const auto fill = [number](const std::optional<QByteArray>& pattern) {
        return pattern ? std::optional(bytes(numbered(*pattern, number))) : std::nullopt;
    };
    client::ProduceRecord record;
    record.topic = draft.topic.toStdString();
    if (draft.partition)
        record.partition = base::PartitionId{*draft.partition};
    record.key = fill(draft.key);
    record.value = fill(draft.value);
    for (const auto& header : draft.headers)
        record.headers.push_back({bytes(numbered(header.name.toUtf8(), number)), fill(header.value)});
    record.timestampMs = draft.timestampMs;
    return record;
}

} // namespace

base::Result<ProducedRecords> produceRecords(const client::ConnectOptions& connect, client::Reaper& reaper,
                                             const ProduceDraft& draft, JobContext& context,
                                             const std::stop_token& stop) {
    client::ProducerOptions options;
    options.connect = connect;
    options.codec = draft.codec.isEmpty() ? "none" : draft.codec.toStdString();
    auto producer = client::Producer::create(options, reaper);
    if (!producer)
        return base::fail(std::move(producer.error()));

    const auto deliveries = std::make_shared<Deliveries>();
    const auto ended = [&] { return stop.stop_requested() || context.stop().stop_requested(); };
    const qint64 total = std::max(1, draft.repeat);
    for (qint64 number = 1; number <= total && !ended() && !deliveries->failed(); ++number) {
        auto sent = (*producer)->send(recordOf(draft, number), [deliveries, number](const auto& delivery) {
            deliveries->report(number, delivery);
        });
        if (!sent)
            return base::fail(std::move(sent.error()));
        if (number % 1000 == 0)
            context.progress(deliveries->sent(), total);
    }
    // flush() ends early only by its time: in short turns, so that a cancel is heeded.
    while ((*producer)->pending() > 0 && !ended()) {
        (void)(*producer)->flush(base::Millis(100));
        context.progress(deliveries->sent(), total);
    }
    if (ended()) {
        (*producer)->cancel();
        auto error = cancelledError();
        error.cause = QStringLiteral("Sending was stopped after %1 of %2 records.")
                          .arg(grouped(deliveries->sent()), grouped(total))
                          .toStdString();
        return base::fail(std::move(error));
    }
    const std::lock_guard lock(deliveries->mutex);
    if (deliveries->error)
        return base::fail(*deliveries->error);
    return deliveries->produced;
}

} // namespace session
