#include "session/records/record_rows.h"

#include "session/convert.h"

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

RecordRow makeRecordRow(const browse::Record& record) {
    RecordRow row;
    row.partition = record.partition.value();
    row.offset = record.offset.value();
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
    case SeekKind::Time:
        out.timeMs = query.value;
        break;
    case SeekKind::LastN:
        out.count = query.value;
        break;
    case SeekKind::Newest:
    case SeekKind::Oldest:
    case SeekKind::Live:
        break;
    }
    out.filter.text = query.filter.toStdString();
    out.filter.matchCase = query.caseSensitive;
    out.filter.inKey = query.inKey;
    out.filter.inValue = query.inValue;
    out.filter.inHeaders = query.inHeaders;
    out.limits.rows = static_cast<std::size_t>(std::max(1, query.limit));
    return out;
}

} // namespace session
