/// bench_table [TOPICS]: the Topics page while every topic moves at every beat. Prints milliseconds of the UI
/// thread: the medians of a beat sorted by name (models and view are up to date, then the page is painted),
/// the same two sorted by a live column, and the 95th percentile of a page of scrolling until it is painted.

#include <QScrollBar>

#include "bench/console_bench.h"
#include "support/fake_session.h"
#include "widgets/common/table_view.h"

namespace {

constexpr int beats = 40, pages = 200, partitions = 3;
constexpr qint64 startMs = 1'795'348'805'121;

/// Never the same twice, always the same from run to run.
double rateOf(int topic, int beat) {
    return double((topic * 7919LL + beat * 104'729LL) % 100'003) / 10;
}

session::TopicPtr topicAt(int index, int beat) {
    session::TopicRow t;
    t.name = QStringLiteral("service-%1.events-%2").arg(index % 97).arg(index, 5, 10, QLatin1Char('0'));
    t.partitions = partitions;
    t.replication = 1;
    t.messages = 1'000'000LL + index * 1000LL + beat;
    t.size = *t.messages * 100;
    t.inPerSecond = rateOf(index, beat);
    t.outPerSecond = rateOf(index + 1, beat);
    t.bytesInPerSecond = *t.inPerSecond * 100;
    for (int i = 0; i < 31; ++i)
        t.sparkline << float(rateOf(index, beat - 31 + i));
    t.retentionMs = 604'800'000;
    t.cleanup = QStringLiteral("delete");
    t.groups = QStringList{QStringLiteral("group-%1").arg(index % 50)};
    t.lastRecordMs = startMs + beat * 1000LL;
    for (int p = 0; p < partitions; ++p) {
        session::PartitionRow row;
        row.id = p;
        row.leader = 0;
        row.replicas = row.inSyncReplicas = {0};
        row.logStart = 0;
        row.end = *t.messages / partitions;
        row.inPerSecond = *t.inPerSecond / partitions;
        t.partitionRows.push_back(row);
    }
    return std::make_shared<const session::TopicRow>(std::move(t));
}

session::ClusterSnapshot snapshotAt(int topics, int beat) {
    session::ClusterSnapshot s;
    s.takenAtMs = startMs + beat * 1000LL;
    s.brokers.push_back({0, QStringLiteral("localhost"), 9092, {}, true});
    s.topics.reserve(std::size_t(topics));
    for (int i = 0; i < topics; ++i)
        s.topics.push_back(topicAt(i, beat));
    std::ranges::sort(s.topics, {}, [](const session::TopicPtr& t) { return t->name; });
    s.figures.topics = topics;
    s.figures.partitions = topics * partitions;
    s.figures.inPerSecond = s.figures.outPerSecond = 1000;
    s.intervalMs = 1000;
    return s;
}

struct Cost {
    double update = 0, painting = 0;
};

/// The medians of what one beat after another costs.
Cost costOfABeat(session::ClusterSession& cluster, QWidget& table, int topics, int& beat) {
    std::vector<double> updates, paintings;
    bench::PaintCounter painted(&table);
    for (int i = 0; i < beats; ++i) {
        auto next = snapshotAt(topics, ++beat);
        const auto old = cluster.data().snapshot(); // whose memory a session gives back on another thread
        const int before = painted.count;
        const auto start = bench::SteadyClock::now();
        support::fakeOf(cluster).data().publish(std::move(next));
        updates.push_back(bench::msSince(start));
        bench::settle();
        paintings.push_back(bench::msSince(start) - updates.back());
        if (painted.count == before)
            bench::fail("a beat did not reach the screen");
    }
    return {bench::percentile(updates, 0.5), bench::percentile(paintings, 0.5)};
}

double costOfAPage(widgets::TableView& table) {
    std::vector<double> costs;
    bench::PaintCounter painted(table.viewport());
    auto* bar = table.verticalScrollBar();
    for (int i = 0; i < pages; ++i) {
        if (bar->value() == bar->maximum())
            bar->setValue(0), bench::settle();
        const int before = painted.count;
        const auto start = bench::SteadyClock::now();
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
        bench::settle();
        costs.push_back(bench::msSince(start));
        if (painted.count == before)
            bench::fail("a page of scrolling was not painted");
    }
    return bench::percentile(costs, 0.95);
}

int columnOf(const QAbstractItemModel& model, const QString& title) {
    for (int i = 0; i < model.columnCount(); ++i)
        if (model.headerData(i, Qt::Horizontal).toString() == title)
            return i;
    bench::fail("there is no such column");
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const int topics = argc > 1 ? std::atoi(argv[1]) : 10'000;
    bench::Stage stage(application, std::make_shared<base::SystemClock>(), support::makeFakeSession);
    auto& cluster = stage.connectTo(QStringLiteral("bench:9092"));
    int beat = 0;
    support::fakeOf(cluster).data().publish(snapshotAt(topics, beat));
    auto& table = stage.open<widgets::TableView>(QStringLiteral("topics"), {}, QStringLiteral("topicTable"));
    bench::settle();
    if (table.model()->rowCount() != topics)
        bench::fail("the table does not hold every topic");

    table.sortByColumn(columnOf(*table.model(), QStringLiteral("Name")), Qt::AscendingOrder);
    const Cost byName = costOfABeat(cluster, *table.viewport(), topics, beat);
    table.sortByColumn(columnOf(*table.model(), QStringLiteral("In/s")), Qt::DescendingOrder);
    const Cost byRate = costOfABeat(cluster, *table.viewport(), topics, beat);
    std::printf("%.2f %.2f %.2f %.2f %.2f\n", byName.update, byName.painting, byRate.update, byRate.painting,
                costOfAPage(table));
    return 0;
}
