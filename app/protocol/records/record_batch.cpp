#include "protocol/records/record_batch.h"

#include <limits>

#include <fmt/format.h>

#include "protocol/error_codes.h"
#include "protocol/records/crc32c.h"

namespace protocol {
namespace {

base::Error corrupt(std::string cause) {
    return makeError(ErrorCode::CORRUPT_MESSAGE, std::move(cause));
}

void refreshCrc(std::span<std::uint8_t> header, base::ByteView records) {
    const auto covered =
        header.subspan(BatchLayout::attributes, BatchLayout::headerSize - BatchLayout::attributes);
    base::storeBigEndian(header.data() + BatchLayout::crc, crc32c(records, crc32c(covered)));
}

} // namespace

base::Result<BatchView> BatchView::parse(base::ByteView bytes) {
    if (bytes.size() < BatchLayout::magic + 1)
        return base::fail(corrupt(fmt::format("A record batch is cut after {} bytes.", bytes.size())));
    const auto magic = static_cast<std::int8_t>(bytes[BatchLayout::magic]);
    if (magic < 2)
        return base::fail(makeError(ErrorCode::UNSUPPORTED_FOR_MESSAGE_FORMAT,
                                    fmt::format("A record batch has the old magic {}.", magic),
                                    "Use a client that writes magic 2 (Kafka 0.11 or newer)."));
    if (magic > 2)
        return base::fail(corrupt(fmt::format("A record batch has the unknown magic {}.", magic)));
    const auto length = base::loadBigEndian<std::int32_t>(bytes.data() + BatchLayout::length);
    if (length < static_cast<std::int32_t>(BatchLayout::headerSize - BatchLayout::logOverhead))
        return base::fail(corrupt(fmt::format("A record batch says that it is {} bytes long.", length)));
    const auto size = static_cast<std::size_t>(length) + BatchLayout::logOverhead;
    if (size > bytes.size())
        return base::fail(
            corrupt(fmt::format("A record batch of {} bytes is cut after {}.", size, bytes.size())));
    const BatchView batch(bytes.first(size));
    if (batch.recordCount() < 0 || batch.lastOffsetDelta() < 0)
        // Under a good checksum it was written so, and sending it again will not help.
        return base::fail(
            makeError(batch.crcMatches() ? ErrorCode::INVALID_RECORD : ErrorCode::CORRUPT_MESSAGE,
                      fmt::format("A record batch says that it has {} records up to offset delta {}.",
                                  batch.recordCount(), batch.lastOffsetDelta())));
    if (batch.baseOffset().value() > std::numeric_limits<std::int64_t>::max() - batch.lastOffsetDelta() - 1)
        return base::fail(
            corrupt(fmt::format("A record batch starts at offset {} and goes beyond the last possible one.",
                                batch.baseOffset().value())));
    if ((batch.attributes() & BatchLayout::compressionMask) > static_cast<int>(Compression::Zstd))
        return base::fail(makeError(ErrorCode::UNSUPPORTED_COMPRESSION_TYPE,
                                    fmt::format("A record batch names the unknown compression {}.",
                                                batch.attributes() & BatchLayout::compressionMask)));
    return batch;
}

std::int32_t BatchView::lastSequence() const {
    if (!hasSequence())
        return baseSequence();
    const auto last = std::int64_t{baseSequence()} + lastOffsetDelta();
    return static_cast<std::int32_t>(last & 0x7fffffff);
}

bool BatchView::crcMatches() const {
    return crc() == crc32c(m_bytes.subspan(BatchLayout::attributes));
}

void setBaseOffset(std::span<std::uint8_t> header, base::Offset offset) {
    base::storeBigEndian(header.data() + BatchLayout::baseOffset, offset.value());
}

void setPartitionLeaderEpoch(std::span<std::uint8_t> header, base::LeaderEpoch epoch) {
    base::storeBigEndian(header.data() + BatchLayout::partitionLeaderEpoch, epoch.value());
}

void setLogAppendTime(std::span<std::uint8_t> header, base::ByteView records, std::int64_t timestamp) {
    const auto at = header.data() + BatchLayout::attributes;
    const auto attributes = base::loadBigEndian<std::uint16_t>(at);
    base::storeBigEndian(at, static_cast<std::uint16_t>(attributes | BatchLayout::logAppendTime));
    base::storeBigEndian(header.data() + BatchLayout::maxTimestamp, timestamp);
    refreshCrc(header, records);
}

void setMaxTimestamp(std::span<std::uint8_t> header, base::ByteView records, std::int64_t timestamp) {
    base::storeBigEndian(header.data() + BatchLayout::maxTimestamp, timestamp);
    refreshCrc(header, records);
}

} // namespace protocol
