#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/core.h>

#include "protocol/error_codes.h"
#include "storage/batch_validator.h"
#include "storage/log.h"
#include "storage/storage_error.h"

namespace storage {

tl::expected<AppendInfo, AppendError> Log::append(base::Buffer batch, AppendOrigin origin,
                                                  std::int16_t produceVersion) {
    const auto refuse = [](base::Error error) {
        return tl::unexpected<AppendError>({.error = std::move(error), .recordErrors = {}});
    };
    const auto config = configNow();
    const auto nowMs = m_environment->clock->wallMs();
    auto checked = validateBatch(batch, {.origin = origin,
                                         .produceVersion = produceVersion,
                                         .config = *config,
                                         .nowMs = nowMs,
                                         .partition = m_name});
    if (!checked)
        return tl::unexpected(std::move(checked.error()));
    BatchFacts facts = checked->facts;
    if (facts.sizeBytes > config->segmentBytes)
        return refuse(
            protocol::makeError(protocol::ErrorCode::RECORD_LIST_TOO_LARGE,
                                fmt::format("a record batch of {} bytes is larger than a segment of {} ({})",
                                            facts.sizeBytes, m_name, config->segmentBytes),
                                "Send smaller batches or raise segment.bytes of the topic."));
    AppendInfo info{.logAppendTimeMs = config->logAppendTime ? nowMs : -1};
    {
        const base::Lock lock(m_writeMutex);
        if (m_deleted)
            return refuse(deletedError());
        if (m_closed)
            return refuse(storageError("the broker is stopping", "Try again once it runs."));
        const auto count = facts.lastOffset - facts.baseOffset + 1;
        if (auto kept = checkFlushed(*config, count); !kept)
            return refuse(std::move(kept.error()));
        info.logStartOffset = logStartOffset();
        if (facts.producer) {
            if (const auto before = m_producers.findDuplicate(*facts.producer);
                before && origin == AppendOrigin::Client) {
                info.baseOffset = before->firstOffset();
                info.lastOffset = before->lastOffset;
                info.duplicate = true;
                return info;
            }
            if (auto status = m_producers.check(*facts.producer, m_name); !status)
                return refuse(std::move(status.error()));
        }
        facts.baseOffset = info.baseOffset = endOffset();
        facts.lastOffset = info.lastOffset = facts.baseOffset + (count - 1);
        // Both fields stand outside the checksum, so the producer's own serves on.
        auto header = checked->header;
        protocol::setBaseOffset(header, facts.baseOffset);
        protocol::setPartitionLeaderEpoch(header, m_leaderEpoch);
        if (auto written = write(facts, header, checked->body(), *config, nowMs); !written) {
            m_environment->refusals.tell(*m_environment, m_name, "an append was refused", written.error());
            return refuse(std::move(written.error()));
        }
    }
    notify();
    return info;
}

base::Status Log::write(const BatchFacts& batch, base::ByteView header, base::ByteView body,
                        const LogConfig& config, std::int64_t nowMs) {
    auto active = segmentsNow().back();
    if (active->mustRollBefore(batch, config, nowMs)) {
        if (auto rolled = roll(); !rolled)
            return rolled;
        active = segmentsNow().back();
    }
    if (auto written = active->append(batch, header, body, config.indexIntervalBytes, nowMs); !written)
        return written;
    if (batch.producer)
        m_producers.record(*batch.producer, batch.lastOffset);
    std::vector<EpochStart> newEpochs;
    base::Offset flushed;
    {
        const base::Lock lock(m_stateMutex);
        if (m_epochs.assign(m_leaderEpoch, batch.baseOffset))
            newEpochs = m_epochs.rows();
        m_activeSize = active->size();
        m_end.store(batch.lastOffset.value() + 1, std::memory_order_release);
        flushed = m_recoveryPoint;
    }
    // After the end: who finds a batch counted finds it in the log.
    m_appendedBytes.fetch_add(batch.sizeBytes, std::memory_order_release);
    m_appendedRecords.fetch_add(batch.recordCount, std::memory_order_relaxed);
    if (!newEpochs.empty())
        m_home->saveEpochsLater(std::move(newEpochs));
    // Whoever sets flush.messages wants the answer to mean "on disk", so this one sync happens before it.
    if (endOffset() - flushed < config.flushMessages)
        return {};
    if (auto done = flushUpTo(endOffset()); !done)
        return done;
    return checkFlushed(config, 0); // another thread's may have failed meanwhile
}

base::Status Log::roll() {
    const auto end = endOffset();
    auto next = m_home->makeSegment(end);
    if (!next)
        return base::fail(next.error());
    if (auto sealed = segmentsNow().back()->seal(); !sealed)
        return sealed;
    {
        const base::Lock lock(m_stateMutex);
        m_segments.push_back(std::move(*next));
        m_activeSize = 0;
    }
    m_home->saveSnapshotLater(end, m_producers.toSnapshot());
    m_home->later([weak = weak_from_this(), end] {
        if (const auto self = weak.lock())
            self->reportFailure("flush", self->flushUpTo(end));
    });
    return {};
}

base::Status Log::checkFlushed(const LogConfig& config, std::int64_t count) const {
    const base::Lock lock(m_stateMutex);
    // What was refused before may be there all the same: the repeat of it must not be called a duplicate.
    if (m_flushFailure && endOffset() + count - m_recoveryPoint >= config.flushMessages)
        return base::fail(*m_flushFailure);
    return {};
}

base::Status Log::flushUpTo(base::Offset end) {
    const auto from = recoveryPoint();
    const auto segments = segmentsNow();
    for (std::size_t i = 0; i < segments.size() && segments[i]->baseOffset() < end; ++i) {
        const bool flushed = i + 1 < segments.size() && segments[i + 1]->baseOffset() <= from;
        if (flushed)
            continue;
        if (auto done = segments[i]->flush(); !done) {
            const base::Lock lock(m_stateMutex);
            if (!m_flushFailure)
                m_flushFailure = done.error();
            return done;
        }
    }
    const base::Lock lock(m_stateMutex);
    m_lastFlushMs = m_environment->clock->wallMs();
    if (!m_flushFailure)
        m_recoveryPoint = std::max(m_recoveryPoint, end);
    return {};
}

} // namespace storage
