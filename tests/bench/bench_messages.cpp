/// bench_messages BOOTSTRAP TOPIC RECORDS: opens the Messages page of a topic that holds so many records.
/// Prints the median, in milliseconds, of how long it takes from the wish until the newest 500 are painted.

#include <QAbstractItemModel>
#include <QTableView>

#include "bench/console_bench.h"

namespace {

constexpr int openings = 9, rows = 500, patienceMs = 30'000;

double timeToShow(bench::Stage& stage, const QString& topic) {
    const auto start = bench::SteadyClock::now();
    auto& table = stage.open<QTableView>(QStringLiteral("topic"), topic, QStringLiteral("recordTable"));
    bench::PaintCounter painted(table.viewport());
    while (table.model()->rowCount() < rows) {
        if (bench::msSince(start) > patienceMs)
            bench::fail("the records do not come");
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
    }
    painted.count = 0;
    table.viewport()->update();
    while (painted.count == 0)
        QCoreApplication::processEvents();
    const double took = bench::msSince(start);
    const widgets::PaneKey key = stage.window.currentPane()->key();
    emit stage.window.context().closeRequested(key);
    bench::settle();
    return took;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc != 4)
        bench::fail("usage: bench_messages BOOTSTRAP TOPIC RECORDS");
    const QString topic = QString::fromLocal8Bit(argv[2]);
    const qint64 records = QByteArray(argv[3]).toLongLong();
    bench::Stage stage(application);
    auto& cluster = stage.connectTo(QString::fromLocal8Bit(argv[1]));
    cluster.connection().setIntervalMs(1000);
    const bool there = QTest::qWaitFor(
        [&] {
            const auto* row = cluster.data().topic(topic);
            return row && row->messages.value_or(0) == records;
        },
        30'000);
    if (!there)
        bench::fail("the topic does not hold as many records as it should");
    std::vector<double> times;
    for (int i = 0; i < openings; ++i)
        times.push_back(timeToShow(stage, topic));
    std::printf("%.1f\n", bench::percentile(times, 0.5));
    return 0;
}
