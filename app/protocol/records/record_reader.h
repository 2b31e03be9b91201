#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/buffer.h"
#include "base/byte_reader.h"
#include "base/result.h"
#include "protocol/records/record_batch.h"

namespace protocol {

struct RecordHeaderView {
    std::string_view key;
    std::optional<base::ByteView> value; ///< nothing is null
};

/// The headers of one record, in order, names as often as they come. They were checked when the record was
/// read.
class RecordHeadersView {
public:
    RecordHeadersView() = default;
    RecordHeadersView(base::ByteView bytes, std::int32_t count) : m_bytes(bytes), m_count(count) {}

    [[nodiscard]] std::int32_t count() const { return m_count; }

    template <class F>
    void forEach(F&& f) const {
        base::ByteReader in(m_bytes);
        for (std::int32_t i = 0; i < m_count; ++i) {
            RecordHeaderView header;
            header.key = base::asText(in.take(static_cast<std::size_t>(in.varint())));
            if (const auto length = in.varint(); length >= 0)
                header.value = in.take(static_cast<std::size_t>(length));
            f(header);
        }
    }

private:
    base::ByteView m_bytes;
    std::int32_t m_count = 0;
};

/// A record in bytes that its reader or the batch owns.
struct RecordView {
    base::Offset offset;
    std::int64_t timestamp = -1;         ///< milliseconds since the epoch
    std::int32_t sizeInBytes = 0;        ///< uncompressed, its own length field not counted
    std::optional<base::ByteView> key;   ///< nothing is null
    std::optional<base::ByteView> value; ///< nothing is null: a tombstone
    RecordHeadersView headers;
};

/// Reads the records of one batch in order. Bytes of an uncompressed batch are read where they lie, without
/// any allocation; those of a compressed one are unpacked at the start and belong to the reader.
class RecordReader {
public:
    static constexpr std::size_t defaultLimit = std::size_t{128} << 20;

    /// Fails if the batch unpacks to more than `limit` bytes or does not unpack.
    [[nodiscard]] static base::Result<RecordReader> open(const BatchView& batch,
                                                         std::size_t limit = defaultLimit);

    RecordReader(RecordReader&&) = default;
    RecordReader& operator=(RecordReader&&) = default;

    /// False after the last record and at the first that is malformed: status() tells which. Views in
    /// `record` live as long as this reader and the batch.
    [[nodiscard]] bool next(RecordView& record);
    [[nodiscard]] const base::Status& status() const { return m_status; }
    /// Of all records, decompressed.
    [[nodiscard]] std::size_t unpackedBytes() const { return m_unpackedBytes; }

private:
    RecordReader(const BatchView& batch, base::Bytes unpacked, base::ByteView records);
    bool readRecord(RecordView& record);
    void refuse(const char* flaw);

    BatchView m_batch;
    base::Bytes m_unpacked; ///< empty if the batch is not compressed
    base::ByteReader m_in;
    std::size_t m_unpackedBytes;
    std::int32_t m_left;
    base::Status m_status;
};

} // namespace protocol
