#include "session/runs/row_records.h"

#include "base/record_time.h"
#include "session/convert.h"

namespace session {
namespace {

std::optional<base::Buffer> buffer(const std::optional<QByteArray>& bytes) {
    if (!bytes)
        return std::nullopt;
    return base::Buffer::copyOf(base::asBytes({bytes->constData(), static_cast<std::size_t>(bytes->size())}));
}

browse::TransactionState transactionOf(RecordMark mark) {
    switch (mark) {
    case RecordMark::Committed:
        return browse::TransactionState::Committed;
    case RecordMark::Aborted:
        return browse::TransactionState::Aborted;
    case RecordMark::Open:
        return browse::TransactionState::Open;
    case RecordMark::Undecided:
        return browse::TransactionState::Undecided;
    case RecordMark::None:
    case RecordMark::CommitMarker:
    case RecordMark::AbortMarker:
    case RecordMark::OtherControl:
        break;
    }
    return browse::TransactionState::None;
}

browse::Control controlOf(RecordMark mark) {
    switch (mark) {
    case RecordMark::CommitMarker:
        return browse::Control::Commit;
    case RecordMark::AbortMarker:
        return browse::Control::Abort;
    case RecordMark::OtherControl:
        return browse::Control::Other;
    case RecordMark::None:
    case RecordMark::Committed:
    case RecordMark::Aborted:
    case RecordMark::Open:
    case RecordMark::Undecided:
        break;
    }
    return browse::Control::None;
}

std::shared_ptr<const browse::BatchFacts> factsOf(const RecordRow::Batch& batch) {
    if (batch.baseOffset < 0)
        return nullptr;
    auto out = std::make_shared<browse::BatchFacts>();
    out->baseOffset = base::Offset(batch.baseOffset);
    out->records = batch.records;
    out->codec = batch.codec.toStdString();
    out->bytes = batch.wireBytes;
    out->unpackedBytes = batch.unpackedBytes;
    out->crc = batch.crc;
    out->crcValid = batch.crcMatches;
    out->leaderEpoch = base::LeaderEpoch(batch.leaderEpoch);
    out->producerId = base::ProducerId(batch.producerId);
    out->producerEpoch = base::ProducerEpoch(static_cast<std::int16_t>(batch.producerEpoch));
    out->transactional = batch.transactional;
    return out;
}

std::optional<std::string> string(const std::optional<base::Buffer>& bytes) {
    return bytes ? std::optional<std::string>(base::asText(bytes->view())) : std::nullopt;
}

} // namespace

browse::RecordPtr recordOf(const RecordRow& row) {
    auto out = std::make_shared<browse::Record>();
    out->partition = base::PartitionId(row.partition);
    out->offset = base::Offset(row.offset);
    out->timestampMs = row.timestampMs;
    out->timestampType = row.logAppendTime ? browse::TimestampType::LogAppend : browse::TimestampType::Create;
    out->key = buffer(row.key);
    out->value = buffer(row.value);
    out->keyBytes = row.keySize;
    out->valueBytes = row.valueSize;
    for (const RecordHeader& header : row.headers)
        out->headers.push_back({bytes(header.name), buffer(header.value)});
    out->headerCount = row.headerCount;
    out->headerBytes = row.headerSize;
    out->transaction = transactionOf(row.mark);
    out->control = controlOf(row.mark);
    out->batch = factsOf(row.batch);
    out->headersCut = row.headersCut();
    return out;
}

client::ProduceRecord produceRecordOf(const browse::Record& record, const std::string& topic,
                                      const SendingDraft& draft) {
    client::ProduceRecord out;
    out.topic = topic;
    if (draft.keepPartition)
        out.partition = record.partition;
    out.key = string(record.key);
    out.value = string(record.value);
    for (const browse::Header& header : record.headers)
        out.headers.push_back({header.name, string(header.value)});
    if (draft.keepTime && base::isSendable(record.timestampMs))
        out.timestampMs = record.timestampMs;
    return out;
}

} // namespace session
