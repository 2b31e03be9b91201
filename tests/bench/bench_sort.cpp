/// bench_sort ROWS: sorts the records of a Messages page by each kind of column. Prints the slowest column's
/// time from the wish until the rows stand in order, and the longest that the UI thread was away, in
/// milliseconds; medians.

#include <QHeaderView>
#include <QTableView>
#include <QtEndian>

#include "bench/console_bench.h"
#include "models/record_model.h"
#include "support/fake_session.h"

namespace {

constexpr int rounds = 9;

std::vector<session::RecordRow> makeRows(int count) {
    std::vector<session::RecordRow> rows;
    quint32 random = 4711;
    for (int i = 0; i < count; ++i) {
        random = random * 1664525 + 1013904223;
        session::RecordRow row;
        row.partition = int(random % 12);
        row.offset = i;
        row.timestampMs = 1'795'348'805'000 + qint64(random % 1'000'000);
        const auto number = qToBigEndian<qint64>(qint64(random) - INT32_MAX);
        row.key = QByteArray(reinterpret_cast<const char*>(&number), sizeof number);
        row.value = "{\"total\":" + QByteArray::number(random) + ",\"status\":\"pending\"}";
        row.keySize = row.key->size();
        row.valueSize = row.value->size();
        rows.push_back(std::move(row));
    }
    return rows;
}

struct Measured {
    double took = 0, away = 0;
};

Measured sortBy(QTableView& table, int column, Qt::SortOrder order) {
    Measured out;
    bool done = false;
    const auto watch =
        QObject::connect(table.model(), &QAbstractItemModel::layoutChanged, [&done] { done = true; });
    const auto start = bench::SteadyClock::now();
    table.sortByColumn(column, order);
    out.away = bench::msSince(start);
    while (!done) {
        const auto turn = bench::SteadyClock::now();
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1);
        out.away = std::max(out.away, bench::msSince(turn));
    }
    out.took = bench::msSince(start);
    QObject::disconnect(watch);
    bench::settle();
    return out;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc != 2)
        bench::fail("usage: bench_sort ROWS");
    support::FakeSession cluster;
    auto* browser = cluster.records().browse(QStringLiteral("records"), &application);
    support::fakeOf(*browser).answers = makeRows(QByteArray(argv[1]).toInt());
    models::RecordModel model;
    session::PayloadReader reader(QStringLiteral("records"));
    reader.choose(session::PayloadSide::Key, QStringLiteral("int64"));
    model.setReader(&reader);
    model.setBrowser(browser);
    QTableView table;
    table.setModel(&model);
    table.verticalHeader()->hide();
    table.resize(1000, 700);
    bench::expose(table);
    browser->run({});
    table.setSortingEnabled(true);
    bench::settle();
    double slowest = 0, away = 0;
    using Model = models::RecordModel;
    for (const int column :
         {Model::Timestamp, Model::Partition, Model::Offset, Model::Key, Model::Value, Model::Size}) {
        std::vector<double> times, aways;
        for (int round = 0; round < rounds; ++round) {
            const auto measured = sortBy(table, column, round % 2 ? Qt::DescendingOrder : Qt::AscendingOrder);
            times.push_back(measured.took);
            aways.push_back(measured.away);
        }
        slowest = std::max(slowest, bench::percentile(times, 0.5));
        away = std::max(away, bench::percentile(aways, 0.5));
    }
    std::printf("%.1f %.1f\n", slowest, away);
    return 0;
}
