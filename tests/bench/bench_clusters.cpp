/// bench_clusters BOOTSTRAP [SECONDS]: what open clusters cost that nobody looks at. Prints milliseconds of
/// processor time a second with one cluster open and its overview shown, the same with ten, of which nine are
/// in the background, and the threads of the program then.

#include <ctime>

#include <QDir>

#include "bench/console_bench.h"

namespace {

constexpr int clusters = 10;

double processorMs() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1000 + double(now.tv_nsec) / 1e6;
}

double costOfASecond(int seconds) {
    const double before = processorMs();
    QTest::qWait(seconds * 1000);
    return (processorMs() - before) / seconds;
}

void waitUntilKnown(const session::ClusterSession& cluster) {
    if (!QTest::qWaitFor([&] { return cluster.data().snapshot()->takenAtMs > 0; }, 30'000))
        bench::fail("a cluster does not answer");
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc < 2)
        bench::fail("bench_clusters BOOTSTRAP [SECONDS]");
    const QString bootstrap = QString::fromLocal8Bit(argv[1]);
    const int seconds = argc > 2 ? std::atoi(argv[2]) : 30;
    bench::Stage stage(application);
    auto& first = stage.connectTo(bootstrap);
    first.connection().setIntervalMs(1000);
    waitUntilKnown(first);
    QTest::qWait(5'000); // its first rounds learn configurations
    const double one = costOfASecond(seconds);
    for (int i = 1; i < clusters; ++i) {
        auto& other = stage.connectTo(bootstrap);
        other.connection().setIntervalMs(1000);
        waitUntilKnown(other);
    }
    stage.workspace.clusters().open(first.id());
    QTest::qWait(5'000);
    const double ten = costOfASecond(seconds);
    const auto threads = QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::printf("%.2f %.2f %d\n", one, ten, int(threads.size()));
    return 0;
}
