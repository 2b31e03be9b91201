#include "session/records/record_rows.h"

#include "session/convert.h"
#include "session/input_checks.h"

namespace session {

namespace {

QByteArray array(base::ByteView view) {
    return {reinterpret_cast<const char*>(view.data()), static_cast<qsizetype>(view.size())};
}

std::optional<QByteArray> array(const std::optional<base::Buffer>& buffer) {
    return buffer ? std::optional(array(buffer->view())) : std::nullopt;
}

browse::Seek seekOf(SeekKind kind) {
    switch (kind) {
    case SeekKind::Newest:
        return browse::Seek::Newest;
    case SeekKind::Oldest:
        return browse::Seek::Oldest;
    case SeekKind::Offset:
        return browse::Seek::AtOffset;
    case SeekKind::Time:
        return browse::Seek::AtTime;
    case SeekKind::LastN:
        return browse::Seek::LastPerPartition;
    case SeekKind::Live:
        return browse::Seek::Tail;
    }
    return browse::Seek::Newest;
}

} // namespace

RecordMark markOf(browse::TransactionState transaction, browse::Control control) {
    switch (control) {
    case browse::Control::Commit:
        return RecordMark::CommitMarker;
    case browse::Control::Abort:
        return RecordMark::AbortMarker;
    case browse::Control::Other:
        return RecordMark::OtherControl;
    case browse::Control::None:
        break;
    }
    switch (transaction) {
    case browse::TransactionState::None:
        return RecordMark::None;
    case browse::TransactionState::Committed:
        return RecordMark::Committed;
    case browse::TransactionState::Aborted:
        return RecordMark::Aborted;
    case browse::TransactionState::Open:
        return RecordMark::Open;
    case browse::TransactionState::Undecided:
        return RecordMark::Undecided;
    }
    return RecordMark::None;
}

RecordBefore beforeOf(browse::Missing missing) {
    switch (missing) {
    case browse::Missing::Nothing:
        return RecordBefore::Record;
    case browse::Missing::LogStart:
        return RecordBefore::LogStart;
    case browse::Missing::Deleted:
        return RecordBefore::Deleted;
    case browse::Missing::Commit:
        return RecordBefore::CommitMarker;
    case browse::Missing::Abort:
        return RecordBefore::AbortMarker;
    case browse::Missing::OtherControl:
        return RecordBefore::OtherControl;
    case browse::Missing::Compacted:
        return RecordBefore::Compacted;
    }
    return RecordBefore::Record;
}

bool decide(RecordRow& row, const browse::Decision& decision) {
    const browse::Marker& marker = decision.marker;
    if (row.mark != RecordMark::Open || row.partition != decision.partition.value() ||
        row.batch.producerId != marker.producer.value() || row.offset >= marker.offset.value())
        return false;
    row.mark = marker.kind == browse::Control::Abort ? RecordMark::Aborted : RecordMark::Committed;
    return true;
}

RecordRow makeRecordRow(const browse::Record& record) {
    RecordRow row;
    row.partition = record.partition.value();
    row.offset = record.offset.value();
    row.mark = markOf(record.transaction, record.control);
    row.timestampMs = record.timestampMs;
    row.logAppendTime = record.timestampType == browse::TimestampType::LogAppend;
    row.key = array(record.key);
    row.value = array(record.value);
    row.keySize = record.keyBytes;
    row.valueSize = record.valueBytes;
    for (const auto& header : record.headers)
        row.headers.push_back({array(base::asBytes(header.name)), array(header.value)});
    row.headerCount = static_cast<int>(record.headerCount);
    row.headerSize = record.headerBytes;
    if (!record.batch)
        return row;
    const auto& batch = *record.batch;
    row.batch.baseOffset = batch.baseOffset.value();
    row.batch.records = batch.records;
    row.batch.codec = text(batch.codec);
    row.batch.wireBytes = batch.bytes;
    row.batch.unpackedBytes = batch.unpackedBytes;
    row.batch.crc = batch.crc;
    row.batch.crcMatches = batch.crcValid;
    row.batch.leaderEpoch = batch.leaderEpoch.value();
    row.batch.producerId = batch.producerId.value();
    row.batch.producerEpoch = batch.producerEpoch.value();
    if (batch.baseSequence >= 0) // sequences begin again at 0 after the largest int32, as Kafka's do
        row.batch.sequence = static_cast<int>(
            (batch.baseSequence + (record.offset.value() - batch.baseOffset.value())) & 0x7fffffff);
    row.batch.transactional = batch.transactional;
    return row;
}

browse::Filter makeFilter(const RecordWish& wish) {
    browse::Filter out;
    out.text = wish.isHex ? bytes(parseHex(wish.filter).value_or(QByteArray())) : wish.filter.toStdString();
    out.isRegex = wish.isRegex;
    out.matchCase = wish.caseSensitive || wish.isHex;
    out.inKey = wish.inKey;
    out.inValue = wish.inValue;
    out.inHeaders = wish.inHeaders;
    out.isNot = wish.isNot;
    out.key = bytes(wish.key);
    out.headerName = bytes(wish.headerName);
    out.headerValue = bytes(wish.headerValue);
    out.tombstonesOnly = wish.tombstonesOnly;
    out.keylessOnly = wish.keylessOnly;
    return out;
}

browse::Query makeQuery(const std::string& topic, const BrowseQuery& query) {
    browse::Query out;
    out.topic = topic;
    for (const int partition : query.partitions)
        out.partitions.push_back(base::PartitionId{partition});
    out.seek = seekOf(query.seek);
    switch (query.seek) {
    case SeekKind::Offset:
        out.offset = query.value;
        break;
    case SeekKind::LastN:
        out.count = query.value;
        break;
    case SeekKind::Newest:
    case SeekKind::Oldest:
    case SeekKind::Time:
    case SeekKind::Live:
        break;
    }
    out.fromMs = query.fromMs;
    out.untilMs = query.untilMs;
    out.toEnds = query.toEnds;
    const auto offset = [](std::optional<qint64> at) {
        return at ? std::optional(base::Offset{*at}) : std::nullopt;
    };
    for (const auto& part : query.parts)
        out.parts.push_back({base::PartitionId{part.partition}, offset(part.from), offset(part.until)});
    out.isolation =
        query.committedOnly ? browse::Isolation::ReadCommitted : browse::Isolation::ReadUncommitted;
    out.controlRecords = query.controlRecords;
    out.filter = makeFilter(query);
    out.limits.rows = static_cast<std::size_t>(std::max(1, query.limit));
    return out;
}

} // namespace session
