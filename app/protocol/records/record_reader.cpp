#include "protocol/records/record_reader.h"

#include <utility>

#include "protocol/records/record_fields.h"

namespace protocol {
base::Result<RecordReader> RecordReader::open(const BatchView& batch, std::size_t limit) {
    if (batch.compression() == Compression::None)
        return RecordReader(batch, {}, batch.recordBytes());
    auto unpacked = decompress(batch.compression(), batch.recordBytes(), limit);
    if (!unpacked)
        return base::fail(std::move(unpacked.error()));
    const base::ByteView records(*unpacked); // stays where it is when the vector moves
    return RecordReader(batch, std::move(*unpacked), records);
}

RecordReader::RecordReader(const BatchView& batch, base::Bytes unpacked, base::ByteView records)
    : m_batch(batch)
    , m_unpacked(std::move(unpacked))
    , m_in(records)
    , m_unpackedBytes(records.size())
    , m_left(batch.recordCount()) {}

bool RecordReader::next(RecordView& record) {
    if (!m_status)
        return false;
    if (m_left == 0) {
        if (m_in.remaining() > 0)
            refuse(record_flaws::leftOver);
        return false;
    }
    if (!readRecord(record))
        return false;
    --m_left;
    return true;
}

bool RecordReader::readRecord(RecordView& record) {
    const auto length = m_in.varint();
    if (!m_in.ok() || length < 0 || static_cast<std::size_t>(length) > m_in.remaining()) {
        refuse(record_flaws::length);
        return false;
    }
    const auto bytes = m_in.take(static_cast<std::size_t>(length));
    base::ByteReader in(bytes);
    RecordFields<base::ByteReader> fields;
    if (!fields.read(in)) {
        refuse(record_flaws::fields);
        return false;
    }
    if (!holdsOffset(m_batch, fields.offsetDelta)) {
        refuse(record_flaws::offset);
        return false;
    }
    record.offset = m_batch.baseOffset() + fields.offsetDelta;
    record.timestamp = recordTimestamp(m_batch, fields.timestampDelta);
    record.sizeInBytes = length;
    record.key = fields.key;
    record.value = fields.value;
    record.headers = RecordHeadersView(bytes.subspan(fields.headersAt), fields.headerCount);
    return true;
}

void RecordReader::refuse(const char* flaw) {
    m_status = base::fail(unreadableRecord(m_batch, m_batch.recordCount() - m_left, flaw));
}

} // namespace protocol
