#include <cstdlib>
#include <optional>

#include <QImage>
#include <QTest>

#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/theme/colours.h"

using namespace widgets;

/// What a chart paints at the end of a line.
class TimeChartTest : public QObject {
    Q_OBJECT

    TimeAxis m_axis;

    /// The lowest row in the picture of a flat line of 1000 that has its colour: of the line, its dot or the
    /// figure beside it.
    int lowest(std::optional<double> now) {
        TimeChart chart(TimeChart::Form::Lines, &m_axis, QStringLiteral("chart"));
        chart.resize(500, 250);
        chart.setSeries({{QStringLiteral("orders"), 0, {{0, 1000}, {50'000, 1000}, {100'000, 1000}}, now}});
        const QImage image = chart.grab().toImage();
        const QColor colour = theme::colours(chart.palette()).series.at(0);
        for (int y = image.height() - 1; y >= 0; --y)
            for (int x = 0; x < image.width(); ++x)
                if (const QColor seen = image.pixelColor(x, y); std::abs(seen.red() - colour.red()) +
                                                                    std::abs(seen.green() - colour.green()) +
                                                                    std::abs(seen.blue() - colour.blue()) <
                                                                60)
                    return y;
        return -1;
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

    void aFigureAboveEveryPointHasItsPlace() {
        m_axis.setSpan(0, 100'000);
        QVERIFY2(lowest(4000) > lowest(1000) + 60, "the line of 1000 is low beside 4000");
    }
};

QTEST_MAIN(TimeChartTest)
#include "time_chart_test.moc"
