#pragma once

#include <cstddef>
#include <cstdint>

#include "base/result.h"
#include "protocol/records/record_batch.h"
#include "protocol/records/record_reader.h"
#include "protocol/records/record_window.h"

namespace protocol {

/// What a broker has to know of a record.
struct RecordOutline {
    base::Offset offset;
    std::int64_t timestamp = -1; ///< milliseconds since the epoch
    bool hasKey = false;
};

/// Walks over the records of one batch in order and checks all that RecordReader does, without their keys,
/// values and headers (Kafka's DefaultRecordBatch.skipKeyValueIterator): of a compressed batch no more than
/// `window` bytes are unpacked at a time, and of any other nothing is copied.
class RecordScanner {
public:
    static constexpr std::size_t defaultWindow = std::size_t{64} << 10;
    static constexpr std::size_t smallestWindow = 10; ///< the longest number

    /// Fails only if the compression is out of memory. The bytes of the batch outlive the scanner.
    [[nodiscard]] static base::Result<RecordScanner> open(const BatchView& batch,
                                                          std::size_t limit = RecordReader::defaultLimit,
                                                          std::size_t window = defaultWindow);

    /// False after the last record and at the first that is malformed or does not unpack: status() tells
    /// which.
    [[nodiscard]] bool next(RecordOutline& record);
    [[nodiscard]] const base::Status& status() const { return m_status; }
    /// What was unpacked so far, ahead of the records by up to a window; 0 if the batch is not compressed.
    [[nodiscard]] std::size_t unpackedBytes() const { return m_window.unpackedBytes(); }
    /// Whether status() speaks of a record that was unpacked, and not of bytes that do not unpack.
    [[nodiscard]] bool recordIsMalformed() const { return !m_status && m_window.status(); }

private:
    RecordScanner(const BatchView& batch, RecordWindow window);

    /// What is wrong with the record, if anything.
    const char* readNext(RecordOutline& record);
    void refuse(const char* flaw);

    BatchView m_batch;
    RecordWindow m_window;
    std::int32_t m_left;
    base::Status m_status;
};

} // namespace protocol
