/// bench_fields [ROWS]: a field of the value becomes a column of the records' table. Prints milliseconds,
/// both medians: until every row has it, painted, and the longest that the UI thread was held meanwhile.

#include <QTableView>
#include <QTreeView>

#include "bench/console_bench.h"
#include "models/record_model.h"
#include "support/fake_session.h"

namespace {

constexpr int rounds = 15;
constexpr qint64 startMs = 1'795'348'805'121;

session::RecordRow orderAt(int index) {
    session::RecordRow row;
    row.offset = index;
    row.timestampMs = startMs - index;
    row.key = "cus-" + QByteArray::number(index % 997);
    row.value =
        QStringLiteral(
            R"({"total":%1.50,"status":"pending","orderId":"ord-%2","currency":"EUR",)"
            R"("placedAt":"2026-11-22T12:00:03.187Z","customer":{"id":"cus-%3","name":"Ottla David",)"
            R"("tier":"gold"},"items":[{"sku":"EL-0291-RD","title":"Reader 7, grey","qty":2,"price":349.90},)"
            R"({"sku":"BK-1","title":"A book","qty":1,"price":42.60}],"payment":{"method":"card",)"
            R"("authorised":true,"attempts":1}})")
            .arg(index)
            .arg(index)
            .arg(index % 997)
            .toUtf8();
    row.keySize = row.key->size();
    row.valueSize = row.value->size();
    return row;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const int rows = argc > 1 ? std::atoi(argv[1]) : 20'000;
    bench::Stage stage(application, std::make_shared<base::SystemClock>(), support::makeFakeSession);
    auto& cluster = stage.connectTo(QStringLiteral("bench:9092"));
    support::fakeOf(cluster).data().publish(support::sampleSnapshot(startMs));
    for (int i = 0; i < rows; ++i)
        support::fakeOf(cluster).records().found.push_back(orderAt(i));
    auto& table = stage.open<QTableView>(QStringLiteral("topic"), QStringLiteral("orders"),
                                         QStringLiteral("recordTable"));
    auto& fields = *stage.window.findChild<QTreeView*>(QStringLiteral("valueTree"));
    const auto* model = qobject_cast<const models::RecordModel*>(table.model());
    bench::settle();
    if (!model || model->rowCount() != rows)
        bench::fail("the table does not hold every record");
    table.selectRow(0);
    if (!QTest::qWaitFor([&] { return fields.model()->rowCount() > 0; }))
        bench::fail("the record is not shown");
    fields.setCurrentIndex(fields.model()->index(0, 0));
    bench::settle();
    std::vector<double> costs, longest;
    for (int round = 0; round < rounds; ++round) {
        const auto start = bench::SteadyClock::now();
        double held = 0;
        const auto turn = [&](auto act) {
            const auto before = bench::SteadyClock::now();
            act();
            held = std::max(held, bench::msSince(before));
        };
        turn([&] { QTest::keyClick(&fields, Qt::Key_Space); });
        const auto last = model->index(rows - 1, models::RecordModel::ColumnCount);
        while (last.data().toString() != QStringLiteral("%1.50").arg(rows - 1)) {
            if (bench::msSince(start) > 10'000)
                bench::fail("the column did not fill");
            turn([] { QCoreApplication::processEvents(QEventLoop::AllEvents); });
        }
        turn([] { QCoreApplication::processEvents(); });
        costs.push_back(bench::msSince(start));
        longest.push_back(held);
        QTest::keyClick(&fields, Qt::Key_Space); // no column again
        bench::settle();
    }
    std::printf("%.2f %.2f\n", bench::percentile(costs, 0.5), bench::percentile(longest, 0.5));
    return 0;
}
