/// bench_charts [SECONDS]: a chart whose data is replaced whole four times a second. Prints the 95th
/// percentile of the event loop's lateness in milliseconds for 20 lines of 600 points, then for a stack of 6
/// with 120 points: for every ten milliseconds of the run, how late something due then was served.

#include <cmath>

#include <QTimer>
#include <QVBoxLayout>

#include "bench/console_bench.h"
#include "widgets/charts/chart_legend.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"

namespace {

constexpr int replacedEveryMs = 250, tickMs = 10;
constexpr double stepMs = 1000, startMs = 1'795'348'805'000;

QVector<widgets::ChartSeries> dataAt(int beat, int series, int points) {
    QVector<widgets::ChartSeries> all;
    for (int s = 0; s < series; ++s) {
        widgets::ChartSeries one{QStringLiteral("topic-%1").arg(s), s % 9, {}};
        one.points.reserve(points);
        for (int i = 0; i < points; ++i) {
            const double at = double(beat + i);
            one.points << QPointF(startMs + at * stepMs, 1000 + 100 * s + 400 * std::sin(at / 20 + s) +
                                                             150 * std::sin(at * 1.7 + s));
        }
        all << one;
    }
    return all;
}

double lateness(widgets::TimeChart::Form form, int series, int points, int seconds) {
    QWidget page;
    widgets::TimeAxis axis;
    widgets::TimeChart chart(form, &axis, QStringLiteral("chart"));
    widgets::ChartLegend legend(&chart, &axis);
    auto* line = new QHBoxLayout(&page);
    line->addWidget(&chart, 1);
    line->addWidget(&legend, 0, Qt::AlignTop);
    page.resize(1440, 500);
    bench::expose(page);

    int beat = 0;
    bench::PaintCounter painted(chart.viewport());
    QTimer replace;
    replace.setTimerType(Qt::PreciseTimer);
    QObject::connect(&replace, &QTimer::timeout, &chart, [&] {
        ++beat;
        axis.setSpan(startMs + beat * stepMs, startMs + (beat + points - 1) * stepMs);
        chart.setSeries(dataAt(beat, series, points));
    });
    std::vector<double> late;
    const auto start = bench::SteadyClock::now();
    double due = tickMs;
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    QObject::connect(&tick, &QTimer::timeout, &chart, [&] {
        // What came due while the loop was busy is as late as it was served, though its ticks were merged.
        for (const double now = bench::msSince(start); due <= now; due += tickMs)
            late.push_back(now - due);
    });
    replace.start(replacedEveryMs);
    tick.start(tickMs);
    QTest::qWait(seconds * 1000);
    if (painted.count < seconds * 1000 / replacedEveryMs * 9 / 10)
        bench::fail("the chart was not painted at every replacement");
    return bench::percentile(late, 0.95);
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 10;
    widgets::theme::Theme theme(application);
    const double lines = lateness(widgets::TimeChart::Form::Lines, 20, 600, seconds);
    const double stack = lateness(widgets::TimeChart::Form::Stacked, 6, 120, seconds);
    std::printf("%.2f %.2f\n", lines, stack);
    return 0;
}
