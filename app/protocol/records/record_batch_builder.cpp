#include "protocol/records/record_batch_builder.h"

#include <algorithm>
#include <utility>

#include "protocol/records/crc32c.h"

namespace protocol {
namespace {

void appendNullable(base::ByteWriter& out, std::optional<base::ByteView> bytes) {
    out.varint(bytes ? static_cast<std::int32_t>(bytes->size()) : -1);
    if (bytes)
        out.bytes(*bytes);
}

} // namespace

void RecordBatchBuilder::append(std::int64_t timestamp, std::optional<base::ByteView> key,
                                std::optional<base::ByteView> value,
                                std::span<const RecordHeaderView> headers) {
    appendAt(m_options.baseOffset + m_lastOffsetDelta + 1, timestamp, key, value, headers);
}

void RecordBatchBuilder::appendAt(base::Offset offset, std::int64_t timestamp,
                                  std::optional<base::ByteView> key, std::optional<base::ByteView> value,
                                  std::span<const RecordHeaderView> headers) {
    if (m_count == 0)
        m_baseTimestamp = timestamp;
    m_maxTimestamp = std::max(m_maxTimestamp, timestamp);
    m_lastOffsetDelta = static_cast<std::int32_t>(offset - m_options.baseOffset);
    ++m_count;
    m_record.fixed<std::int8_t>(0);
    // Timestamps far apart wrap around, as they do when they are read.
    m_record.varlong(static_cast<std::int64_t>(static_cast<std::uint64_t>(timestamp) -
                                               static_cast<std::uint64_t>(m_baseTimestamp)));
    m_record.varint(m_lastOffsetDelta);
    appendNullable(m_record, key);
    appendNullable(m_record, value);
    m_record.varint(static_cast<std::int32_t>(headers.size()));
    for (const auto& header : headers) {
        appendNullable(m_record, base::asBytes(header.key));
        appendNullable(m_record, header.value);
    }
    m_records.varint(static_cast<std::int32_t>(m_record.size()));
    m_records.bytes(m_record.view());
    m_record.clear();
}

std::size_t RecordBatchBuilder::sizeInBytes() const {
    return BatchLayout::headerSize + m_records.size();
}

std::uint16_t RecordBatchBuilder::attributes() const {
    return static_cast<std::uint16_t>(static_cast<unsigned>(m_options.compression) |
                                      (m_options.logAppendTime ? BatchLayout::logAppendTime : 0U) |
                                      (m_options.transactional ? BatchLayout::transactional : 0U) |
                                      (m_options.control ? BatchLayout::control : 0U));
}

base::Result<base::Bytes> RecordBatchBuilder::build() {
    base::Bytes packed;
    if (m_options.compression != Compression::None) {
        auto result = compress(m_options.compression, m_records.view());
        if (!result)
            return base::fail(std::move(result.error()));
        packed = std::move(*result);
    }
    const base::ByteView records = m_options.compression == Compression::None ? m_records.view() : packed;
    base::ByteWriter out;
    out.reserve(BatchLayout::headerSize + records.size());
    out.fixed(m_options.baseOffset.value());
    out.fixed(static_cast<std::int32_t>(BatchLayout::headerSize - BatchLayout::logOverhead + records.size()));
    out.fixed(m_options.partitionLeaderEpoch.value());
    out.fixed<std::int8_t>(2);
    out.fixed<std::uint32_t>(0); // the checksum, of what follows
    out.fixed(attributes());
    out.fixed(m_lastOffsetDelta);
    out.fixed(m_baseTimestamp);
    out.fixed(m_options.logAppendTime.value_or(m_maxTimestamp));
    out.fixed(m_options.producerId.value());
    out.fixed(m_options.producerEpoch.value());
    out.fixed(m_options.baseSequence);
    out.fixed(m_count);
    out.bytes(records);
    out.patch(BatchLayout::crc, crc32c(out.view().subspan(BatchLayout::attributes)));
    return out.release();
}

} // namespace protocol
