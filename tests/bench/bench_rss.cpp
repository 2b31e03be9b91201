/// bench_rss BOOTSTRAP [FROM TO]: the window on a cluster with traffic, its pages shown in turn. First a
/// clock that runs fast fills the memory of a whole hour; then, in real time, prints the resident memory in
/// kB at the minutes FROM and TO (4 and 10), and what it was each half minute to the standard error.

#include <array>
#include <fstream>
#include <string>

#include <QTimer>

#include "bench/console_bench.h"
#include "series/lane.h"

namespace {

/// Begins an hour and a little ago and runs fast until it has caught up with the real one.
class CatchingUpClock final : public base::Clock {
public:
    static constexpr std::int64_t speed = 40; // a round every 250 ms is then one every ten seconds

    [[nodiscard]] std::int64_t wallMs() const override {
        const auto real = m_system.wallMs();
        return std::min(real, m_start - behindMs + (real - m_start) * speed);
    }
    /// As fast: a clock that runs ahead of its time makes gaps.
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::time_point(std::chrono::milliseconds(wallMs()));
    }
    [[nodiscard]] bool caughtUp() const { return wallMs() >= m_system.wallMs(); }

private:
    static constexpr std::int64_t behindMs = series::rememberedMs + 300'000;
    base::SystemClock m_system;
    const std::int64_t m_start = m_system.wallMs();
};

long residentKb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::atol(line.c_str() + 6);
    bench::fail("there is no VmRSS");
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc != 2 && argc != 4)
        bench::fail("usage: bench_rss BOOTSTRAP [FROM TO]");
    const double from = argc == 4 ? std::atof(argv[2]) : 4, to = argc == 4 ? std::atof(argv[3]) : 10;
    const auto clock = std::make_shared<CatchingUpClock>();
    bench::Stage stage(application, clock);
    auto& cluster = stage.connectTo(QString::fromLocal8Bit(argv[1]));
    // Wide enough that the beats of the fast clock are no gaps; the rounds are asked for as fast as they go.
    cluster.connection().setIntervalMs(30'000);
    const auto filling = QObject::connect(&cluster.data(), &session::ClusterData::snapshotChanged, &cluster,
                                          [&] { cluster.data().refreshNow(); });
    using widgets::PageKind;
    constexpr std::array pages{PageKind::Overview, PageKind::Topics, PageKind::Groups};
    std::size_t page = 0;
    QTimer turn;
    QObject::connect(&turn, &QTimer::timeout, &stage.window, [&] {
        stage.window.openPane({pages.at(page++ % pages.size()), cluster.profile().id, {}});
    });
    turn.start(5000);
    if (!QTest::qWaitFor([&] { return clock->caughtUp(); }, 600'000))
        bench::fail("the clock does not catch up");
    QObject::disconnect(filling);
    cluster.connection().setIntervalMs(1000);
    cluster.data().refreshNow();
    const auto known =
        cluster.series().points({session::Quantity::MessagesIn, {}, {}, -1}, series::rememberedMs, 1000);
    if (known.isEmpty() || known.last().x() - known.first().x() < series::rememberedMs * 0.95)
        bench::fail("the hour is not full");

    const auto start = bench::SteadyClock::now();
    long before = 0;
    for (double minute = 0.5; minute <= to; minute += 0.5) {
        QTest::qWait(std::max(0, int(minute * 60'000 - bench::msSince(start))));
        const long now = residentKb();
        std::fprintf(stderr, "minute %.1f: %ld kB\n", minute, now);
        if (minute == from)
            before = now;
    }
    std::printf("%ld %ld\n", before, residentKb());
    return 0;
}
