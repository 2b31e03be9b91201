#include "browse/record_factory.h"

#include <algorithm>

namespace browse {
namespace {

std::optional<base::Buffer> copyUpTo(const std::optional<base::ByteView>& bytes, std::size_t limit) {
    if (!bytes)
        return std::nullopt;
    return base::Buffer::copyOf(bytes->first(std::min(bytes->size(), limit)));
}

std::int64_t sizeOf(const std::optional<base::ByteView>& bytes) {
    return bytes ? static_cast<std::int64_t>(bytes->size()) : -1;
}

void takeHeaders(const protocol::RecordHeadersView& headers, const Limits& limits, Record& into) {
    std::size_t room = limits.previewBytes;
    into.headerCount = headers.count();
    into.headers.reserve(std::min(static_cast<std::size_t>(headers.count()), limits.previewHeaders));
    headers.forEach([&](const protocol::RecordHeaderView& header) {
        const std::size_t valueSize = header.value ? header.value->size() : 0;
        into.headerBytes += static_cast<std::int64_t>(header.key.size() + valueSize);
        if (into.headersCut || into.headers.size() >= limits.previewHeaders || header.key.size() > room) {
            into.headersCut = true;
            return;
        }
        room -= header.key.size();
        into.headers.push_back({std::string(header.key), copyUpTo(header.value, room)});
        into.headersCut = valueSize > room;
        room -= std::min(valueSize, room);
    });
}

} // namespace

std::shared_ptr<const BatchFacts> factsOf(const protocol::BatchView& batch,
                                          const protocol::RecordReader& reader) {
    auto facts = std::make_shared<BatchFacts>();
    facts->baseOffset = batch.baseOffset();
    facts->lastOffset = batch.lastOffset();
    facts->bytes = static_cast<std::int64_t>(batch.sizeInBytes());
    facts->unpackedBytes =
        static_cast<std::int64_t>(protocol::BatchLayout::headerSize + reader.unpackedBytes());
    facts->records = batch.recordCount();
    facts->codec = protocol::compressionName(batch.compression());
    facts->leaderEpoch = batch.partitionLeaderEpoch();
    facts->producerId = batch.producerId();
    facts->producerEpoch = batch.producerEpoch();
    facts->baseSequence = batch.baseSequence();
    facts->transactional = batch.isTransactional();
    facts->crc = batch.crc();
    facts->crcValid = batch.crcMatches();
    return facts;
}

std::shared_ptr<Record> makeRecord(base::PartitionId partition, const protocol::RecordView& record,
                                   const protocol::BatchView& batch, const BatchFate& fate,
                                   std::shared_ptr<const BatchFacts> facts, const Limits& limits) {
    auto out = std::make_shared<Record>();
    out->partition = partition;
    out->offset = record.offset;
    out->timestampMs = record.timestamp;
    out->timestampType = batch.isLogAppendTime() ? TimestampType::LogAppend : TimestampType::Create;
    out->transaction = fate.transaction;
    out->control = fate.control;
    out->key = copyUpTo(record.key, limits.previewBytes);
    out->value = copyUpTo(record.value, limits.previewBytes);
    out->keyBytes = sizeOf(record.key);
    out->valueBytes = sizeOf(record.value);
    takeHeaders(record.headers, limits, *out);
    out->batch = std::move(facts);
    return out;
}

} // namespace browse
