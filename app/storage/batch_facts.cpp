#include "storage/batch_facts.h"

#include <limits>

#include "base/endian.h"

namespace storage {

using Layout = protocol::BatchLayout;

std::optional<BatchFacts> BatchFacts::parse(base::ByteView header) {
    if (header.size() < Layout::headerSize || header[Layout::magic] != 2)
        return std::nullopt;
    const auto load = [&]<class T>(T, std::size_t at) { return base::loadBigEndian<T>(header.data() + at); };
    const auto length = load(std::int32_t{}, Layout::length);
    const auto lastOffsetDelta = load(std::int32_t{}, Layout::lastOffsetDelta);
    constexpr auto overhead = static_cast<std::int32_t>(Layout::logOverhead);
    if (length < static_cast<std::int32_t>(Layout::headerSize) - overhead ||
        length > std::numeric_limits<std::int32_t>::max() - overhead || lastOffsetDelta < 0)
        return std::nullopt;
    BatchFacts facts;
    facts.baseOffset = base::Offset(load(std::int64_t{}, Layout::baseOffset));
    if (facts.baseOffset.value() < 0)
        return std::nullopt;
    facts.lastOffset = facts.baseOffset + lastOffsetDelta;
    facts.sizeBytes = length + overhead;
    facts.leaderEpoch = base::LeaderEpoch(load(std::int32_t{}, Layout::partitionLeaderEpoch));
    facts.maxTimestampMs = load(std::int64_t{}, Layout::maxTimestamp);
    facts.recordCount = load(std::int32_t{}, Layout::recordCount);
    const auto producerId = load(std::int64_t{}, Layout::producerId);
    const auto baseSequence = load(std::int32_t{}, Layout::baseSequence);
    const bool control = (load(std::uint16_t{}, Layout::attributes) & Layout::control) != 0;
    if (producerId >= 0 && baseSequence >= 0 && !control)
        facts.producer = {.producerId = base::ProducerId(producerId),
                          .epoch = base::ProducerEpoch(load(std::int16_t{}, Layout::producerEpoch)),
                          .baseSequence = baseSequence,
                          .lastOffsetDelta = lastOffsetDelta,
                          .maxTimestampMs = facts.maxTimestampMs};
    return facts;
}

} // namespace storage
