#include <cstdlib>
#include <optional>

#include <QHelpEvent>
#include <QImage>
#include <QTest>

#include "widgets/charts/chart_legend.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/theme/colours.h"

using namespace widgets;

/// What a chart paints at the end of a line.
class TimeChartTest : public QObject {
    Q_OBJECT

    TimeAxis m_axis;

    /// Where the picture of a line has its colour: of the line, its dot or the figure beside it.
    QVector<QPoint> painted(const ChartSeries& line) {
        TimeChart chart(TimeChart::Form::Lines, &m_axis, QStringLiteral("chart"));
        chart.resize(500, 250);
        chart.setSeries({line});
        const QImage image = chart.grab().toImage();
        const QColor colour = theme::colours(chart.palette()).series.at(0);
        QVector<QPoint> out;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (const QColor seen = image.pixelColor(x, y); std::abs(seen.red() - colour.red()) +
                                                                    std::abs(seen.green() - colour.green()) +
                                                                    std::abs(seen.blue() - colour.blue()) <
                                                                60)
                    out << QPoint(x, y);
        return out;
    }
    /// The lowest row of a flat line of 1000.
    int lowest(std::optional<double> now) {
        const auto all =
            painted({QStringLiteral("orders"), 0, {{0, 1000}, {50'000, 1000}, {100'000, 1000}}, now});
        return all.isEmpty() ? -1 : all.last().y();
    }

private slots:
    void theDotIsAsHighAsTheFigureBesideIt() {
        m_axis.setSpan(0, 100'000);
        const int flat = lowest(std::nullopt);
        QVERIFY(flat >= 0);
        QVERIFY(std::abs(lowest(1000) - flat) < 9); // half of the figure's height
        const int half = lowest(500);
        QVERIFY2(half > flat + 90, qPrintable(QStringLiteral("%1 %2").arg(flat).arg(half)));
    }

    void whatIsNowAfterAnOutageStandsAtItsTimeAndApart() {
        m_axis.setSpan(0, 100'000);
        ChartSeries line{QStringLiteral("orders"), 0, {}, 500};
        for (int second = 0; second <= 50; second += 5)
            line.points << QPointF(second * 1000, 1000);
        const auto firstBelow = [&] { // the line: the leftmost of its dot and of what joins them
            int left = 500;
            for (const QPoint& pixel : painted(line))
                if (pixel.y() > 60)
                    left = std::min(left, pixel.x());
            return left;
        };
        const int old = firstBelow();
        QVERIFY2(old > 150 && old < 300, qPrintable(QString::number(old)));
        line.nowAtMs = 100'000;
        const int after = firstBelow();
        QVERIFY2(after > 350 && after < 450, qPrintable(QString::number(after)));
        line.nowAtMs = 55'000; // nothing was missed: the dot is joined to the line
        QVERIFY(firstBelow() < old + 20);
    }

    void aValueIsToldWithTheTimeThatItIsAMeanOf() {
        constexpr double midnight = 1'700'006'400'000;
        const auto head = [&](double stepMs, double range, double after, bool onGrid = true) {
            TimeChart chart(TimeChart::Form::Lines, &m_axis, QStringLiteral("chart"));
            if (onGrid)
                chart.setGrid({qint64(stepMs), qint64(midnight + range)});
            const ChartLegend legend(&chart, &m_axis);
            m_axis.setSpan(midnight, midnight + range);
            QVector<QPointF> points;
            for (int i = 0; i < 4; ++i)
                points << QPointF(midnight + (i + 0.5) * stepMs, 1);
            chart.setSeries({{QStringLiteral("orders"), 0, points}});
            m_axis.setPointer(midnight + after);
            return legend.headWords();
        };
        QCOMPARE(head(1'000, 60'000, 2'211), QStringLiteral("at 00:00:02"));
        QCOMPARE(head(10'000, 300'000, 33'211), QStringLiteral("mean of 00:00:30–00:00:40"));
        QCOMPARE(head(960'000, 604'800'000, 1'000'000), QStringLiteral("mean of 11-15 00:16–00:32"));
        QCOMPARE(head(500, 2'000, 1'211), QStringLiteral("at 00:00:01.211"));
        QCOMPARE(head(10'000, 300'000, 33'211, false), QStringLiteral("at 00:00:33")); // samples
        m_axis.setPointer(std::nullopt);
    }

    void aTimeThatIsToldIsOfWhatWasMeasured() {
        constexpr qint64 midnight = 1'700'006'400'000, minute = 60'000;
        TimeChart chart(TimeChart::Form::Lines, &m_axis, QStringLiteral("chart"));
        const ChartLegend legend(&chart, &m_axis);
        const auto head = [&](const session::SeriesGrid& grid, qint64 after, bool levels = false) {
            chart.setGrid(grid, levels);
            m_axis.setSpan(double(midnight), double(midnight + 30 * minute));
            m_axis.setPointer(double(midnight + after));
            return legend.headWords();
        };
        // One point is enough, and the last stretch ends where measuring did.
        const session::SeriesGrid coarse{10 * minute, midnight + 26 * minute};
        QCOMPARE(head(coarse, 12 * minute), QStringLiteral("mean of 00:10:00–00:20:00"));
        QCOMPARE(head(coarse, 24 * minute), QStringLiteral("mean of 00:20:00–00:26:00"));
        QCOMPARE(head(coarse, 30 * minute), QStringLiteral("mean of 00:20:00–00:26:00"));
        // Where rounds were a minute apart a rate is of a minute, and a lag was measured at its ends.
        session::SeriesGrid far{5'000, midnight + 20 * minute};
        far.farRounds = {{midnight + 2'000, midnight + 62'000}, {midnight + 62'000, midnight + 122'000}};
        QCOMPARE(head(far, 61'000), QStringLiteral("mean of 00:00:02–00:01:02"));
        QCOMPARE(head(far, 63'000), QStringLiteral("mean of 00:01:02–00:02:02"));
        QCOMPARE(head(far, 130'000), QStringLiteral("mean of 00:02:10–00:02:15"));
        QCOMPARE(head(far, 31'000, true), QStringLiteral("at 00:00:02"));
        QCOMPARE(head(far, 33'000, true), QStringLiteral("at 00:01:02"));
        QCOMPARE(head(far, 130'000, true), QStringLiteral("mean of 00:02:10–00:02:15"));
        m_axis.setPointer(std::nullopt);
    }

    void aSumOfWhatIsPartlyKnownIsSaidToBeMore() {
        TimeChart chart(TimeChart::Form::Stacked, &m_axis, QStringLiteral("chart"));
        const ChartLegend legend(&chart, &m_axis);
        m_axis.setSpan(0, 100'000);
        QVector<QPointF> all, late;
        for (int second = 0; second <= 100; second += 10) {
            all << QPointF(second * 1000, 4);
            if (second >= 60)
                late << QPointF(second * 1000, 3);
        }
        chart.setSeries({{QStringLiteral("orders"), 0, all}, {QStringLiteral("payments"), 1, late}});
        m_axis.setPointer(90'000);
        QCOMPARE(legend.totalWords(), QStringLiteral("7.0"));
        m_axis.setPointer(10'000);
        QCOMPARE(legend.totalWords(), QStringLiteral("≥4.0"));
        chart.setHidden(QStringLiteral("payments"), true);
        QCOMPARE(legend.totalWords(), QStringLiteral("4.0"));
        m_axis.setPointer(std::nullopt);
    }

    void theRowOfThoseWithoutRoomNamesThemAll() {
        TimeChart chart(TimeChart::Form::Lines, &m_axis, QStringLiteral("chart"));
        ChartLegend legend(&chart, &m_axis);
        QVector<ChartSeries> series;
        for (const char* name : {"orders", "payments", "carts", "stock", "mails"})
            series << ChartSeries{QString::fromLatin1(name), 0, {{0, 1}}};
        chart.setSeries(series);
        legend.resize(legend.width(), 80); // the head, two names, and how many more
        const auto told = [&](int y) {
            QHelpEvent help(QEvent::ToolTip, {20, y}, {20, y});
            QCoreApplication::sendEvent(&legend, &help);
            return legend.toolTip();
        };
        QVERIFY2(told(50).startsWith("payments<br>Click"), qPrintable(told(50)));
        QVERIFY2(told(70).startsWith("carts<br>stock<br>mails<br>"), qPrintable(told(70)));
    }

    void aFigureAboveEveryPointHasItsPlace() {
        m_axis.setSpan(0, 100'000);
        QVERIFY2(lowest(4000) > lowest(1000) + 60, "the line of 1000 is low beside 4000");
    }
};

QTEST_MAIN(TimeChartTest)
#include "time_chart_test.moc"
