#include <cmath>

#include <QTest>

#include "session/local/broker_history.h"

using namespace session;

namespace {

BrokerCounters at(qint64 second, std::vector<qint64> requests, qint64 held = 0) {
    BrokerCounters out;
    out.uptimeMs = second * 1000;
    out.apis = QStringList{"Produce", "Fetch", "Metadata", "Heartbeat", "ListOffsets", "JoinGroup"};
    out.requestsByApi = std::move(requests);
    out.dataBytes = held;
    return out;
}

QVector<double> valuesOf(const SeriesPoints& points) {
    QVector<double> out;
    for (const QPointF& point : points)
        out << point.y();
    return out;
}

} // namespace

class BrokerHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void theBusiestApisComeFirstAndTheRestTogether() {
        BrokerHistory history;
        history.take(at(1, {0, 0, 0, 0, 0, 0}), 1000);
        history.take(at(2, {10, 30, 5, 4, 2, 1}), 2000);
        history.take(at(3, {30, 60, 10, 8, 4, 2}), 3000);
        const auto lines = history.requests();
        QCOMPARE(lines.size(), std::size_t(5));
        QCOMPARE(lines[0].name, QString("Fetch"));
        QCOMPARE(valuesOf(lines[0].points), (QVector<double>{30, 30}));
        QCOMPARE(lines[1].name, QString("Produce"));
        QCOMPARE(valuesOf(lines[1].points), (QVector<double>{10, 20}));
        QVERIFY(lines[4].name.isEmpty());
        QCOMPARE(valuesOf(lines[4].points), (QVector<double>{3, 3}));
    }

    void anApiThatNobodyAsksIsLeftOut() {
        BrokerHistory history;
        history.take(at(1, {0, 0, 0, 0, 0, 0}), 1000);
        history.take(at(2, {7, 0, 0, 0, 0, 0}), 2000);
        QCOMPARE(history.requests().size(), std::size_t(1));
    }

    void aStopLeavesAGapAndARestartCountsAnew() {
        BrokerHistory history;
        history.take(at(100, {1000, 0, 0, 0, 0, 0}, 50), 1000);
        history.take(at(101, {1010, 0, 0, 0, 0, 0}, 60), 2000);
        history.take(at(1, {4, 0, 0, 0, 0, 0}, 60), 9000);
        history.take(at(2, {9, 0, 0, 0, 0, 0}, 70), 10'000);
        const auto rates = valuesOf(history.requests().at(0).points);
        QCOMPARE(rates.size(), 3);
        QCOMPARE(rates[0], 10.0);
        QVERIFY(std::isnan(rates[1]));
        QCOMPARE(rates[2], 5.0);
        const auto held = valuesOf(history.held());
        QCOMPARE(held.size(), 5);
        QVERIFY(std::isnan(held[2]));
    }

    void whatIsAskedNowIsWhatItsLinesEndWith() {
        BrokerHistory history;
        QVERIFY(!history.requestsNow());
        history.take(at(100, {10, 30, 5, 4, 2, 1}), 1000);
        QVERIFY(!history.requestsNow());
        history.take(at(101, {20, 60, 10, 8, 4, 2}), 2000);
        double ends = 0;
        for (const auto& line : history.requests())
            ends += line.points.last().y();
        QCOMPARE(history.requestsNow(), std::optional(ends));
        history.take(at(0, {0, 0, 0, 0, 0, 0}), 3000); // started again
        QVERIFY(!history.requestsNow());
    }

    void aClockThatIsSetChangesNoRate() {
        BrokerHistory history;
        history.take(at(100, {0, 0, 0, 0, 0, 0}), 1000);
        history.take(at(101, {20, 0, 0, 0, 0, 0}), 5000); // by three seconds
        QCOMPARE(valuesOf(history.requests().at(0).points), (QVector<double>{20}));
        QCOMPARE(history.requestsNow(), std::optional(20.0));
    }

    void itKeepsAQuarterOfAnHour() {
        BrokerHistory history;
        for (qint64 second = 1; second <= 2000; ++second)
            history.take(at(second, {second, 0, 0, 0, 0, 0}), second * 1000);
        QCOMPARE(history.held().size(), BrokerHistory::coveredMs / 1000 + 1);
        QCOMPARE(history.newestMs(), 2'000'000);
    }
};

QTEST_GUILESS_MAIN(BrokerHistoryTest)
#include "broker_history_test.moc"
