#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "client/group_consumer.h"
#include "workload/load.h"

namespace workload {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto commitEvery = std::chrono::seconds(1);
/// How long a member waits for a record before it looks whether it is to stop.
constexpr base::Millis pollPatience{100};

class GroupLoad final : public Load {
public:
    GroupLoad(GroupPlan plan, std::vector<std::unique_ptr<client::GroupConsumer>> members)
        : m_plan(std::move(plan)), m_members(std::move(members)) {
        std::lock_guard lock(m_mutex); // a member that ends at once counts against all of them
        for (const auto& member : m_members)
            m_threads.emplace_back([this, consumer = member.get()] { run(*consumer); });
    }
    ~GroupLoad() override { stop(); }

    void stop() override {
        {
            std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_all();
        std::lock_guard join(m_joinMutex);
        for (std::thread& thread : m_threads) {
            if (thread.joinable())
                thread.join();
        }
        // Now rather than with us: the members leave the group, and it is empty when looked at next.
        m_members.clear();
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
    void run(client::GroupConsumer& consumer) {
        auto nextCommit = Clock::now() + commitEvery;
        bool uncommitted = false;
        const auto commit = [&] {
            nextCommit = Clock::now() + commitEvery;
            if (!std::exchange(uncommitted, false))
                return;
            if (const auto done = consumer.commit(); !done)
                note(done.error());
        };
        while (!stopsBefore(Clock::now())) {
            auto record = consumer.poll(pollPatience);
            if (!record) {
                note(record.error());
                if (!record.error().retriable)
                    break;
            } else if (*record) {
                if (m_plan.delayPerRecord.count() > 0 && stopsBefore(Clock::now() + m_plan.delayPerRecord)) {
                    // Its work was not done: what was not committed yet is read again.
                    uncommitted = false;
                    break;
                }
                uncommitted = true;
                count(**record);
            }
            if (Clock::now() >= nextCommit)
                commit();
        }
        commit();
        std::lock_guard lock(m_mutex);
        ++m_ended;
        m_progress.finished = !m_stopping && m_ended == m_threads.size();
        m_wake.notify_all();
    }

    bool stopsBefore(Clock::time_point when) {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_until(lock, when, [this] { return m_stopping; });
    }

    void count(const client::ConsumedRecord& record) {
        std::lock_guard lock(m_mutex);
        ++m_progress.records;
        m_progress.bytes += static_cast<std::int64_t>((record.key ? record.key->size() : 0) +
                                                      (record.value ? record.value->size() : 0));
    }

    void note(const base::Error& error) {
        std::lock_guard lock(m_mutex);
        ++m_progress.failed;
        m_progress.lastError = error;
    }

    const GroupPlan m_plan;
    std::vector<std::unique_ptr<client::GroupConsumer>> m_members;
    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    LoadProgress m_progress;
    std::size_t m_ended = 0;
    bool m_stopping = false;
    std::mutex m_joinMutex; // guards joining the threads
    std::vector<std::thread> m_threads;
};

} // namespace

base::Result<std::unique_ptr<Load>> startGroup(const GroupPlan& plan, client::Reaper& reaper) {
    client::GroupConsumerOptions options;
    options.connect = plan.connect;
    options.group = plan.group;
    options.topics = {plan.topic};
    options.fromOldest = plan.fromOldest;
    std::vector<std::unique_ptr<client::GroupConsumer>> members;
    for (int i = 0; i < std::max(plan.members, 1); ++i) {
        options.connect.clientId = plan.connect.clientId + "-" + plan.group + "-" + std::to_string(i + 1);
        auto member = client::GroupConsumer::create(options, reaper);
        if (!member)
            return base::fail(member.error());
        members.push_back(std::move(*member));
    }
    return std::make_unique<GroupLoad>(plan, std::move(members));
}

} // namespace workload
