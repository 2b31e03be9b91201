/// bench_history [TOPICS]: ninety days of TOPICS × 5 series (40) through the file that keeps them. Prints
/// what it takes on disk when scaled to 1 000 topics, in MB, and how long one chart's six lines take to be
/// read and reduced, in ms, the median of nine; the bytes a point to the standard error.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "series/history_file.h"
#include "series/recorder.h"
#include "support/temporary_folder.h"

namespace {

constexpr std::int64_t minute = 60'000, day = 86'400'000, begin = 1'700'006'400'000;
constexpr int days = 90, quantities = 5;

struct Moving {
    std::shared_ptr<series::Line> line;
    double base, phase, level;
};

/// A rate with a day's swing and the noise of counting, or a lag that wanders in whole records.
double next(Moving& moving, bool lag, std::int64_t ms, std::mt19937& random) {
    const double swing = 1 + 0.6 * std::sin(moving.phase + double(ms % day) / double(day) * 6.283);
    std::normal_distribution<double> noise;
    if (lag) {
        moving.level = std::max(0.0, moving.level + moving.base * 0.2 * noise(random) - moving.level * 0.02);
        return std::round(moving.level);
    }
    const double perMinute = moving.base * swing * 60;
    return std::round(std::max(0.0, perMinute + std::sqrt(perMinute) * 3 * noise(random))) / 60;
}

} // namespace

int main(int argc, char** argv) {
    const int topics = argc > 1 ? std::max(6, std::atoi(argv[1])) : 40;
    const test_support::TemporaryFolder folder;
    const auto path = folder.path() / "history.sqlite";
    series::Limits limits;
    limits.bytes = 20'000'000'000;
    std::mt19937 random(11);
    std::lognormal_distribution<double> sizes(4, 2);
    {
        series::HistoryFile file(path, limits);
        series::Recorder recorder;
        std::vector<Moving> all;
        for (int topic = 0; topic < topics; ++topic)
            for (int quantity = 1; quantity <= quantities; ++quantity)
                all.push_back({recorder.line({static_cast<series::Quantity>(quantity),
                                              "topic-" + std::to_string(topic)}),
                               sizes(random) * (quantity == 3 || quantity == 4 ? 500 : 1), double(topic), 0});
        for (std::int64_t ms = begin; ms < begin + days * day; ms += minute) {
            const metrics::Beat beat{ms, ms + minute, false};
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i].line->push(beat, next(all[i], i % quantities == 4, ms, random));
            const auto view = recorder.publish(beat);
            if ((ms + minute) % (30 * minute) == 0) {
                file.append("bench", *view);
                file.tidy(ms + minute);
            }
        }
        file.tidy(begin + days * day, true);
    }
    const auto bytes = static_cast<double>(std::filesystem::file_size(path));
    const double points = double(topics) * quantities * days * 1440;
    std::fprintf(stderr, "%d topics: %.1f MB, %.2f bytes a point\n", topics, bytes / 1e6, bytes / points);
    std::vector<double> took;
    for (int run = 0; run < 9; ++run) {
        const auto start = std::chrono::steady_clock::now();
        series::HistoryReader reader(path);
        std::vector<series::Key> keys;
        for (int topic = 0; topic < 6; ++topic)
            keys.push_back({series::Quantity::MessagesIn, "topic-" + std::to_string(topic)});
        const auto grid = series::Grid::of(begin + days * day, days * day, 600, minute, minute);
        for (const auto& line : reader.points("bench", keys, grid))
            if (line.size() < 500) {
                std::fprintf(stderr, "a line has only %zu points\n", line.size());
                return 1;
            }
        took.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(took);
    std::printf("%.1f %.1f\n", bytes / 1e6 * 1000 / topics, took[took.size() / 2]);
    return 0;
}
