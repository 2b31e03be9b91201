#include <QTest>

#include "widgets/charts/axis_times.h"
#include "widgets/charts/chart_data.h"

using namespace widgets;

class ChartDataTest : public QObject {
    Q_OBJECT

private slots:
    void aStackSumsFromBelowAndKeepsCommonGaps() {
        const double gap = qQNaN();
        const auto sums =
            stacked({{"a", 0, {{0, 1}, {1, 2}, {2, gap}}}, {"b", 1, {{0, 10}, {1, gap}, {2, gap}}}});
        QCOMPARE(sums.size(), 2);
        QCOMPARE(sums[1][0].y(), 11.0);
        QCOMPARE(sums[1][1].y(), 2.0); // unknown in one series only
        QVERIFY(qIsNaN(sums[0][2].y()) && qIsNaN(sums[1][2].y()));
    }

    void aLayerBelowThatIsNotKnownIsNoFall() {
        const double gap = qQNaN();
        const QVector<ChartSeries> series{{"a", 0, {{0, 9}, {1, 9}, {2, gap}, {3, 9}}},
                                          {"b", 1, {{0, 1}, {1, 1}, {2, 1}, {3, 1}}},
                                          {"c", 2, {{0, gap}, {1, 1}, {2, 1}, {3, gap}}}};
        QCOMPARE(piecesOf(series, 0), (QVector<StackPiece>{{0, 2}, {3, 4}}));
        QCOMPARE(piecesOf(series, 1), (QVector<StackPiece>{{0, 2}, {2, 3}, {3, 4}}));
        QCOMPARE(piecesOf(series, 2), (QVector<StackPiece>{{1, 2}, {2, 3}}));
    }

    void aLayerWithoutHeightHasNoEdge() {
        const QVector<QPointF> below{{0, 5}, {1, 5}, {2, 5}, {3, 5}, {4, 5}, {5, qQNaN()}};
        const auto line = edge({{0, 5}, {1, 5}, {2, 8}, {3, 5}, {4, 5}, {5, qQNaN()}}, below);
        QVERIFY(qIsNaN(line[0].y()));
        QCOMPARE(line.mid(1, 3), (QVector<QPointF>{{1, 5}, {2, 8}, {3, 5}})); // up and down again
        QVERIFY(qIsNaN(line[4].y()) && qIsNaN(line[5].y()));
    }

    void aShortHistoryIsPutOnTheTimesOfALongerOne() {
        const QVector<QPointF> grid{{1000, 0}, {2000, 0}, {3000, 0}, {4000, 0}};
        const auto points = aligned({{3010, 7}, {4005, 8}}, grid);
        QCOMPARE(points.size(), 4);
        QVERIFY(qIsNaN(points[0].y()) && qIsNaN(points[1].y()));
        QCOMPARE(points[2], QPointF(3000, 7));
        QCOMPARE(points[3], QPointF(4000, 8));
        QVERIFY(qIsNaN(aligned({}, grid)[0].y()));
    }

    void whatTheNamedSeriesLackIsTheRest() {
        QVector<ChartSeries> series{{"a", 0, {{2000, 4}, {3000, 5}}}};
        addRest(series, {{1000, 9}, {2000, 10}, {3000, 11}}, "other");
        QCOMPARE(series.size(), 2);
        QVERIFY(qIsNaN(series[0].points[0].y())); // it began later
        QCOMPARE(series[1].name, QString("other"));
        QCOMPARE(series[1].points, (QVector<QPointF>{{1000, 9}, {2000, 6}, {3000, 6}}));
        QVector<ChartSeries> whole{{"a", 0, {{1000, 4}, {2000, 5}}}};
        addRest(whole, {{1000, 4.0004}, {2000, 5.0005}}, "other");
        QCOMPARE(whole.size(), 1);
        QVector<ChartSeries> nothing;
        addRest(nothing, {{1000, 0}, {2000, 0}}, "other"); // an empty cluster has no others
        QVERIFY(nothing.isEmpty());
        addRest(nothing, {{1000, 0}, {2000, 0.1}}, "other");
        QCOMPARE(nothing.size(), 1);
    }

    void whatIsOnlyRoundingOfASumIsNoRest() {
        const double named = 0.1 + 0.2; // a hair more than 0.3, as parts added in another order are
        QCOMPARE(restOf(named, named - 0.3), 0.0);
        QCOMPARE(restOf(0.3, 0.3 - named), 0.0);
        QCOMPARE(restOf(1e6, 0.02), 0.02); // a record a minute beside a million a second
        QVector<ChartSeries> series{{"a", 0, {{1000, 0.3}, {2000, 1}}}};
        addRest(series, {{1000, named}, {2000, 3}}, "other");
        QCOMPARE(series[1].points, (QVector<QPointF>{{1000, 0}, {2000, 2}}));
    }

    void aRestIsLeftOutForItsShareAndNotForItsSize() {
        const auto seriesOf = [](double part, double total) {
            QVector<ChartSeries> series{{"a", 0, {{1000, part}, {2000, part}}}};
            addRest(series, {{1000, total}, {2000, total}}, "other");
            return series.size();
        };
        QCOMPARE(seriesOf(0.5, 0.8), 2);             // as of topics with a record every ten seconds
        QCOMPARE(seriesOf(20'000, 20'002), 1);       // so much is lost in rounding
        QCOMPARE(seriesOf(1e9, 1e9 + 1'000'000), 2); // records of lag
    }

    void whereTheTotalIsNotKnownTheSeriesAre() {
        const double gap = qQNaN();
        QVector<ChartSeries> series{{"a", 0, {{1000, 4}, {2000, 5}, {3000, 6}, {4000, 7}, {4700, 8}}},
                                    {"b", 1, {{2000, 1}, {3000, 1}}}};
        addRest(series, {{3000, 9}, {4000, 10}}, "other");
        QCOMPARE(series.size(), 3);
        QCOMPARE(series[0].points, (QVector<QPointF>{{1000, 4}, {2000, 5}, {3000, 6}, {4000, 7}, {4700, 8}}));
        QVERIFY(qIsNaN(series[1].points[0].y()));
        QCOMPARE(series[1].points[1], QPointF(2000, 1));
        QVERIFY(qIsNaN(series[2].points[0].y()) && qIsNaN(series[2].points[1].y()));
        QCOMPARE(series[2].points[2], QPointF(3000, 2));
        QVERIFY(qIsNaN(series[2].points[4].y()));
        QVector<ChartSeries> alone{{"a", 0, {{1000, 4}, {2000, gap}, {3000, 6}}}};
        addRest(alone, {}, "other");
        QCOMPARE(alone.size(), 1);
        QCOMPARE(alone[0].points.size(), 3);
        QCOMPARE(alone[0].points[2], QPointF(3000, 6));
    }

    void theValueAtAMomentIsTheNearestPointsUnlessThatIsAGapOrFarAway() {
        const QVector<QPointF> points{{0, 1}, {10, 2}, {20, qQNaN()}, {30, 4}};
        QCOMPARE(valueAt(points, 12), std::optional(2.0));
        QCOMPARE(valueAt(points, 19), std::nullopt);
        QCOMPARE(valueAt(points, 100), std::nullopt);
        QCOMPARE(valueAt({}, 0), std::nullopt);
    }

    void aMomentOfAStretchHasTheValueOfItsStretch() {
        const QVector<QPointF> points{{5'000, 1}, {15'000, 2}, {20'500, 3}}; // the last one has just begun
        QCOMPARE(valueIn(points, 19'000, 10'000), std::optional(2.0));
        QCOMPARE(valueIn(points, 29'000, 10'000), std::optional(3.0));
        QCOMPARE(valueIn(points, 31'000, 10'000), std::nullopt);
        QCOMPARE(valueIn(points, 19'000, 0), std::optional(3.0)); // samples
    }

    void whatIsPointedAtInAFarRoundIsTakenFromIt() {
        session::SeriesGrid grid{5'000, 200'000};
        grid.farRounds = {{62'000, 122'000}};
        QCOMPARE(toldTime(grid, false, 63'000).at, 65'000.0); // a stretch that is all of it
        QCOMPARE(toldTime(grid, false, 121'500).at, 119'999.0);
        QCOMPARE(toldTime(grid, true, 91'000).at, 61'999.0);
        QCOMPARE(toldTime(grid, true, 93'000).at, 121'999.0);
        grid.stepMs = 60'000; // no stretch lies in it
        QCOMPARE(toldTime(grid, false, 63'000).fromMs, 60'000);
    }

    void thinningKeepsTheMeanAndTheGaps() {
        const auto points = thinned({{0, 1}, {1, 3}, {2, qQNaN()}, {3, 5}, {4, 7}, {5, 9}}, 3);
        QCOMPARE(points.size(), 3);
        QCOMPARE(points[0].y(), 2.0);
        QVERIFY(qIsNaN(points[1].y()));
        QCOMPARE(points[2].y(), 8.0);
    }

    void axesAreCutAtRoundNumbers() {
        QCOMPARE(roundStep(33'000, 4, false), 10'000.0);
        QCOMPARE(roundStep(1'312, 4, false), 500.0);
        QCOMPARE(roundStep(3'000'000, 4, true), 1'048'576.0);
        QCOMPARE(roundTimeStep(900'000, 5), 180'000.0);
        QCOMPARE(roundTimeStep(60'000, 6), 10'000.0);
    }

    void everyDayOfAnAxisBeginsAtItsMidnight_data() {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QDate>("last");
        QTest::newRow("a spring") << QByteArray("Europe/Berlin") << QDate(2026, 4, 1);
        QTest::newRow("an autumn") << QByteArray("Europe/Berlin") << QDate(2026, 10, 28);
        QTest::newRow("from midnight on") << QByteArray("Africa/Cairo") << QDate(2026, 4, 27);
        QTest::newRow("always the same") << QByteArray("UTC") << QDate(2026, 4, 1);
    }
    void everyDayOfAnAxisBeginsAtItsMidnight() {
        QFETCH(QByteArray, zone);
        QFETCH(QDate, last);
        const auto to = QDateTime(last, QTime(15, 0), QTimeZone(zone));
        const auto clocks = models::Zone::named(zone);
        const auto wordsOf = [&](int days, int most) {
            const qint64 end = to.toMSecsSinceEpoch(), begin = to.addDays(-days).toMSecsSinceEpoch();
            QStringList words;
            qint64 before = begin - 1;
            for (const auto& time : axisTimes(begin, end, most, clocks)) {
                if (time.atMs <= before || time.atMs > end)
                    words << "out of order";
                before = time.atMs;
                if (const bool isDay = time.words.contains('-');
                    isDay && models::formatDay(time.atMs - 1, clocks) == time.words)
                    words << "not its begin";
                words << time.words;
            }
            return words;
        };
        QStringList days, halves;
        for (int back = 6; back >= 0; --back)
            days << last.addDays(-back).toString("MM-dd");
        QCOMPARE(wordsOf(7, 8), days);
        for (const auto& day : days.mid(1))
            halves << day << "12:00";
        QCOMPARE(wordsOf(6, 13), halves);
    }

    void aNameKeepsItsColour() {
        SeriesColours colours;
        QCOMPARE(colours.of("orders"), 0);
        QCOMPARE(colours.of("carts"), 1);
        QCOMPARE(colours.of("orders"), 0);
        for (int i = 0; i < 30; ++i)
            QVERIFY(colours.of(QString::number(i)) < SeriesColours::other);
    }

    void topicsAndGroupsOfOnePageDoNotShareTheirFirstColours() {
        SeriesColours topics, groups(5);
        QSet<int> given;
        for (int i = 0; i < 4; ++i)
            given << topics.of(QString::number(i)) << groups.of(QString::number(i));
        QCOMPARE(given.size(), 8);
    }
};

QTEST_APPLESS_MAIN(ChartDataTest)
#include "chart_data_test.moc"
