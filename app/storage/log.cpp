#include "storage/log.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/thread_safety.h"
#include "protocol/error_codes.h"

namespace storage {

using base::fail;

/// Those who wait for the end to move.
struct Log::Subscribers {
    using Callback = std::shared_ptr<const std::function<void()>>;
    base::Mutex mutex;
    std::uint64_t nextId GUARDED_BY(mutex) = 0;
    std::vector<std::pair<std::uint64_t, Callback>> callbacks GUARDED_BY(mutex);
};

Log::Log(std::string name, std::shared_ptr<LogHome> home, std::shared_ptr<const LogEnvironment> environment,
         std::shared_ptr<const LogConfig> config, LogContent content)
    : m_name(std::move(name))
    , m_home(std::move(home))
    , m_environment(std::move(environment))
    , m_leaderEpoch(content.leaderEpoch)
    , m_end(content.endOffset.value())
    , m_producers(std::move(content.producers))
    , m_savedAt(content.saved ? std::optional(content.endOffset) : std::nullopt)
    , m_config(std::move(config))
    , m_segments(std::move(content.segments))
    , m_activeSize(m_segments.back()->size())
    , m_logStart(content.logStartOffset)
    , m_recoveryPoint(content.recoveryPoint)
    , m_lastFlushMs(m_environment->clock->wallMs())
    , m_epochs(std::move(content.epochs)) {}

base::Offset Log::logStartOffset() const {
    const base::Lock lock(m_stateMutex);
    return m_logStart;
}

std::uint64_t Log::messageCount() const {
    const base::Lock lock(m_stateMutex);
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, endOffset() - m_logStart));
}

std::int64_t Log::sizeBytes() const {
    const base::Lock lock(m_stateMutex);
    std::int64_t bytes = m_activeSize;
    for (std::size_t i = 0; i + 1 < m_segments.size(); ++i)
        bytes += m_segments[i]->size();
    return bytes;
}

std::pair<base::LeaderEpoch, base::Offset> Log::endOffsetForEpoch(base::LeaderEpoch asked) const {
    const base::Lock lock(m_stateMutex);
    return m_epochs.endOffsetFor(asked, endOffset());
}

base::Result<base::Offset> Log::deleteRecords(base::Offset upTo) {
    if (m_deleted)
        return fail(deletedError());
    base::Offset start;
    {
        const base::Lock lock(m_stateMutex);
        const auto end = endOffset();
        const auto wanted = upTo.value() == -1 ? end : upTo;
        if (wanted.value() < 0 || wanted > end)
            return fail(protocol::makeError(
                protocol::ErrorCode::OFFSET_OUT_OF_RANGE,
                fmt::format("cannot delete the records of {} before offset {}: it ends at {}", m_name,
                            upTo.value(), end.value()),
                "Choose an offset up to the high watermark, or -1 for it."));
        if (wanted <= m_logStart)
            return m_logStart;
        m_logStart = start = wanted;
        m_epochs.truncateFromStart(start);
    }
    m_home->logStartMoved();
    return start;
}

std::shared_ptr<const LogConfig> Log::configNow() const {
    const base::Lock lock(m_stateMutex);
    return m_config;
}

void Log::setConfig(const LogConfig& config) {
    auto next = std::make_shared<const LogConfig>(config);
    const base::Lock lock(m_stateMutex);
    m_config = std::move(next);
}

base::Error Log::deletedError() const {
    return protocol::makeError(protocol::ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
                               fmt::format("{} has been deleted", m_name));
}

std::vector<std::shared_ptr<Segment>> Log::segmentsNow() const {
    const base::Lock lock(m_stateMutex);
    return m_segments;
}

base::Offset Log::recoveryPoint() const {
    const base::Lock lock(m_stateMutex);
    return m_recoveryPoint;
}

bool Log::needsLogStartCheckpoint() const {
    const base::Lock lock(m_stateMutex);
    return m_logStart > m_segments.front()->baseOffset();
}

Subscription Log::onAppended(std::function<void()> callback) {
    std::shared_ptr<Subscribers> subscribers;
    {
        const base::Lock lock(m_stateMutex);
        if (!m_subscribers)
            m_subscribers = std::make_shared<Subscribers>();
        subscribers = m_subscribers;
        m_hasSubscribers = true;
    }
    const base::Lock lock(subscribers->mutex);
    const auto id = subscribers->nextId++;
    subscribers->callbacks.emplace_back(id,
                                        std::make_shared<const std::function<void()>>(std::move(callback)));
    return Subscription([weak = std::weak_ptr(subscribers), id] {
        const auto alive = weak.lock();
        if (!alive)
            return;
        std::shared_ptr<const std::function<void()>> gone; // destroyed without the lock
        const base::Lock guard(alive->mutex);
        const auto it = std::find_if(alive->callbacks.begin(), alive->callbacks.end(),
                                     [&](const auto& entry) { return entry.first == id; });
        if (it != alive->callbacks.end()) {
            gone = std::move(it->second);
            alive->callbacks.erase(it);
        }
    });
}

void Log::notify() {
    if (!m_hasSubscribers)
        return;
    std::shared_ptr<Subscribers> subscribers;
    {
        const base::Lock lock(m_stateMutex);
        subscribers = m_subscribers;
    }
    std::vector<std::shared_ptr<const std::function<void()>>> calls;
    {
        const base::Lock lock(subscribers->mutex);
        for (const auto& [id, callback] : subscribers->callbacks)
            calls.push_back(callback);
    }
    for (const auto& call : calls)
        (*call)();
}

void Log::reportFailure(std::string_view doing, const base::Status& status) const {
    if (!status && !m_deleted)
        m_environment->say(base::LogLevel::Error,
                           fmt::format("{}: {} failed: {}", m_name, doing, status.error().cause));
}

void Log::markDeleted() {
    {
        const base::Lock lock(m_writeMutex);
        m_closed = true;
        m_deleted = true;
        for (const auto& segment : segmentsNow())
            for (auto* file : segment->files())
                file->retire();
    }
    notify();
}

base::Status Log::close(bool sync) {
    const base::Lock lock(m_writeMutex);
    if (m_closed)
        return {};
    m_closed = true;
    const auto end = endOffset();
    if (m_savedAt == end)
        return {};
    const auto segments = segmentsNow();
    auto done = segments.back()->finishIndexes();
    if (done && sync)
        done = flushUpTo(end);
    if (!done)
        return done;
    std::vector<EpochStart> epochs;
    {
        const base::Lock state(m_stateMutex);
        if (m_flushFailure)
            return fail(*m_flushFailure);
        m_recoveryPoint = end;
        epochs = m_epochs.rows();
    }
    return m_home->saveNow(end, m_producers.toSnapshot(), epochs, sync ? Durable::Now : Durable::Later);
}

} // namespace storage
