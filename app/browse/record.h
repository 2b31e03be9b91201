#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/buffer.h"
#include "base/ids.h"

namespace browse {

enum class TimestampType { Create, LogAppend };

/// What became of the transaction a record belongs to, as far as the log was looked at.
enum class TransactionState {
    None, ///< it belongs to none
    Committed,
    Aborted,
    Open,      ///< neither yet
    Undecided, ///< the marker may lie beyond what was looked at for it
};

/// What Kafka itself wrote among a topic's records.
enum class Control { None, Commit, Abort, Other };

/// What stands in the header of the batch a record came in. Shared by its records.
struct BatchFacts {
    base::Offset baseOffset;
    base::Offset lastOffset;
    std::int64_t bytes = 0;         ///< of the whole batch, as stored
    std::int64_t unpackedBytes = 0; ///< the same if nothing were compressed
    std::int32_t records = 0;
    std::string codec; ///< "none", "gzip", "snappy", "lz4", "zstd"
    base::LeaderEpoch leaderEpoch{-1};
    base::ProducerId producerId{-1}; ///< -1: not idempotent
    base::ProducerEpoch producerEpoch{-1};
    std::int32_t baseSequence = -1;
    bool transactional = false;
    std::uint32_t crc = 0; ///< CRC-32C as it stands in the batch
    bool crcValid = true;
};

struct Header {
    std::string name;
    std::optional<base::Buffer> value;
};

/// One record as shown. Immutable once handed out; owns its bytes, so it pins no fetched block.
struct Record {
    base::PartitionId partition;
    base::Offset offset;
    std::int64_t timestampMs = -1; ///< -1: none
    TimestampType timestampType = TimestampType::Create;
    std::optional<base::Buffer> key; ///< none: null. At most Limits::previewBytes of it, see keyCut()
    std::optional<base::Buffer> value;
    std::vector<Header> headers; ///< in order, with duplicates. At most Limits::previewHeaders of them
    std::int64_t keyBytes = -1;  ///< the true size; -1 for null
    std::int64_t valueBytes = -1;
    std::int64_t headerBytes = 0;
    std::int64_t headerCount = 0;
    bool headersCut = false; ///< some headers, or the end of some header value, are left out
    TransactionState transaction = TransactionState::None;
    Control control = Control::None;
    std::shared_ptr<const BatchFacts> batch;

    [[nodiscard]] bool keyCut() const { return key && static_cast<std::int64_t>(key->size()) < keyBytes; }
    [[nodiscard]] bool valueCut() const {
        return value && static_cast<std::int64_t>(value->size()) < valueBytes;
    }
    [[nodiscard]] bool isCut() const { return keyCut() || valueCut() || headersCut; }
    /// Bytes this row keeps in memory, about.
    [[nodiscard]] std::size_t footprint() const;
};

using RecordPtr = std::shared_ptr<const Record>;

} // namespace browse
