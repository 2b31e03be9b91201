#include "protocol/records/record_reader.h"

#include <utility>

#include <fmt/format.h>

#include "protocol/error_codes.h"

namespace protocol {
namespace {

/// A length of -1 is null; one that is smaller or larger than the rest fails the reader.
std::optional<base::ByteView> nullableBytes(base::ByteReader& in) {
    const auto length = in.varint();
    if (length == -1)
        return std::nullopt;
    if (length < -1) {
        in.fail();
        return std::nullopt;
    }
    return in.take(static_cast<std::size_t>(length));
}

} // namespace

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
    : m_batch(batch), m_unpacked(std::move(unpacked)), m_in(records), m_left(batch.recordCount()) {}

bool RecordReader::next(RecordView& record) {
    if (!m_status)
        return false;
    if (m_left == 0) {
        if (m_in.remaining() > 0)
            refuse("bytes are left over after it");
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
        refuse("its length does not fit the bytes that are left");
        return false;
    }
    base::ByteReader in(m_in.take(static_cast<std::size_t>(length)));
    in.fixed<std::int8_t>(); // attributes: none are in use
    const auto timestampDelta = in.varlong();
    const auto offsetDelta = in.varint();
    record.key = nullableBytes(in);
    record.value = nullableBytes(in);
    if (!readHeaders(in, record.headers) || in.remaining() > 0) {
        refuse("its fields do not fit its length");
        return false;
    }
    if (offsetDelta < 0 || offsetDelta > m_batch.lastOffsetDelta()) {
        refuse("its offset lies outside of the batch");
        return false;
    }
    record.sizeInBytes = length;
    record.offset = m_batch.baseOffset() + offsetDelta;
    // Deltas of a damaged batch may overflow; unsigned arithmetic lets them wrap.
    record.timestamp = m_batch.isLogAppendTime()
                           ? m_batch.maxTimestamp()
                           : static_cast<std::int64_t>(static_cast<std::uint64_t>(m_batch.baseTimestamp()) +
                                                       static_cast<std::uint64_t>(timestampDelta));
    return true;
}

bool RecordReader::readHeaders(base::ByteReader& in, RecordHeadersView& headers) const {
    const auto count = in.varint();
    if (!in.ok() || count < 0 || static_cast<std::size_t>(count) > in.remaining() / 2)
        return false;
    base::ByteReader body(in.take(in.remaining()));
    const auto start = body;
    for (std::int32_t i = 0; i < count; ++i) {
        const auto keyLength = body.varint();
        if (keyLength < 0)
            return false; // a header's name is never null
        body.skip(static_cast<std::size_t>(keyLength));
        nullableBytes(body);
    }
    if (!body.ok() || body.remaining() > 0)
        return false;
    auto whole = start;
    headers = RecordHeadersView(whole.take(whole.remaining()), count);
    return true;
}

void RecordReader::refuse(const char* why) {
    const auto number = m_batch.recordCount() - m_left;
    m_status =
        base::fail(makeError(ErrorCode::CORRUPT_MESSAGE,
                             fmt::format("Record {} of {} in the batch at offset {} cannot be read: {}.",
                                         number, m_batch.recordCount(), m_batch.baseOffset().value(), why)));
}

} // namespace protocol
