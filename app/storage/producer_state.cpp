#include "storage/producer_state.h"

#include <algorithm>
#include <limits>
#include <vector>

#include <fmt/core.h>

#include "base/endian.h"
#include "protocol/error_codes.h"
#include "protocol/records/crc32c.h"
#include "storage/storage_error.h"

namespace storage {
namespace {

using base::fail;

constexpr std::int16_t kSnapshotVersion = 1;
constexpr std::size_t kSnapshotHeader = 10; // version 2, CRC 4, count 4
constexpr std::size_t kCrcStart = 6;        // what the CRC covers begins here
constexpr std::size_t kSnapshotEntry = 46;

constexpr std::int32_t kMaxSequence = std::numeric_limits<std::int32_t>::max();

std::int32_t stepBack(std::int32_t sequence, std::int32_t by) {
    return sequence >= by ? sequence - by : kMaxSequence - (by - sequence) + 1;
}

std::int32_t stepForward(std::int32_t sequence, std::int32_t by) {
    return sequence <= kMaxSequence - by ? sequence + by : by - (kMaxSequence - sequence) - 1;
}

} // namespace

std::int32_t ProducerBatch::lastSequence() const {
    return stepForward(baseSequence, lastOffsetDelta);
}

std::int32_t AppendedBatch::firstSequence() const {
    return stepBack(lastSequence, offsetDelta);
}

void ProducerState::Entry::add(AppendedBatch batch) {
    if (count == batches.size()) {
        std::move(batches.begin() + 1, batches.end(), batches.begin());
        --count;
    }
    batches[count++] = batch;
}

std::optional<AppendedBatch> ProducerState::findDuplicate(const ProducerBatch& batch) const {
    const auto found = m_producers.find(batch.producerId);
    if (found == m_producers.end() || found->second.epoch != batch.epoch)
        return std::nullopt;
    const auto& entry = found->second;
    for (std::size_t i = 0; i < entry.count; ++i)
        if (entry.batches[i].firstSequence() == batch.baseSequence &&
            entry.batches[i].lastSequence == batch.lastSequence())
            return entry.batches[i];
    return std::nullopt;
}

base::Status ProducerState::check(const ProducerBatch& batch, const std::string& where) const {
    const auto found = m_producers.find(batch.producerId);
    if (found == m_producers.end())
        return {};
    const auto& entry = found->second;
    if (batch.epoch < entry.epoch)
        return fail(protocol::makeError(
            protocol::ErrorCode::INVALID_PRODUCER_EPOCH,
            fmt::format("producer {} wrote to {} with epoch {}, but epoch {} has been seen",
                        batch.producerId.value(), where, batch.epoch.value(), entry.epoch.value()),
            "Another producer took over this id; start the producer anew."));
    const auto outOfOrder = [&](std::string cause) {
        return fail(protocol::makeError(protocol::ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER, std::move(cause),
                                        "A batch before this one was lost; the producer has to start anew."));
    };
    if (batch.epoch > entry.epoch) {
        if (batch.baseSequence == 0)
            return {};
        return outOfOrder(fmt::format("producer {} began epoch {} on {} with sequence {} instead of 0",
                                      batch.producerId.value(), batch.epoch.value(), where,
                                      batch.baseSequence));
    }
    if (entry.count == 0)
        return {};
    const auto last = entry.batches[entry.count - 1].lastSequence;
    if (batch.baseSequence == stepForward(last, 1))
        return {};
    return outOfOrder(fmt::format("producer {} wrote sequence {} to {} after sequence {}",
                                  batch.producerId.value(), batch.baseSequence, where, last));
}

void ProducerState::record(const ProducerBatch& batch, base::Offset lastOffset) {
    auto found = m_producers.find(batch.producerId);
    if (found == m_producers.end()) {
        makeRoom();
        found = m_producers.emplace(batch.producerId, Entry{}).first;
    }
    auto& entry = found->second;
    if (entry.epoch != batch.epoch) {
        entry.epoch = batch.epoch;
        entry.count = 0;
    }
    entry.lastTimestampMs = batch.maxTimestampMs;
    entry.add({.lastSequence = batch.lastSequence(),
               .offsetDelta = batch.lastOffsetDelta,
               .lastOffset = lastOffset});
}

void ProducerState::makeRoom() {
    if (m_producers.size() < kMaxProducers)
        return;
    std::vector<base::Offset> lastOffsets;
    lastOffsets.reserve(m_producers.size());
    const auto lastOffset = [](const Entry& entry) {
        return entry.count > 0 ? entry.batches[entry.count - 1].lastOffset : base::Offset(-1);
    };
    for (const auto& [id, entry] : m_producers)
        lastOffsets.push_back(lastOffset(entry));
    // An eighth at a time, so that a flood of new producers does not pay for a search each.
    const auto limit = lastOffsets.begin() + static_cast<std::ptrdiff_t>(lastOffsets.size() / 8);
    std::nth_element(lastOffsets.begin(), limit, lastOffsets.end());
    std::erase_if(m_producers, [&](const auto& item) { return lastOffset(item.second) <= *limit; });
}

void ProducerState::expire(std::int64_t nowMs, std::int64_t expirationMs) {
    std::erase_if(m_producers, [&](const auto& item) {
        return item.second.currentTxnFirstOffset < 0 && nowMs - item.second.lastTimestampMs >= expirationMs;
    });
}

base::Bytes ProducerState::toSnapshot() const {
    base::Bytes bytes(kSnapshotHeader + m_producers.size() * kSnapshotEntry);
    base::storeBigEndian(bytes.data(), kSnapshotVersion);
    base::storeBigEndian(bytes.data() + kCrcStart, static_cast<std::int32_t>(m_producers.size()));
    std::uint8_t* to = bytes.data() + kSnapshotHeader;
    for (const auto& [id, entry] : m_producers) {
        const AppendedBatch none{.lastSequence = -1, .offsetDelta = 0, .lastOffset = base::Offset(-1)};
        const auto& last = entry.count > 0 ? entry.batches[entry.count - 1] : none;
        base::storeBigEndian(to, id.value());
        base::storeBigEndian(to + 8, entry.epoch.value());
        base::storeBigEndian(to + 10, last.lastSequence);
        base::storeBigEndian(to + 14, last.lastOffset.value());
        base::storeBigEndian(to + 22, last.offsetDelta);
        base::storeBigEndian(to + 26, entry.lastTimestampMs);
        base::storeBigEndian(to + 34, entry.coordinatorEpoch);
        base::storeBigEndian(to + 38, entry.currentTxnFirstOffset);
        to += kSnapshotEntry;
    }
    base::storeBigEndian(bytes.data() + 2, protocol::crc32c(base::ByteView(bytes).subspan(kCrcStart)));
    return bytes;
}

base::Status ProducerState::loadSnapshot(base::ByteView bytes, std::int64_t nowMs,
                                         std::int64_t expirationMs) {
    const auto damaged = [](std::string_view what) { return fail(storageError(std::string(what))); };
    if (bytes.size() < kSnapshotHeader)
        return damaged("it is shorter than its header");
    if (base::loadBigEndian<std::int16_t>(bytes.data()) != kSnapshotVersion)
        return damaged("its version is unknown");
    if (base::loadBigEndian<std::uint32_t>(bytes.data() + 2) != protocol::crc32c(bytes.subspan(kCrcStart)))
        return damaged("its checksum does not match");
    const auto count = base::loadBigEndian<std::int32_t>(bytes.data() + kCrcStart);
    if (count < 0 || bytes.size() - kSnapshotHeader != static_cast<std::size_t>(count) * kSnapshotEntry)
        return damaged("its length does not match its count");
    std::unordered_map<base::ProducerId, Entry> producers;
    const std::uint8_t* from = bytes.data() + kSnapshotHeader;
    for (std::int32_t i = 0; i < count; ++i, from += kSnapshotEntry) {
        Entry entry;
        entry.epoch = base::ProducerEpoch(base::loadBigEndian<std::int16_t>(from + 8));
        const AppendedBatch last{.lastSequence = base::loadBigEndian<std::int32_t>(from + 10),
                                 .offsetDelta = base::loadBigEndian<std::int32_t>(from + 22),
                                 .lastOffset = base::Offset(base::loadBigEndian<std::int64_t>(from + 14))};
        entry.lastTimestampMs = base::loadBigEndian<std::int64_t>(from + 26);
        entry.coordinatorEpoch = base::loadBigEndian<std::int32_t>(from + 34);
        entry.currentTxnFirstOffset = base::loadBigEndian<std::int64_t>(from + 38);
        if (last.lastSequence >= 0 && last.offsetDelta >= 0)
            entry.add(last);
        producers.emplace(base::ProducerId(base::loadBigEndian<std::int64_t>(from)), entry);
    }
    m_producers = std::move(producers);
    expire(nowMs, expirationMs);
    return {};
}

} // namespace storage
