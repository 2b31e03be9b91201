#include "broker/handlers/parked_fetch.h"

#include <algorithm>

#include "broker/handlers/common.h"
#include "protocol/records/batch_reader.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using PartitionData = protocol::FetchResponse::PartitionData;

// Answers that slow readers have not taken may hold this much before fetches get smaller, and one batch each
// at last.
constexpr std::int64_t UnsentLimit = 96 << 20;
constexpr std::int8_t ReadCommitted = 1;

void setError(PartitionData& out, std::int16_t code) {
    out.errorCode = code;
    out.highWatermark = -1;
    out.lastStableOffset = -1;
    out.logStartOffset = -1;
    out.records = base::Buffer{};
    out.abortedTransactions.reset();
}

/// Records from `offset` on. A first batch may begin before it, and comes whole; a last one that is cut is
/// sent again.
std::uint64_t recordsFrom(std::int64_t offset, base::ByteView bytes) {
    std::int64_t count = 0;
    protocol::BatchReader reader(bytes);
    while (const auto batch = reader.next()) {
        if (batch->isControl())
            continue;
        const std::int64_t wanted =
            batch->nextOffset().value() - std::max(offset, batch->baseOffset().value());
        count += std::clamp<std::int64_t>(wanted, 0, batch->recordCount());
    }
    return static_cast<std::uint64_t>(count);
}

} // namespace

ParkedFetch::ParkedFetch(const RequestContext& context, protocol::FetchRequest&& request,
                         Reply<protocol::FetchResponse> reply)
    : m_context(context), m_request(std::move(request)), m_reply(std::move(reply)) {
    resolve();
}

void ParkedFetch::start() {
    auto looked = lookAndCount();
    if (m_request.maxWaitMs <= 0 || m_items.empty() || looked.urgent || m_missing <= 0)
        return finish(std::move(looked));
    park();
    // What was appended between the look and the subscription woke nobody.
    if (appendedBytes() != m_appendedBefore)
        wake();
}

void ParkedFetch::resolve() {
    const bool byId = m_context.version >= 13;
    for (std::size_t i = 0; i < m_request.topics.size(); ++i) {
        const auto& asked = m_request.topics[i];
        const auto topic =
            byId ? m_context.engine.cluster.find(asked.topicId) : m_context.engine.cluster.find(asked.topic);
        for (const auto& partition : asked.partitions) {
            Item item{i, partition, topic, topic ? topic->partition(partition.partition) : nullptr};
            if (!topic && byId)
                item.error = ErrorCode::UNKNOWN_TOPIC_ID;
            else if (!item.log)
                item.error = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
            else if (m_context.version < 10 && item.log->config().codec == storage::Codec::Zstd)
                item.error = ErrorCode::UNSUPPORTED_COMPRESSION_TYPE;
            else
                item.error = checkLeaderEpoch(partition.currentLeaderEpoch, *item.log);
            m_items.push_back(std::move(item));
        }
    }
}

std::int64_t ParkedFetch::byteLimit() const {
    return std::min<std::int64_t>(m_request.maxBytes, m_context.engine.config.number("fetch.max.bytes"));
}

ParkedFetch::Looked ParkedFetch::look() const {
    Looked looked;
    auto budget = byteLimit();
    if (const auto* unsent = m_context.engine.metrics.unsentBytes)
        budget = std::clamp<std::int64_t>(UnsentLimit - unsent->load(), 0, budget);
    looked.response.responses.reserve(m_request.topics.size());
    for (const auto& topic : m_request.topics) {
        auto& out = looked.response.responses.emplace_back();
        out.topic = topic.topic;
        out.topicId = topic.topicId;
        out.partitions.reserve(topic.partitions.size());
    }
    for (const auto& item : m_items) {
        auto& out = looked.response.responses[item.topicIndex].partitions.emplace_back();
        out.partitionIndex = item.asked.partition;
        if (item.error == ErrorCode::NONE) {
            readInto(item, budget, looked, out);
        } else {
            setError(out, toWire(item.error));
            looked.urgent = true;
        }
    }
    return looked;
}

void ParkedFetch::readInto(const Item& item, std::int64_t& budget, Looked& looked, PartitionData& out) const {
    if (m_request.isolationLevel != ReadCommitted)
        out.abortedTransactions.reset();
    if (item.asked.lastFetchedEpoch >= 0 && diverges(item, out)) {
        looked.urgent = true;
        return;
    }
    // The first batch found comes whole whatever the limits, so that a consumer can always go on (KIP-74).
    const auto limit = std::min<std::int64_t>(item.asked.partitionMaxBytes, budget);
    auto read =
        item.log->read(base::Offset(item.asked.fetchOffset),
                       static_cast<std::int32_t>(std::max<std::int64_t>(limit, 0)), looked.bytes == 0);
    if (!read) {
        setError(out, read.error().code);
        looked.urgent = true;
        return;
    }
    const auto size = static_cast<std::int64_t>(read->records.size());
    looked.bytes += size;
    // Only whole batches are read: what is left of the limit is as good as filled.
    looked.towardsMin += read->cut ? std::max(size, limit) : size;
    budget -= size;
    out.highWatermark = read->highWatermark.value();
    out.lastStableOffset = read->lastStableOffset.value();
    out.logStartOffset = read->logStartOffset.value();
    out.records = std::move(read->records);
}

// Whether the client's last record is none of ours (KIP-595); the answer then says where to cut.
bool ParkedFetch::diverges(const Item& item, PartitionData& out) const {
    const auto [epoch, end] = item.log->endOffsetForEpoch(base::LeaderEpoch(item.asked.lastFetchedEpoch));
    if (epoch.value() < 0 || end.value() < 0) {
        setError(out, toWire(ErrorCode::OFFSET_OUT_OF_RANGE));
        return true;
    }
    if (epoch.value() >= item.asked.lastFetchedEpoch && end.value() >= item.asked.fetchOffset)
        return false;
    out.divergingEpoch = {epoch.value(), end.value()};
    out.highWatermark = item.log->endOffset().value();
    out.lastStableOffset = out.highWatermark;
    out.logStartOffset = item.log->logStartOffset().value();
    out.records = base::Buffer{};
    return true;
}

// A log counts what it has published, so what comes during the look may be in both or in one of them, and the
// count can promise too much, never too little.
ParkedFetch::Looked ParkedFetch::lookAndCount() {
    m_appendedBefore = appendedBytes();
    auto looked = look();
    m_missing = std::min<std::int64_t>(m_request.minBytes, byteLimit()) - looked.towardsMin;
    return looked;
}

std::int64_t ParkedFetch::appendedBytes() const {
    std::int64_t sum = 0;
    for (const auto& item : m_items)
        if (item.log)
            sum += item.log->appendedBytesTotal();
    return sum;
}

void ParkedFetch::park() {
    m_context.channel->hold(shared_from_this());
    const auto weak = weak_from_this();
    for (const auto& item : m_items)
        m_subscriptions.push_back(item.log->onAppended([weak] {
            if (const auto self = weak.lock())
                self->wake();
        }));
    m_timer = m_context.engine.scheduler.schedule(
        base::Millis(m_request.maxWaitMs), [weak, channel = m_context.channel] {
            channel->post([weak] {
                if (const auto self = weak.lock(); self && !self->m_done)
                    self->finish(self->look());
            });
        });
}

// On an appending thread: many appends make one look.
void ParkedFetch::wake() {
    if (m_woken.exchange(true))
        return;
    m_context.channel->post([weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->tryAgain();
    });
}

void ParkedFetch::tryAgain() {
    if (m_done)
        return;
    m_woken = false;
    if (appendedBytes() - m_appendedBefore < m_missing)
        return;
    if (auto looked = lookAndCount(); looked.urgent || m_missing <= 0)
        finish(std::move(looked));
}

void ParkedFetch::finish(Looked&& looked) {
    m_done = true;
    m_subscriptions.clear();
    m_timer.cancel();
    count(looked.response);
    m_reply(std::move(looked.response));
}

void ParkedFetch::count(const protocol::FetchResponse& response) const {
    const auto& observer = m_context.engine.observer;
    if (!observer.empty() && m_context.clientId == observer)
        return;
    // Answers stand in the order of the items, topic by topic.
    std::vector<std::size_t> next(response.responses.size(), 0);
    for (const auto& item : m_items) {
        const auto& answer = response.responses[item.topicIndex].partitions[next[item.topicIndex]++];
        if (!item.topic || !answer.records || answer.records->empty())
            continue;
        const auto sent = recordsFrom(item.asked.fetchOffset, answer.records->view());
        item.topic->traffic->recordsOut.fetch_add(sent, std::memory_order_relaxed);
        m_context.engine.metrics.recordsOut.fetch_add(sent, std::memory_order_relaxed);
        m_context.engine.metrics.recordBytesOut.fetch_add(answer.records->view().size(),
                                                          std::memory_order_relaxed);
    }
}

} // namespace broker
