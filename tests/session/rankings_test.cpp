#include <QSignalSpy>
#include <QTest>

#include "series/recorder.h"
#include "session/clusters/rankings.h"

using namespace session;

namespace {

constexpr qint64 start = 1'700'000'100'000, range = 5 * 60'000;

QString nameOf(int topic) {
    return QStringLiteral("topic-%1").arg(topic, 4, 10, QLatin1Char('0'));
}

/// A cluster of so many topics, of which three move.
struct Bench {
    series::Recorder recorder;
    std::vector<std::shared_ptr<series::Line>> lines;
    qint64 now = start;
    QThreadPool pool;
    Rankings rankings{pool};

    explicit Bench(int topics) {
        for (int i = 0; i < topics; ++i)
            lines.push_back(recorder.line({series::Quantity::MessagesIn, nameOf(i).toStdString()}));
    }
    ~Bench() { pool.waitForDone(); }

    SnapshotPtr beat(const std::vector<std::pair<std::size_t, double>>& moving) {
        const metrics::Beat beat{now, now + 60'000, false};
        now += 60'000;
        auto out = std::make_shared<ClusterSnapshot>();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto found = std::ranges::find(moving, i, &std::pair<std::size_t, double>::first);
            lines[i]->push(beat, found != moving.end() ? found->second : 0);
            out->topics.push_back(std::make_shared<const TopicRow>(TopicRow{.name = nameOf(int(i))}));
        }
        out->history = recorder.publish(beat);
        out->takenAtMs = now;
        return out;
    }
    QStringList busiest(const SnapshotPtr& snapshot) {
        return rankings.busiest(snapshot, nullptr, Quantity::MessagesIn, range, 2);
    }
};

} // namespace

class RankingsTest : public QObject {
    Q_OBJECT

private slots:
    void aFewTopicsAreRankedAtOnce() {
        Bench bench(5);
        QSignalSpy changed(&bench.rankings, &Rankings::changed);
        QCOMPARE(bench.busiest(bench.beat({{1, 5}, {2, 9}, {3, 1}})), (QStringList{nameOf(2), nameOf(1)}));
        QCOMPARE(changed.count(), 0);
    }

    void manyAreRankedElsewhereAndTheLastAnswerStandsUntilThen() {
        Bench bench(int(Rankings::atOnce) + 1);
        QSignalSpy changed(&bench.rankings, &Rankings::changed);
        const auto first = bench.beat({{1, 5}, {2, 9}, {3, 1}});
        QCOMPARE(bench.busiest(first), QStringList());
        QCOMPARE(bench.busiest(first), QStringList()); // asked once
        QTRY_COMPARE(changed.count(), 1);
        const QStringList before{nameOf(2), nameOf(1)};
        QCOMPARE(bench.busiest(first), before);
        QTest::qWait(0);
        QCOMPARE(changed.count(), 1); // it is known: nothing was looked at again

        const auto second = bench.beat({{7, 100}});
        QCOMPARE(bench.busiest(second), before);
        QTRY_COMPARE(changed.count(), 2);
        QCOMPARE(bench.busiest(second), (QStringList{nameOf(7), nameOf(2)}));
    }

    void anotherClusterInheritsNoAnswer() {
        Bench bench(int(Rankings::atOnce) + 1);
        QSignalSpy changed(&bench.rankings, &Rankings::changed);
        const auto snapshot = bench.beat({{1, 5}});
        (void)bench.busiest(snapshot);
        bench.rankings.forget(); // while it is looked for
        QVERIFY(bench.pool.waitForDone());
        QCoreApplication::processEvents();
        QCOMPARE(changed.count(), 0);
        QCOMPARE(bench.busiest(snapshot), QStringList());
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(bench.busiest(snapshot), QStringList{nameOf(1)});
    }
};

QTEST_GUILESS_MAIN(RankingsTest)
#include "rankings_test.moc"
