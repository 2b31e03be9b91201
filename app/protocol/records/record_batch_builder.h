#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/buffer.h"
#include "base/byte_writer.h"
#include "base/ids.h"
#include "base/result.h"
#include "protocol/records/compression.h"
#include "protocol/records/record_reader.h"

namespace protocol {

struct BatchOptions {
    Compression compression = Compression::None;
    base::Offset baseOffset{0};
    base::LeaderEpoch partitionLeaderEpoch{-1};
    base::ProducerId producerId{-1};
    base::ProducerEpoch producerEpoch{-1};
    std::int32_t baseSequence = -1;
    bool transactional = false;
    bool control = false;
    std::optional<std::int64_t> logAppendTime; ///< milliseconds; nothing means the records' own times count
};

/// Makes one batch of magic 2 out of records. Not bounded by itself: callers stop at their batch size.
class RecordBatchBuilder {
public:
    explicit RecordBatchBuilder(const BatchOptions& options = {}) : m_options(options) {}

    /// Appends a record at the next offset. Timestamp in milliseconds since the epoch.
    void append(std::int64_t timestamp, std::optional<base::ByteView> key,
                std::optional<base::ByteView> value, std::span<const RecordHeaderView> headers = {});
    /// The same at an offset of its own, not below the next one: compaction leaves gaps.
    void appendAt(base::Offset offset, std::int64_t timestamp, std::optional<base::ByteView> key,
                  std::optional<base::ByteView> value, std::span<const RecordHeaderView> headers = {});

    [[nodiscard]] bool empty() const { return m_count == 0; }
    [[nodiscard]] std::int32_t recordCount() const { return m_count; }
    /// Of the batch if it were closed now, before compression.
    [[nodiscard]] std::size_t sizeInBytes() const;

    /// The batch. The builder is to be thrown away afterwards. Fails only if the compression library does.
    [[nodiscard]] base::Result<base::Bytes> build();

private:
    [[nodiscard]] std::uint16_t attributes() const;

    BatchOptions m_options;
    base::ByteWriter m_records;
    base::ByteWriter m_record; ///< the one being appended, whose length stands before it
    std::int32_t m_count = 0;
    std::int32_t m_lastOffsetDelta = -1;
    std::int64_t m_baseTimestamp = 0;
    std::int64_t m_maxTimestamp = -1;
};

} // namespace protocol
