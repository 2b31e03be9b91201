#include "storage/batch_validator.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/thread_safety.h"
#include "protocol/error_codes.h"
#include "protocol/records/record_scanner.h"
#include "storage/batch_rewriter.h"

namespace storage {
namespace {

using protocol::BatchView;
using protocol::Compression;
using protocol::ErrorCode;

// KIP-110: older clients could not read what a zstd producer wrote.
constexpr std::int16_t kFirstProduceWithZstd = 7;
constexpr std::int64_t kNoTimestamp = -1;

base::Error invalid(std::string cause, std::string remedy = {}) {
    return protocol::makeError(ErrorCode::INVALID_RECORD, std::move(cause), std::move(remedy));
}

base::Result<BatchView> oneBatch(base::ByteView bytes, const ValidationRules& rules) {
    if (bytes.empty())
        return base::fail(invalid(fmt::format("no record batch came for {}", rules.partition)));
    auto batch = BatchView::parse(bytes);
    if (!batch) {
        auto error = batch.error();
        if (error.code == protocol::toWire(ErrorCode::UNSUPPORTED_FOR_MESSAGE_FORMAT))
            error = invalid(error.cause, error.remedy);
        return base::fail(std::move(error));
    }
    if (batch->sizeInBytes() != bytes.size())
        return base::fail(
            invalid(fmt::format("more than one record batch came for {}: the first has {} of {} bytes",
                                rules.partition, batch->sizeInBytes(), bytes.size())));
    return batch;
}

base::Error tooLarge(std::size_t size, const ValidationRules& rules) {
    return protocol::makeError(ErrorCode::MESSAGE_TOO_LARGE,
                               fmt::format("a record batch of {} bytes is larger than {} allows ({})", size,
                                           rules.partition, rules.config.maxMessageBytes),
                               "Send smaller batches or raise max.message.bytes of the topic.");
}

base::Status checkHeader(const BatchView& batch, const ValidationRules& rules) {
    const bool client = rules.origin == AppendOrigin::Client;
    if (client && batch.baseOffset().value() != 0)
        return base::fail(invalid(fmt::format("a record batch for {} begins at offset {} instead of 0",
                                              rules.partition, batch.baseOffset().value())));
    if (batch.sizeInBytes() > static_cast<std::size_t>(std::max(rules.config.maxMessageBytes, 0)))
        return base::fail(tooLarge(batch.sizeInBytes(), rules));
    if (!batch.crcMatches())
        return base::fail(protocol::makeError(
            ErrorCode::CORRUPT_MESSAGE,
            fmt::format("the checksum of a record batch for {} does not match its bytes", rules.partition),
            "It was damaged on its way; send it again."));
    if (client && batch.compression() == Compression::Zstd && rules.produceVersion < kFirstProduceWithZstd)
        return base::fail(protocol::makeError(ErrorCode::UNSUPPORTED_COMPRESSION_TYPE,
                                              fmt::format("zstd needs Produce version {}, this came with {}",
                                                          kFirstProduceWithZstd, rules.produceVersion),
                                              "Choose another compression or a newer client."));
    if (batch.recordCount() <= 0 || batch.recordCount() - 1 != batch.lastOffsetDelta())
        return base::fail(invalid(
            fmt::format("a record batch for {} says that it has {} records and ends at offset delta {}",
                        rules.partition, batch.recordCount(), batch.lastOffsetDelta())));
    if (!client)
        return {};
    if (batch.hasProducerId() && !batch.hasSequence())
        return base::fail(
            invalid(fmt::format("a record batch for {} of producer {} has the sequence {}", rules.partition,
                                batch.producerId().value(), batch.baseSequence())));
    if (batch.isControl())
        return base::fail(
            invalid(fmt::format("a client may not write control records to {}", rules.partition)));
    if (batch.isTransactional())
        return base::fail(protocol::makeError(
            ErrorCode::INVALID_TXN_STATE,
            fmt::format("a transactional batch came for {}, and no transaction is open", rules.partition)));
    return {};
}

/// What going through the records of a batch tells.
struct Findings {
    std::int64_t maxTimestampMs = kNoTimestamp;
    std::size_t unpackedBytes = 0; ///< 0 if the batch is not compressed
    bool offsetsInOrder = true;
    bool badTimestamp = false;
    std::size_t badRecords = 0;
    std::vector<RecordError> errors;

    /// `message` makes the text, only where it is told: a batch may hold millions of bad records.
    template <class F>
    void refuse(std::int32_t index, F&& message) {
        ++badRecords;
        if (errors.size() < kMaxRecordErrors)
            errors.push_back({index, message()});
    }
};

/// Whether it is further in the past or in the future than the topic allows. Where times are that far apart
/// that their difference wraps around, they are too far apart.
bool isOutOfRange(std::int64_t ms, const ValidationRules& rules) {
    return ms < rules.nowMs - rules.config.timestampBeforeMaxMs ||
           (ms > rules.nowMs && ms - rules.nowMs > rules.config.timestampAfterMaxMs);
}

void checkTimestamp(Findings& findings, std::int32_t index, std::int64_t ms, const BatchView& batch,
                    const ValidationRules& rules) {
    const auto& config = rules.config;
    if (batch.isLogAppendTime()) {
        findings.badTimestamp = true;
        findings.refuse(index, [] { return "a producer may not set the timestamp type LogAppendTime"; });
    } else if (!config.logAppendTime && ms != kNoTimestamp && isOutOfRange(ms, rules)) {
        findings.badTimestamp = true;
        findings.refuse(index, [&] {
            return fmt::format("the timestamp {} is further from the broker's time {} than {} ms before or "
                               "{} ms after, which the topic allows",
                               ms, rules.nowMs, config.timestampBeforeMaxMs, config.timestampAfterMaxMs);
        });
    }
}

base::Result<Findings> readRecords(const BatchView& batch, const ValidationRules& rules) {
    auto scanner = protocol::RecordScanner::open(batch);
    if (!scanner)
        return base::fail(std::move(scanner.error()));
    Findings findings;
    protocol::RecordOutline record;
    std::int32_t index = 0;
    for (; scanner->next(record); ++index) {
        if (record.offset != batch.baseOffset() + index)
            findings.offsetsInOrder = false;
        findings.maxTimestampMs = std::max(findings.maxTimestampMs, record.timestamp);
        if (rules.config.cleanupCompact && !record.hasKey)
            findings.refuse(index, [&] {
                return fmt::format("Compacted topic cannot accept message without key in topic partition {}",
                                   rules.partition);
            });
        else
            checkTimestamp(findings, index, record.timestamp, batch, rules);
    }
    findings.unpackedBytes = scanner->unpackedBytes();
    if (scanner->status())
        return findings;
    auto error = scanner->status().error();
    if (scanner->recordIsMalformed())
        error = invalid(fmt::format("record {} of a batch for {}: {}", index, rules.partition, error.cause));
    // Its checksum is right, so it is what its producer made: CORRUPT_MESSAGE would have it sent again.
    else if (error.code == protocol::toWire(ErrorCode::CORRUPT_MESSAGE))
        error = invalid(fmt::format("a batch for {}: {}", rules.partition, error.cause));
    return base::fail(std::move(error));
}

/// Kafka's own sentence, which names the first three: clients show it, and people search for it.
std::string sentenceOf(const Findings& findings) {
    std::string first;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, findings.errors.size()); ++i)
        first += fmt::format("{}RecordError(batchIndex={}, message='{}')", i == 0 ? "" : ", ",
                             findings.errors[i].batchIndex, findings.errors[i].message);
    return fmt::format("One or more records have been rejected due to {} record errors in total, and only "
                       "showing the first three errors at most: [{}]",
                       findings.badRecords, first);
}

AppendError refusal(Findings findings, const ValidationRules& rules) {
    auto error =
        findings.badTimestamp
            ? protocol::makeError(ErrorCode::INVALID_TIMESTAMP,
                                  fmt::format("{} records for {} have timestamps that it does not accept",
                                              findings.badRecords, rules.partition),
                                  "Correct the producer's clock or the topic's message.timestamp settings.")
            : invalid(sentenceOf(findings));
    return {.error = std::move(error), .recordErrors = std::move(findings.errors)};
}

/// A batch is written anew from its records, which are held up to four times over meanwhile. What is made of
/// them has to keep to max.message.bytes again: records that unpack to 32 times as much, and to more than
/// 32 MiB, are a bomb rather than what a producer gathers in one batch. However large a topic's batches may
/// be, what one of them may hold unpacked or 64 MiB is the end.
base::Status checkRewrite(const Findings& findings, const ValidationRules& rules) {
    constexpr std::size_t ratio = 32;
    constexpr std::size_t least = std::size_t{32} << 20;
    const auto largest = static_cast<std::size_t>(rules.config.maxMessageBytes);
    const auto most = std::max(std::size_t{64} << 20, largest);
    const auto limit = std::clamp(ratio * largest, least, most);
    if (findings.unpackedBytes <= limit)
        return {};
    return base::fail(protocol::makeError(
        ErrorCode::RECORD_LIST_TOO_LARGE,
        fmt::format("a record batch for {} unpacks to {} bytes, and no more than {} can be written anew",
                    rules.partition, findings.unpackedBytes, limit),
        "Send smaller batches, or compress as compression.type of the topic says."));
}

/// Large ones one at a time, whichever threads serve their clients: memory is bounded by one.
base::Result<base::Bytes> rewriteInTurn(const BatchView& batch, Compression codec,
                                        std::size_t unpackedBytes) {
    constexpr std::size_t large = std::size_t{4} << 20;
    static base::Mutex turn;
    std::unique_lock lock(turn, std::defer_lock);
    if (unpackedBytes > large)
        lock.lock();
    return rewriteBatch(batch, codec);
}

std::optional<Compression> wantedCodec(Codec codec) {
    switch (codec) {
    case Codec::Producer:
        return std::nullopt;
    case Codec::Uncompressed:
        return Compression::None;
    case Codec::Gzip:
        return Compression::Gzip;
    case Codec::Snappy:
        return Compression::Snappy;
    case Codec::Lz4:
        return Compression::Lz4;
    case Codec::Zstd:
        return Compression::Zstd;
    }
    return std::nullopt;
}

} // namespace

tl::expected<ValidatedBatch, AppendError> validateBatch(const base::Buffer& batch,
                                                        const ValidationRules& rules) {
    const auto refuse = [](base::Error error) {
        return tl::unexpected<AppendError>({.error = std::move(error), .recordErrors = {}});
    };
    auto view = oneBatch(batch.view(), rules);
    if (!view)
        return refuse(std::move(view.error()));
    if (auto header = checkHeader(*view, rules); !header)
        return refuse(std::move(header.error()));
    auto findings = readRecords(*view, rules);
    if (!findings)
        return refuse(std::move(findings.error()));
    if (!findings->errors.empty())
        return tl::unexpected(refusal(std::move(*findings), rules));

    ValidatedBatch valid{.batch = batch, .header = {}, .facts = {}};
    const auto codec = wantedCodec(rules.config.codec).value_or(view->compression());
    if (codec != view->compression() || !findings->offsetsInOrder) {
        if (auto bounded = checkRewrite(*findings, rules); !bounded)
            return refuse(std::move(bounded.error()));
        auto rewritten = rewriteInTurn(*view, codec, findings->unpackedBytes);
        if (!rewritten)
            return refuse(std::move(rewritten.error()));
        valid.batch = base::Buffer(std::move(*rewritten));
        if (valid.batch.size() > static_cast<std::size_t>(rules.config.maxMessageBytes))
            return refuse(tooLarge(valid.batch.size(), rules));
    }
    std::copy_n(valid.batch.data(), valid.header.size(), valid.header.begin());
    if (rules.config.logAppendTime)
        protocol::setLogAppendTime(valid.header, valid.body(), rules.nowMs);
    else if (view->maxTimestamp() != findings->maxTimestampMs)
        protocol::setMaxTimestamp(valid.header, valid.body(), findings->maxTimestampMs);
    if (const auto facts = BatchFacts::parse(valid.header))
        valid.facts = *facts;
    return valid;
}

} // namespace storage
