#include <QLineSeries>

#include "support/window_bench.h"
#include "widgets/charts/time_chart.h"

using support::WindowBench;
using widgets::TimeChart;

class OverviewTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    /// Where Qt Charts draws the middle of a line of the chart, in the chart's viewport.
    QPoint placeOf(TimeChart& chart, int line) {
        int seen = 0;
        for (auto* each : chart.chart()->series()) {
            auto* drawn = qobject_cast<QLineSeries*>(each);
            if (!drawn || seen++ != line)
                continue;
            const QPointF middle = drawn->points().at(drawn->count() / 2);
            return chart.mapFromScene(chart.chart()->mapToScene(chart.chart()->mapToPosition(middle, drawn)));
        }
        qFatal("no line %d is drawn", line);
    }
    /// Half-way between the upper edge of a layer and that of the one below.
    QPoint withinLayer(TimeChart& chart, int layer) {
        return (placeOf(chart, layer) + placeOf(chart, layer - 1)) / 2;
    }
    void click(TimeChart& chart, const QPoint& at) {
        QTest::mouseMove(chart.viewport(), at);
        QTest::mouseClick(chart.viewport(), Qt::LeftButton, {}, at);
    }
    QString shown() {
        const auto& key = m_bench->window->currentPane()->key();
        return widgets::wordOf(key.kind) + ' ' + key.object;
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("overview");
    }
    void cleanup() { m_bench.reset(); }

    void aClickInALayerOpensItsTopic() {
        auto* chart = m_bench->see<TimeChart>("chartIn");
        QVERIFY(chart->series().size() > 2);
        click(*chart, withinLayer(*chart, 1));
        QTRY_COMPARE(shown(), "topic " + chart->series()[1].name);
    }

    void aClickOnALineOpensItsGroup() {
        auto* chart = m_bench->see<TimeChart>("chartLag");
        const int last = int(chart->series().size()) - 1;
        QVERIFY(last > 0);
        click(*chart, placeOf(*chart, last));
        QTRY_COMPARE(shown(), "group " + chart->series()[last].name);
    }

    void theRestOpensNothing() {
        auto* chart = m_bench->see<TimeChart>("chartIn");
        const int top = int(chart->series().size()) - 1;
        QCOMPARE(chart->series()[top].name, QString("other"));
        click(*chart, withinLayer(*chart, top));
        QCOMPARE(shown(), QString("overview "));
    }

    void aClickInTheLegendHidesASeriesAndShowsItAgain() {
        auto* chart = m_bench->see<TimeChart>("chartIn");
        const QString name = chart->series().first().name;
        const QPoint firstName(30, 30);
        auto* legend = m_bench->see("chartInLegend");
        QTRY_COMPARE(legend->height(), legend->sizeHint().height()); // laid out for its series
        QTest::mouseClick(legend, Qt::LeftButton, {}, firstName);
        QVERIFY(chart->isHidden(name));
        QVERIFY(!chart->isHidden(chart->series()[1].name));
        QTest::mouseClick(legend, Qt::LeftButton, {}, firstName);
        QVERIFY(!chart->isHidden(name));
        QCOMPARE(shown(), QString("overview "));
    }
};

QTEST_MAIN(OverviewTest)
#include "overview_test.moc"
