#pragma once

#include <gtest/gtest.h>

#include "series/database.h"
#include "series/history.h"
#include "series/recorder.h"
#include "support/temporary_folder.h"

/// What tests of the kept history share.
namespace history_bench {

using namespace series;
using metrics::Beat;

constexpr std::int64_t second = 1'000, minute = 60'000, hour = 60 * minute;
constexpr std::int64_t midnight = 1'700'006'400'000; // a block of either tier begins here
inline const Key ordersIn{Quantity::MessagesIn, "orders"};
inline const std::string cluster = "cluster";

class TestClock final : public base::Clock {
public:
    std::atomic<std::int64_t> ms{midnight};
    [[nodiscard]] std::int64_t wallMs() const override { return ms; }
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override { return {}; }
};

/// A program that records one cluster, with its own file.
class Program {
public:
    explicit Program(const std::filesystem::path& file, Limits limits = {}, std::int64_t from = midnight)
        : clock(std::make_shared<TestClock>()), history(std::make_unique<History>(file, clock, limits)) {
        clock->ms = from;
    }
    /// Beats of `stepMs`; value(ms at which it begins) of each key.
    template <class F>
    void record(std::int64_t lastsMs, F&& value, std::int64_t stepMs = 10 * second,
                const std::vector<Key>& keys = {ordersIn}) {
        for (const auto end = clock->ms + lastsMs; clock->ms < end;) {
            Beat beat;
            beat.fromMs = clock->ms;
            clock->ms += stepMs;
            beat.toMs = clock->ms;
            beat.gap = false;
            for (std::size_t i = 0; i < keys.size(); ++i)
                recorder.line(keys[i])->push(beat, value(beat.fromMs, i));
            view = recorder.publish(beat);
            history->keep(cluster, view);
            // The file's hour goes as fast as the test's.
            if (clock->ms % (30 * minute) == 0)
                history->settle();
        }
    }
    void end() {
        history.reset();
        view.reset();
    }
    [[nodiscard]] Points points(const Key& key, std::int64_t rangeMs, std::size_t limit = 200'000) {
        return read(*history, key, clock->ms, rangeMs, limit);
    }
    static Points read(History& history, const Key& key, std::int64_t nowMs, std::int64_t rangeMs,
                       std::size_t limit = 200'000) {
        const std::int64_t step = rangeMs > dayMs ? tiers[1].stepMs : tiers[0].stepMs;
        return history.read(cluster, {key}, Grid::of(nowMs, rangeMs, limit, step, step)).front();
    }

    std::shared_ptr<TestClock> clock;
    std::unique_ptr<History> history;
    Recorder recorder;
    std::shared_ptr<const View> view;
};

inline double minuteValue(std::int64_t ms, std::size_t = 0) {
    return static_cast<double>(ms / minute % 5'000);
}

class HistoryTest : public testing::Test {
protected:
    test_support::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "history.sqlite";
};

} // namespace history_bench
