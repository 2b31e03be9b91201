#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "client/producer.h"
#include "workload/load.h"
#include "workload/pace.h"

namespace workload {
namespace {

using Clock = std::chrono::steady_clock;

/// `text` with every {i} replaced.
std::string filled(const std::string& text, std::int64_t number) {
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = text.find("{i}"); at != std::string::npos; at = text.find("{i}", from)) {
        out.append(text, from, at - from);
        out += std::to_string(number);
        from = at + 3;
    }
    return out.append(text, from);
}

class ProducerLoad final : public Load {
public:
    ProducerLoad(ProducerPlan plan, std::unique_ptr<client::Producer> producer)
        : m_plan(std::move(plan)), m_producer(std::move(producer)), m_thread([this] { run(); }) {}
    ~ProducerLoad() override { stop(); }

    void stop() override {
        {
            std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_all();
        std::lock_guard join(m_joinMutex);
        if (m_thread.joinable())
            m_thread.join();
    }

    [[nodiscard]] LoadProgress progress() const override {
        std::lock_guard lock(m_mutex);
        return m_progress;
    }

    bool waitFinished(std::chrono::milliseconds timeout) override {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, timeout, [this] { return m_progress.finished; });
    }

private:
    void run() {
        Pace pace(m_plan.recordsPerSecond, Clock::now());
        for (std::int64_t number = 0; m_plan.total == 0 || number < m_plan.total; ++number) {
            if (stopsBefore(pace.due(number, Clock::now())) || !sendOne(number))
                break;
        }
        if (const auto flushed = m_producer->flush(base::Millis(3000)); !flushed)
            m_producer->cancel();
        std::lock_guard lock(m_mutex);
        m_progress.finished = !m_stopping;
        m_wake.notify_all();
    }

    bool stopsBefore(Clock::time_point when) {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_until(lock, when, [this] { return m_stopping; });
    }

    bool sendOne(std::int64_t number) {
        client::ProduceRecord record;
        record.topic = m_plan.topic;
        if (m_plan.key)
            record.key = filled(*m_plan.key, number);
        record.value = filled(m_plan.value, number);
        const auto bytes =
            static_cast<std::int64_t>((record.key ? record.key->size() : 0) + record.value->size());
        const auto sent =
            m_producer->send(std::move(record), [this, bytes](const base::Result<client::Delivery>& done) {
                std::lock_guard lock(m_mutex);
                if (done) {
                    ++m_progress.records;
                    m_progress.bytes += bytes;
                } else {
                    ++m_progress.failed;
                    m_progress.lastError = done.error();
                }
            });
        if (sent)
            return true;
        std::lock_guard lock(m_mutex);
        ++m_progress.failed;
        m_progress.lastError = sent.error();
        return sent.error().retriable;
    }

    const ProducerPlan m_plan;
    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    LoadProgress m_progress;
    bool m_stopping = false;
    std::mutex m_joinMutex;                             // guards joining the thread
    const std::unique_ptr<client::Producer> m_producer; // gone before what its reports write to
    std::thread m_thread;
};

} // namespace

base::Result<std::unique_ptr<Load>> startProducer(const ProducerPlan& plan, client::Reaper& reaper) {
    client::ProducerOptions options;
    options.connect = plan.connect;
    options.codec = plan.codec;
    auto producer = client::Producer::create(options, reaper);
    if (!producer)
        return base::fail(producer.error());
    return std::make_unique<ProducerLoad>(plan, std::move(*producer));
}

} // namespace workload
