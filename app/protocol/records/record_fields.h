#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/result.h"
#include "protocol/records/record_batch.h"

namespace protocol {

/// What stands in a record after its length. `In` reads those bytes and no others as base::ByteReader does;
/// what its take() returns stands for a key or a value.
template <class In>
struct RecordFields {
    using Piece = decltype(std::declval<In&>().take(0));

    std::int64_t timestampDelta = 0;
    std::int32_t offsetDelta = 0;
    std::optional<Piece> key;
    std::optional<Piece> value;
    std::int32_t headerCount = 0;
    std::size_t headersAt = 0; ///< where the first header stands in `In`

    /// False if they do not fit the record or contradict each other.
    [[nodiscard]] bool read(In& in) {
        in.template fixed<std::int8_t>(); // attributes: none are in use
        timestampDelta = in.varlong();
        offsetDelta = in.varint();
        key = nullable(in);
        value = nullable(in);
        headerCount = in.varint();
        if (!in.ok() || headerCount < 0 || static_cast<std::size_t>(headerCount) > in.remaining() / 2)
            return false;
        headersAt = in.position();
        for (std::int32_t i = 0; i < headerCount; ++i) {
            const auto keyLength = in.varint();
            if (keyLength < 0)
                return false; // a header's name is never null
            in.skip(static_cast<std::size_t>(keyLength));
            nullable(in);
        }
        return in.ok() && in.remaining() == 0;
    }

private:
    /// A length of -1 is null; one that is smaller or larger than the rest fails the reader.
    static std::optional<Piece> nullable(In& in) {
        const auto length = in.varint();
        if (length >= 0)
            return in.take(static_cast<std::size_t>(length));
        if (length < -1)
            in.fail();
        return std::nullopt;
    }
};

/// Whether a record of the batch may stand there.
[[nodiscard]] inline bool holdsOffset(const BatchView& batch, std::int32_t offsetDelta) {
    return offsetDelta >= 0 && offsetDelta <= batch.lastOffsetDelta();
}

/// Milliseconds since the epoch.
[[nodiscard]] inline std::int64_t recordTimestamp(const BatchView& batch, std::int64_t timestampDelta) {
    // Deltas of a damaged batch may overflow; unsigned arithmetic lets them wrap.
    return batch.isLogAppendTime()
               ? batch.maxTimestamp()
               : static_cast<std::int64_t>(static_cast<std::uint64_t>(batch.baseTimestamp()) +
                                           static_cast<std::uint64_t>(timestampDelta));
}

/// What is wrong with a record.
namespace record_flaws {
inline constexpr const char* length = "its length does not fit the bytes that are left";
inline constexpr const char* fields = "its fields do not fit its length";
inline constexpr const char* offset = "its offset lies outside of the batch";
inline constexpr const char* leftOver = "bytes are left over after it";
} // namespace record_flaws

/// CORRUPT_MESSAGE for the record of that number, counted from 0.
[[nodiscard]] base::Error unreadableRecord(const BatchView& batch, std::int32_t number, const char* flaw);

} // namespace protocol
