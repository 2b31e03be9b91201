#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/buffer.h"
#include "base/endian.h"
#include "base/ids.h"
#include "base/result.h"
#include "protocol/records/compression.h"

namespace protocol {

/// Where the fields of a record batch of magic 2 stand (Kafka's DefaultRecordBatch). The checksum covers
/// everything from the attributes on, so that a broker sets base offset and leader epoch without computing it
/// anew.
struct BatchLayout {
    static constexpr std::size_t baseOffset = 0;
    static constexpr std::size_t length = 8; ///< of what comes after this field
    static constexpr std::size_t partitionLeaderEpoch = 12;
    static constexpr std::size_t magic = 16;
    static constexpr std::size_t crc = 17;
    static constexpr std::size_t attributes = 21;
    static constexpr std::size_t lastOffsetDelta = 23;
    static constexpr std::size_t baseTimestamp = 27;
    static constexpr std::size_t maxTimestamp = 35;
    static constexpr std::size_t producerId = 43;
    static constexpr std::size_t producerEpoch = 51;
    static constexpr std::size_t baseSequence = 53;
    static constexpr std::size_t recordCount = 57;
    static constexpr std::size_t headerSize = 61;
    static constexpr std::size_t logOverhead = 12; ///< base offset and length, which the length leaves out

    static constexpr std::uint16_t compressionMask = 0x07;
    static constexpr std::uint16_t logAppendTime = 0x08;
    static constexpr std::uint16_t transactional = 0x10;
    static constexpr std::uint16_t control = 0x20;
    static constexpr std::uint16_t deleteHorizon = 0x40;
};

/// One whole batch of magic 2 in bytes that somebody else owns. Its header is sane; its checksum is verified
/// only by crcMatches(), and its records only by reading them.
class BatchView {
public:
    /// The batch that `bytes` start with; more may follow it. CORRUPT_MESSAGE if it is cut or its length
    /// cannot be; INVALID_RECORD if its counts cannot be though the checksum is right, else CORRUPT_MESSAGE
    /// too; UNSUPPORTED_FOR_MESSAGE_FORMAT for an older magic, UNSUPPORTED_COMPRESSION_TYPE for
    /// a codec unknown.
    [[nodiscard]] static base::Result<BatchView> parse(base::ByteView bytes);

    [[nodiscard]] base::ByteView bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t sizeInBytes() const { return m_bytes.size(); }
    [[nodiscard]] base::ByteView recordBytes() const { return m_bytes.subspan(BatchLayout::headerSize); }

    [[nodiscard]] base::Offset baseOffset() const {
        return base::Offset(load<std::int64_t>(BatchLayout::baseOffset));
    }
    [[nodiscard]] base::Offset lastOffset() const { return baseOffset() + lastOffsetDelta(); }
    [[nodiscard]] base::Offset nextOffset() const { return lastOffset() + 1; }
    [[nodiscard]] base::LeaderEpoch partitionLeaderEpoch() const {
        return base::LeaderEpoch(load<std::int32_t>(BatchLayout::partitionLeaderEpoch));
    }
    [[nodiscard]] std::int8_t magic() const { return load<std::int8_t>(BatchLayout::magic); }
    [[nodiscard]] std::uint32_t crc() const { return load<std::uint32_t>(BatchLayout::crc); }
    [[nodiscard]] std::uint16_t attributes() const { return load<std::uint16_t>(BatchLayout::attributes); }
    [[nodiscard]] std::int32_t lastOffsetDelta() const {
        return load<std::int32_t>(BatchLayout::lastOffsetDelta);
    }
    /// Milliseconds since the epoch, or the delete horizon if hasDeleteHorizon().
    [[nodiscard]] std::int64_t baseTimestamp() const {
        return load<std::int64_t>(BatchLayout::baseTimestamp);
    }
    [[nodiscard]] std::int64_t maxTimestamp() const { return load<std::int64_t>(BatchLayout::maxTimestamp); }
    [[nodiscard]] base::ProducerId producerId() const {
        return base::ProducerId(load<std::int64_t>(BatchLayout::producerId));
    }
    [[nodiscard]] base::ProducerEpoch producerEpoch() const {
        return base::ProducerEpoch(load<std::int16_t>(BatchLayout::producerEpoch));
    }
    [[nodiscard]] std::int32_t baseSequence() const { return load<std::int32_t>(BatchLayout::baseSequence); }
    /// Of the last record; sequences wrap from 2147483647 to 0.
    [[nodiscard]] std::int32_t lastSequence() const;
    [[nodiscard]] std::int32_t recordCount() const { return load<std::int32_t>(BatchLayout::recordCount); }

    [[nodiscard]] Compression compression() const {
        return static_cast<Compression>(attributes() & BatchLayout::compressionMask);
    }
    [[nodiscard]] bool isLogAppendTime() const { return (attributes() & BatchLayout::logAppendTime) != 0; }
    [[nodiscard]] bool isTransactional() const { return (attributes() & BatchLayout::transactional) != 0; }
    [[nodiscard]] bool isControl() const { return (attributes() & BatchLayout::control) != 0; }
    [[nodiscard]] bool hasProducerId() const { return producerId().value() >= 0; }
    [[nodiscard]] bool hasSequence() const { return baseSequence() >= 0; }

    [[nodiscard]] bool crcMatches() const;

private:
    explicit BatchView(base::ByteView bytes) : m_bytes(bytes) {}

    template <class T>
    [[nodiscard]] T load(std::size_t at) const {
        return base::loadBigEndian<T>(m_bytes.data() + at);
    }

    base::ByteView m_bytes;
};

/// Changes to the header of a batch, which is what a broker changes of it. `header` is at least its first
/// BatchLayout::headerSize bytes; the records may lie elsewhere.
void setBaseOffset(std::span<std::uint8_t> header, base::Offset offset);
void setPartitionLeaderEpoch(std::span<std::uint8_t> header, base::LeaderEpoch epoch);
/// Marks the batch as stamped by the broker at that time (milliseconds since the epoch), and computes its
/// checksum anew.
void setLogAppendTime(std::span<std::uint8_t> header, base::ByteView records, std::int64_t timestamp);
/// Sets the largest timestamp of a batch stamped by its producer, and computes its checksum anew.
void setMaxTimestamp(std::span<std::uint8_t> header, base::ByteView records, std::int64_t timestamp);

} // namespace protocol
