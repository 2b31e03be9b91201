#include "workload/sender.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <iterator>
#include <memory>
#include <mutex>
#include <string_view>

#include "workload/pace.h"

namespace workload {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto beat = std::chrono::milliseconds(100);
/// What is under way may take so long to arrive once the sending was stopped.
constexpr auto patience = std::chrono::seconds(5);
/// Bytes under way; below the producer's own limit, at which it would wait without hearing a stop.
constexpr std::int64_t mostBytes = 128 << 20;

std::int64_t sizeOf(const client::ProduceRecord& record) {
    std::size_t size = (record.key ? record.key->size() : 0) + (record.value ? record.value->size() : 0);
    for (const auto& header : record.headers)
        size += header.name.size() + (header.value ? header.value->size() : 0);
    return static_cast<std::int64_t>(size);
}

/// Whether a record was refused for what it is, and would be each time.
bool isOfTheRecord(const base::Error& error) {
    static constexpr std::array<std::string_view, 5> names{
        "MESSAGE_TOO_LARGE", "RECORD_LIST_TOO_LARGE", "INVALID_TIMESTAMP", "INVALID_RECORD",
        "_UNKNOWN_PARTITION"}; // the last is the client library's own
    return std::ranges::find(names, error.name) != names.end();
}

/// What is remembered of a record under way.
struct Parcel {
    std::int64_t token = 0, bytes = 0;
    bool isTimed = false; ///< a time was given
};

/// What became of the records handed over. Thread-safe.
class Tally {
public:
    void handedOver(const Parcel& parcel) {
        std::lock_guard lock(m_mutex);
        m_bytesUnderWay += parcel.bytes;
        ++m_underWay;
    }
    void report(const Parcel& parcel, tl::expected<client::Delivery, client::Undelivered> done) {
        std::lock_guard lock(m_mutex);
        m_bytesUnderWay -= parcel.bytes;
        --m_underWay;
        if (done) {
            ++m_progress.sent;
            m_progress.bytes += parcel.bytes;
            if (parcel.isTimed && done->stampedByBroker)
                ++m_progress.timesNotKept;
            m_progress.last = std::move(*done);
        } else {
            refuse(parcel.token, std::move(done.error()));
        }
        if (m_waiting)
            m_settled.notify_all();
    }
    /// Until there is room for more, or the time is over.
    bool waitForRoom(std::int64_t most, Clock::time_point until, const std::stop_token& stop) {
        return waitUntil(until, stop,
                         [&] { return m_underWay < most && (m_bytesUnderWay < mostBytes || !m_underWay); });
    }
    bool waitSettled(Clock::time_point until, const std::stop_token& stop) {
        return waitUntil(until, stop, [&] { return m_underWay == 0; });
    }
    [[nodiscard]] SendProgress progress() const {
        std::lock_guard lock(m_mutex);
        return m_progress;
    }
    [[nodiscard]] std::size_t refusals() const {
        std::lock_guard lock(m_mutex);
        return m_refused.size();
    }
    [[nodiscard]] SendResult result() const {
        std::lock_guard lock(m_mutex);
        SendResult out{.progress = m_progress,
                       .error = m_error,
                       .refused = m_refused,
                       .unsure = m_unsure,
                       .refusedAsTheyAre = !m_refused.empty() && m_allAsTheyAre};
        std::ranges::sort(out.refused);
        std::ranges::sort(out.unsure);
        return out;
    }

private:
    void refuse(std::int64_t token, client::Undelivered error) {
        ++(error.mayBeStored ? m_progress.unsure : m_progress.refused);
        m_refused.push_back(token);
        if (error.mayBeStored)
            m_unsure.push_back(token);
        m_allAsTheyAre = m_allAsTheyAre && !error.mayBeStored && isOfTheRecord(error);
        if (!m_error)
            m_error = std::move(error);
    }
    template <class F>
    bool waitUntil(Clock::time_point until, const std::stop_token& stop, F&& done) {
        std::unique_lock lock(m_mutex);
        m_waiting = true;
        const bool there = m_settled.wait_until(lock, stop, until, std::forward<F>(done));
        m_waiting = false;
        return there;
    }

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable_any m_settled;
    bool m_waiting = false;
    std::int64_t m_underWay = 0;
    std::int64_t m_bytesUnderWay = 0;
    SendProgress m_progress;
    std::vector<std::int64_t> m_refused, m_unsure;
    bool m_allAsTheyAre = true; ///< refused for what a record is
    std::optional<base::Error> m_error;
};

class Sender {
public:
    Sender(const SendPlan& plan, const std::function<void(const SendProgress&)>& progress,
           const std::stop_token& stop)
        : m_plan(plan), m_progress(progress), m_stop(stop) {}

    SendResult run(RecordFeed& feed, client::Reaper& reaper) {
        auto options = m_plan.producer;
        options.idempotent = options.acks == -1;
        auto made = client::Producer::create(options, reaper);
        if (!made)
            return {.error = made.error()};
        m_producer = std::move(*made);
        const auto fed = sendFrom(feed);
        settle();
        m_producer.reset(); // whose reports write to the tally
        tell();
        SendResult out = m_tally.result();
        out.cancelled = m_stop.stop_requested();
        if (!fed) {
            out.error = fed.error();
            out.refusedAsTheyAre = false; // the error is not theirs
        } else if (out.cancelled) {
            out.error.reset();
        }
        return out;
    }

private:
    void tell() {
        m_told = Clock::now();
        if (m_progress)
            m_progress(m_tally.progress());
    }

    [[nodiscard]] bool endsEarly() const {
        const auto refusals = m_tally.refusals();
        return m_stop.stop_requested() ||
               (m_plan.goOnAfterRefusal ? refusals >= m_plan.mostRefused : refusals > 0);
    }

    /// Rests until the record with this number is due. False: stopped.
    bool waitDue(std::int64_t number) {
        if (!m_pace.isBound())
            return true;
        const auto due = m_pace.due(number, Clock::now());
        std::mutex mutex;
        std::unique_lock lock(mutex);
        while (Clock::now() < due && !endsEarly()) {
            std::condition_variable_any().wait_until(lock, m_stop, std::min(due, Clock::now() + beat),
                                                     [] { return false; });
            tell();
        }
        return !endsEarly();
    }

    base::Status sendFrom(RecordFeed& feed) {
        const std::int64_t most = m_pace.mostUnderWay(std::max(1, m_plan.producer.queueLimit - 1));
        for (std::int64_t number = 0; !endsEarly(); ++number) {
            if (!waitDue(number))
                return {};
            while (!m_tally.waitForRoom(most, Clock::now() + beat, m_stop)) {
                if (endsEarly())
                    return {};
                tell();
            }
            auto next = feed.next();
            if (!next)
                return base::fail(std::move(next.error()));
            if (!*next)
                return {};
            auto& record = (*next)->record;
            const Parcel parcel{(*next)->token, sizeOf(record), record.timestampMs.has_value()};
            m_tally.handedOver(parcel);
            auto sent = m_producer->send(
                std::move(record), [this, parcel](tl::expected<client::Delivery, client::Undelivered> done) {
                    if (done && m_plan.arrived)
                        m_plan.arrived(*done);
                    m_tally.report(parcel, std::move(done));
                });
            if (!sent)
                m_tally.report(parcel, tl::unexpected(client::Undelivered{std::move(sent.error())}));
            if (Clock::now() - m_told > beat)
                tell();
        }
        return {};
    }

    /// Waits for what is under way: as long as the producer does, or a few seconds once stopped.
    void settle() {
        auto givesUp = Clock::time_point::max();
        while (!m_tally.waitSettled(Clock::now() + beat, {})) {
            tell();
            if (m_stop.stop_requested() && givesUp == Clock::time_point::max())
                givesUp = Clock::now() + patience;
            if (Clock::now() > givesUp)
                return m_producer->cancel();
        }
    }

    const SendPlan& m_plan;
    const std::function<void(const SendProgress&)>& m_progress;
    const std::stop_token m_stop;
    Pace m_pace{m_plan.recordsPerSecond, Clock::now()};
    Clock::time_point m_told = Clock::now();
    Tally m_tally;
    std::unique_ptr<client::Producer> m_producer; // gone before what its reports write to
};

} // namespace

std::vector<std::int64_t> mayBeStored(SendResult& sent, const std::vector<std::int64_t>& again,
                                      std::vector<std::int64_t> before) {
    before.insert(before.end(), sent.unsure.begin(), sent.unsure.end());
    std::ranges::sort(before);
    const auto isUnsure = [&](std::int64_t token) { return std::ranges::binary_search(before, token); };
    std::vector<std::int64_t> out;
    std::ranges::copy_if(again, std::back_inserter(out), isUnsure);
    std::ranges::sort(out);
    sent.progress.refused -= std::ranges::count_if(sent.refused, isUnsure) - sent.progress.unsure;
    sent.progress.unsure = std::ssize(out);
    return out;
}

std::vector<std::int64_t> without(std::vector<std::int64_t> again, const std::vector<std::int64_t>& unsure) {
    std::erase_if(again, [&](std::int64_t token) { return std::ranges::binary_search(unsure, token); });
    return again;
}

SendResult sendAll(RecordFeed& feed, const SendPlan& plan, client::Reaper& reaper,
                   const std::function<void(const SendProgress&)>& progress, const std::stop_token& stop) {
    return Sender(plan, progress, stop).run(feed, reaper);
}

} // namespace workload
