#include <algorithm>
#include <limits>
#include <utility>

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLineSeries>
#include <QScrollArea>
#include <QScrollBar>

#include "models/formats.h"
#include "models/unread.h"
#include "support/window_bench.h"
#include "widgets/charts/chart_legend.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/panes/overview/ranked_names.h"

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

    session::ClusterSnapshot figuresWith250In() {
        auto snapshot = *m_bench->cluster->data().snapshot();
        snapshot.figures.inPerSecond = 250.0;
        m_bench->fake().data().publish(snapshot);
        return snapshot;
    }

    void emptyCharts() {
        auto& series = m_bench->fake().series();
        series.busiestTopics.clear();
        series.busiestGroups.clear();
        series.history = [](const auto&, qint64, int) { return session::SeriesPoints(); };
    }
    /// In a chart without a line.
    QString said(const char* chart, const session::ClusterSnapshot& snapshot) {
        m_bench->fake().data().publish(snapshot);
        return m_bench->see<TimeChart>(chart)->accessibleDescription();
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("overview");
    }
    void cleanup() { m_bench.reset(); }

    void partitionsWithoutALeaderAreCountedApart() {
        auto snapshot = *m_bench->cluster->data().snapshot();
        snapshot.figures.underReplicated = 12;
        snapshot.figures.offline = 6;
        for (auto& topic : snapshot.topics)
            if (topic->name == QLatin1String("orders")) {
                auto row = *topic;
                row.partitionRows.front().leader.reset();
                topic = std::make_shared<const session::TopicRow>(row);
            }
        m_bench->fake().data().publish(snapshot);
        QStringList words;
        for (const auto* each : m_bench->see("figureUnderReplicated")->findChildren<QLabel*>())
            words << each->text();
        QVERIFY2(words.contains("12") && words.contains(QString::fromUtf8("\u00b7 6 offline")),
                 qPrintable(words.join('|')));
        m_bench->open("topic", "orders");
        const auto* badge = m_bench->see("topicHealth");
        QVERIFY2(badge->accessibleName().startsWith("1 partition"), qPrintable(badge->accessibleName()));
        QVERIFY(badge->accessibleName().endsWith("without a leader"));
    }

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

    void anEventOpensWhatItIsAboutOfSeveralOfItsName() {
        auto snapshot = *m_bench->cluster->data().snapshot();
        auto orders = *snapshot.groups.front();
        orders.id = QStringLiteral("orders"); // as the topic that it reads
        snapshot.groups.push_back(std::make_shared<const session::GroupRow>(orders));
        m_bench->fake().data().publish(snapshot);
        using session::EventKind;
        for (const auto& [kind, page] : {std::pair(EventKind::LagRising, "group orders"),
                                         std::pair(EventKind::PartitionsAdded, "topic orders"),
                                         std::pair(EventKind::BrokerStarted, "overview ")}) {
            m_bench->open("overview");
            m_bench->fake().data().tell({{WindowBench::now, kind, "orders", 3, 6}});
            auto* events = m_bench->see<QAbstractItemView>("eventList");
            events->setCurrentIndex(events->model()->index(0, 0));
            QTest::keyClick(events, Qt::Key_Return);
            QCOMPARE(shown(), QString(page));
        }
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

    void nowMeansTheSameInTheHeadlineAndInTheLegend() {
        const auto snapshot = m_bench->cluster->data().snapshot();
        double sum = 0;
        for (const auto& one : m_bench->see<TimeChart>("chartIn")->series()) {
            QVERIFY2(one.now, qPrintable(one.name));
            sum += *one.now;
            if (const auto* topic = m_bench->cluster->data().topic(one.name))
                QCOMPARE(one.now, topic->inPerSecond);
        }
        QVERIFY2(std::abs(sum - *snapshot->figures.inPerSecond) < 1, qPrintable(QString::number(sum)));
        for (const auto& one : m_bench->see<TimeChart>("chartLag")->series()) {
            QCOMPARE(one.now, double(*m_bench->cluster->data().group(one.name)->lag));
            QCOMPARE(one.nowAtMs, double(snapshot->takenAtMs));
        }
    }

    void aPartIsAPartInTheHeadlineAndInTheLegend() {
        auto* chart = m_bench->see<TimeChart>("chartOut");
        const auto name = chart->series().first().name;
        auto snapshot = *m_bench->cluster->data().snapshot();
        const session::Reason why(QStringLiteral("Some commits are a group's first."));
        snapshot.figures.outPerSecond.fail(why);
        for (auto& topic : snapshot.topics)
            if (topic->name == name) {
                auto row = *topic;
                row.outPerSecond = 1500.0;
                row.outPerSecond.fail(why);
                topic = std::make_shared<const session::TopicRow>(row);
            }
        m_bench->fake().data().publish(snapshot);
        const auto shows = [&](const QString& value) {
            return m_bench->see("chartOutLegend")->accessibleDescription().contains(name + ' ' + value);
        };
        QTRY_VERIFY(shows(models::leastSign + models::formatRate(1500.0)));
    }

    void onANarrowPageTheEventsAreBelowTheCharts() {
        m_bench->window->resize(1024, 700);
        auto* events = m_bench->see("eventList");
        auto* area = m_bench->see<QScrollArea>("overviewScroll");
        const auto inSight = [&] {
            const QRect place(events->mapTo(area->viewport(), QPoint()), events->size());
            return area->viewport()->rect().contains(place);
        };
        QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
        QVERIFY(!inSight());
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
        QTRY_VERIFY(inSight());
        m_bench->window->resize(1440, 900);
        QTRY_VERIFY(inSight());
        QCOMPARE(area->verticalScrollBar()->maximum(), 0);
    }

    void theEventsEndWithinThePageAtEveryWidth() {
        auto* events = m_bench->see("eventList");
        auto* area = m_bench->see<QScrollArea>("overviewScroll");
        const auto right = [&] {
            const QPoint end = events->mapTo(m_bench->window.get(), QPoint(events->width(), 0));
            return end.x() + area->horizontalScrollBar()->maximum();
        };
        const auto at = [&](int width) {
            m_bench->window->resize(width, 860);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            return m_bench->window->width() == width && right() <= width;
        };
        for (int width = 1600; width >= 1024; width -= 8)
            QVERIFY2(at(width), qPrintable(QString("%1 at %2").arg(right()).arg(width)));
        for (int width = 1024; width <= 1600; width += 8)
            QVERIFY2(at(width), qPrintable(QString("%1 up at %2").arg(right()).arg(width)));
        auto* bar = m_bench->window->currentPane()->findChild<widgets::MessageBar*>("adderBar");
        for (const int width : {1380, 1424, 1100, 1424}) {
            QVERIFY(at(width));
            bar->say(models::Tone::Good, "Records are added.");
            QVERIFY(at(width));
            m_bench->fake().connection().become(session::ConnectionState::Lost);
            QVERIFY(at(width));
            bar->hide();
            m_bench->fake().connection().become(session::ConnectionState::Connected);
            QVERIFY(at(width));
        }
    }

    void theRangeIsAListWhereThereIsNoRoomForAllOfIt() {
        const auto shown = [&](const char* name) {
            return m_bench->window->currentPane()->findChild<QWidget*>(name)->isVisible();
        };
        QVERIFY(shown("range") && !shown("rangeBox"));
        m_bench->window->resize(1280, 800);
        QTRY_VERIFY(!shown("range") && shown("rangeBox"));
        m_bench->window->resize(1440, 900);
        QTRY_VERIFY(shown("range") && !shown("rangeBox"));
        m_bench->click("holdButton");
        QTRY_VERIFY(shown("range"));
        QVERIFY(m_bench->see("range")->width() >= m_bench->see("range")->sizeHint().width());
    }

    void onANarrowPageTheChartsFitBesideABarThatComes() {
        m_bench->window->resize(1024, 700);
        auto* chart = m_bench->see("chartLag");
        auto* area = m_bench->see<QScrollArea>("overviewScroll");
        const auto lowest = [&] { return chart->mapTo(area->viewport(), QPoint(0, chart->height())).y(); };
        QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
        QTRY_VERIFY(lowest() <= area->viewport()->height());
        const int before = area->height();
        auto* bar = m_bench->window->currentPane()->findChild<widgets::MessageBar*>("adderBar");
        bar->say(models::Tone::Good, "Records are added.");
        QTRY_VERIFY(area->height() < before);
        QTRY_VERIFY(lowest() <= area->viewport()->height());
        bar->hide();
        QTRY_COMPARE(area->height(), before);
        QTRY_VERIFY(before - lowest() < 20); // px: what the charts leave below them
    }

    void heldValuesAreOfWhenTheyWereTaken() {
        auto* legend = m_bench->see<widgets::ChartLegend>("chartInLegend");
        QCOMPARE(legend->headWords(), QString("now"));
        m_bench->click("holdButton");
        const auto zone = m_bench->window->currentPane()->findChild<widgets::TimeAxis*>("timeAxis")->zone();
        const QString then = models::formatClock(WindowBench::now, zone);
        QCOMPARE(legend->headWords(), then);
        m_bench->fake().data().publish(support::sampleSnapshot(WindowBench::now + 7000));
        QCOMPARE(legend->headWords(), then);
        m_bench->click("holdButton");
        QCOMPARE(legend->headWords(), QString("now"));
    }

    void whatIsNowSaysOverHowLongItIsAMean() {
        auto snapshot = *m_bench->cluster->data().snapshot();
        snapshot.figures.inPerSecond = 250.0;
        snapshot.figures.meanMs = 31'000;
        m_bench->fake().data().publish(snapshot);
        auto* figure = m_bench->see<widgets::Figure>("figureIn");
        QTRY_VERIFY2(figure->toolTip().contains(QString::fromUtf8("last 31\u00a0s")),
                     qPrintable(figure->toolTip()));
        QVERIFY(m_bench->see<widgets::Figure>("figureOut")->toolTip().contains("from commit to commit"));
        const auto told = [&](const char* legend) {
            auto* shown = m_bench->see(legend);
            QHelpEvent help(QEvent::ToolTip, {20, 25}, shown->mapToGlobal(QPoint(20, 25)));
            QCoreApplication::sendEvent(shown, &help);
            return shown->toolTip();
        };
        QVERIFY2(told("chartInLegend").contains(QString::fromUtf8("last 31\u00a0s")),
                 qPrintable(told("chartInLegend")));
        QVERIFY(told("chartOutLegend").contains("from commit to commit"));
        QVERIFY(!told("chartLagLegend").contains("Now"));
    }

    void aSumThatLacksAPartSaysSo() {
        auto snapshot = figuresWith250In();
        auto* figure = m_bench->see<widgets::Figure>("figureIn");
        QTRY_COMPARE(figure->value(), QString("250"));
        snapshot.figures.inPerSecond.fail(session::Reason(QStringLiteral("No broker leads it.")));
        m_bench->fake().data().publish(snapshot);
        QTRY_COMPARE(figure->value(), models::leastSign + QString("250"));
        QVERIFY2(figure->toolTip().contains("No broker leads it."), qPrintable(figure->toolTip()));
        for (const auto& one : m_bench->see<TimeChart>("chartIn")->series()) // no rest of a part
            QVERIFY(!one.now || m_bench->cluster->data().topic(one.name));
    }

    void aSumOfCommitsThatLacksAPartSaysSo() {
        auto snapshot = *m_bench->cluster->data().snapshot();
        snapshot.takenAtMs = QDateTime::currentMSecsSinceEpoch(); // else the status bar tells no rate
        snapshot.figures.outPerSecond = 270.0;
        snapshot.figures.outPerSecond.fail(session::Reason(QStringLiteral("Some commits are the first.")));
        m_bench->fake().data().publish(snapshot);
        auto* figure = m_bench->see<widgets::Figure>("figureOut");
        QTRY_COMPARE(figure->value(), models::leastSign + QString("270"));
        QVERIFY2(figure->toolTip().contains("are the first"), qPrintable(figure->toolTip()));
        auto* strip = m_bench->window->findChild<QWidget*>("statusStrip");
        const auto labels = strip->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [&](const QLabel* label) {
            return label->text() == figure->value() && label->toolTip().contains("are the first");
        }));
        for (const auto& one : m_bench->see<TimeChart>("chartOut")->series())
            QVERIFY(!one.now || m_bench->cluster->data().topic(one.name));
    }

    void whoDoesNotAnswerHasNoRate() {
        figuresWith250In();
        auto* figure = m_bench->see<widgets::Figure>("figureIn");
        QTRY_COMPARE(figure->value(), QString("250"));
        m_bench->fake().connection().become(session::ConnectionState::Lost);
        QTRY_COMPARE(figure->value(), QString(models::unknownSign));
        m_bench->fake().connection().become(session::ConnectionState::Connected);
        QTRY_COMPARE(figure->value(), QString("250"));
    }

    void theRangeGoesBackNinetyDaysAndIsRemembered() {
        auto* range = m_bench->see<widgets::Segmented>("range");
        QCOMPARE(range->current(), 1);
        range->setCurrent(8);
        auto* axis = m_bench->window->currentPane()->findChild<widgets::TimeAxis*>("timeAxis");
        QCOMPARE((axis->to() - axis->from()) / 86'400'000.0, 90.0);
        QCOMPARE(m_bench->workspace->settings().value("overview/range", 1).toInt(), 8);
    }

    void theAgeGivesWayToTheRangesOfTime() {
        auto* range = m_bench->see<widgets::Segmented>("range");
        m_bench->fake().connection().become(session::ConnectionState::Lost);
        auto* age = m_bench->window->currentPane()->findChild<QWidget*>("ageBadge");
        QTRY_VERIFY(!age->isVisible());
        QVERIFY(range->width() >= range->sizeHint().width());
        m_bench->window->resize(1900, 900);
        QTRY_VERIFY(age->isVisible());
        QVERIFY(age->width() >= age->sizeHint().width());
        QVERIFY(range->width() >= range->sizeHint().width());
    }

    void theLegendOfLagIsReadByTheLagOfNow() {
        m_bench->fake().series().busiestGroups = QStringList{"billing", "lake-sink"};
        m_bench->fake().data().publish(support::sampleSnapshot(WindowBench::now + 1000));
        double before = std::numeric_limits<double>::infinity();
        const auto lines = m_bench->see<TimeChart>("chartLag")->series();
        QCOMPARE(lines.size(), 2);
        for (const auto& one : lines) {
            QVERIFY2(one.now && *one.now < before, qPrintable(one.name));
            before = *one.now;
        }
    }

    void groupsThatAreGoneAreLastAndOnlyWithALine() {
        auto& series = m_bench->fake().series();
        series.busiestGroups = QStringList{"gone-1", "gone-2", "billing", "lake-sink"};
        series.history = [before = series.history](const auto& key, qint64 rangeMs, int points) {
            return key.group == "gone-1" ? session::SeriesPoints() : before(key, rangeMs, points);
        };
        m_bench->fake().data().publish(support::sampleSnapshot(WindowBench::now + 1000));
        const auto* chart = m_bench->see<TimeChart>("chartLag");
        QStringList names;
        for (const auto& one : chart->series()) {
            names << one.name;
            QCOMPARE(one.gone, one.name == "gone-2");
        }
        QCOMPARE(names, QStringList({"lake-sink", "billing", "gone-2"}));
        QVERIFY(m_bench->see("chartLagLegend")->accessibleDescription().endsWith("gone-2 gone"));
    }

    void ofAWipedBrokerNothingIsCounted() {
        const auto topics = [this] { return m_bench->see<widgets::Figure>("figureTopics")->value(); };
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        m_bench->fake().data().publish(snapshot);
        QVERIFY(topics() != QString(models::unknownSign));
        snapshot.brokers.clear();
        m_bench->fake().data().publish(snapshot);
        QCOMPARE(topics(), QString(models::unknownSign));
    }

    void theWorstLagTellsOfGroupsWithoutCommits() {
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        const auto told = [&] {
            m_bench->fake().data().publish(snapshot);
            return m_bench->see<widgets::Figure>("figureLag")->toolTip();
        };
        QCOMPARE(told(), QString());
        session::GroupRow silent;
        silent.id = QStringLiteral("silent");
        silent.partitionRows.emplace_back();
        silent.partitionRows[0].commitState = session::CommitState::NoCommit;
        silent.partitionRows[0].logStart = 0;
        silent.partitionRows[0].end = 0;
        snapshot.groups.push_back(std::make_shared<const session::GroupRow>(silent));
        QCOMPARE(told(), QString()); // there is nothing that it could commit
        silent.partitionRows[0].end = 4;
        snapshot.groups.back() = std::make_shared<const session::GroupRow>(silent);
        QVERIFY2(told().contains("may lag more"), qPrintable(told()));
        QVERIFY2(!told().contains("deleted"), qPrintable(told()));
        silent.deletedUnread = 7;
        snapshot.groups.back() = std::make_shared<const session::GroupRow>(silent);
        QVERIFY2(told().contains("were deleted before they were committed"), qPrintable(told()));
    }

    void anOlderWorstLagIsNotOfGroupsThatWereRead() {
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        const session::Reason why(QStringLiteral("It did not answer."));
        const auto told = [&](session::Reading<qint64> lagOfFirst) {
            for (auto& group : snapshot.groups) {
                auto row = std::make_shared<session::GroupRow>(*group);
                row->lag = std::exchange(lagOfFirst, session::Reading<qint64>(why));
                group = row;
            }
            snapshot.figures.worstLag.fail(why);
            m_bench->fake().data().publish(snapshot);
            return m_bench->see<widgets::Figure>("figureLag")->toolTip();
        };
        QVERIFY2(told(5).startsWith("Of those that could be read"), qPrintable(told(5)));
        QVERIFY2(!told(why).startsWith("Of those that could be read"), qPrintable(told(why)));
        QVERIFY2(told(why).contains("It did not answer."), qPrintable(told(why)));
    }

    void aWorstLagOfWhichAPartIsNotReadIsTheLeast() {
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        const auto shown = [&](qint64 lag) {
            snapshot.figures.worstLag = lag;
            snapshot.figures.worstLag.fail(session::Reason(QStringLiteral("It did not answer.")));
            snapshot.figures.worstLagIsLeast = true;
            m_bench->fake().data().publish(snapshot);
            return m_bench->see<widgets::Figure>("figureLag")->value();
        };
        QCOMPARE(shown(60), models::leastSign + QStringLiteral("60"));
        QCOMPARE(shown(0), QString(models::unknownSign));
    }

    void bytesThatAreNotMeasuredAreSaidToBe() {
        session::ClusterFigures figures;
        figures.inPerSecond = 10.0;
        figures.bytesInPerSecond = 2048.0;
        QCOMPARE(models::incomingBytes(figures), models::formatByteRate(2048.0));
        QVERIFY(!models::incomingTip(figures).contains("about so much"));
        figures.bytesInIsEstimate = true;
        QCOMPARE(models::incomingBytes(figures),
                 models::estimateSign + QString(" ") + models::formatByteRate(2048.0));
        QVERIFY(models::incomingTip(figures).contains("about so much"));
        figures.bytesInPerSecond.fail(session::Reason(QStringLiteral("Segments were deleted.")));
        QCOMPARE(models::incomingBytes(figures), models::leastSign + models::formatByteRate(2048.0));
        QVERIFY(models::incomingTip(figures).contains("Segments were deleted."));
    }

    void aDeletedTopicIsGoneAndNothingThatIsNotKnown() {
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        m_bench->fake().data().publish(snapshot);
        auto* legend = m_bench->see<widgets::ChartLegend>("chartInLegend");
        QVERIFY2(!legend->totalWords().startsWith(models::leastSign), qPrintable(legend->totalWords()));
        const auto busiest = m_bench->fake().series().busiestTopics.value(0);
        std::erase_if(snapshot.topics, [&](const auto& row) { return row->name == busiest; });
        m_bench->fake().data().publish(snapshot);
        QVERIFY2(!legend->totalWords().startsWith(models::leastSign), qPrintable(legend->totalWords()));
        const auto series = m_bench->see<TimeChart>("chartIn")->series();
        const auto gone = std::ranges::find(series, busiest, &widgets::ChartSeries::name);
        QVERIFY(gone != series.end() && gone->gone);
    }

    void emptyChartsSayWhatTheyWaitFor() {
        emptyCharts();
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        snapshot.figures.outPerSecond.reset();
        QCOMPARE(said("chartOut", snapshot), QString("Waiting for a second round: a rate needs two"));
        QCOMPARE(said("chartLag", snapshot), QString("Waiting for a second round: a line needs two"));
        snapshot.figures.worstLag = 0;
        QCOMPARE(said("chartLag", snapshot), QString("No group lags"));
        auto partly = *snapshot.groups.front();
        partly.partitionRows.front().lag.reset();
        partly.partitionRows.front().commitState = session::CommitState::NoCommit;
        const auto whole =
            std::exchange(snapshot.groups.front(), std::make_shared<const session::GroupRow>(partly));
        QCOMPARE(said("chartLag", snapshot), QString("No group lags of those whose lag is known"));
        snapshot.groups.front() = whole;
        for (auto& group : snapshot.groups) {
            auto row = *group;
            for (auto& partition : row.partitionRows)
                partition.committed.reset();
            group = std::make_shared<const session::GroupRow>(row);
        }
        for (const char* chart : {"chartOut", "chartLag"})
            QCOMPARE(said(chart, snapshot), QString("Waiting for a group that commits offsets"));
        m_bench->fake().connection().become(session::ConnectionState::Lost);
        for (const char* chart : {"chartIn", "chartOut", "chartLag"})
            QCOMPARE(m_bench->see<TimeChart>(chart)->accessibleDescription(), QString("Not connected"));
    }

    void nobodyWaitsForALineThatCannotCome() {
        emptyCharts();
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        snapshot.figures.worstLag.reset();
        snapshot.figures.worstLagGroup.clear();
        snapshot.figures.outPerSecond.reset();
        QCOMPARE(said("chartLag", snapshot), QString("Nothing that was committed has a lag to count"));
        QCOMPARE(said("chartOut", snapshot), QString("Waiting for a second round: a rate needs two"));
        const auto inAll = [&](const auto& change) {
            for (auto& group : snapshot.groups) {
                auto row = *group;
                std::ranges::for_each(row.partitionRows, change);
                group = std::make_shared<const session::GroupRow>(row);
            }
        };
        inAll([](auto& partition) { partition.topic = "gone"; });
        QCOMPARE(said("chartOut", snapshot),
                 QString("All that was committed is of topics that are gone or internal"));
        inAll([](auto& partition) { partition.committed.reset(); });
        snapshot.figures.worstLag = session::Reason(QStringLiteral("An end is secret."));
        for (const char* chart : {"chartOut", "chartLag"})
            QCOMPARE(said(chart, snapshot), QString("Waiting for a group that commits offsets"));
        const session::Reason why(QStringLiteral("Offsets are secret."));
        inAll([&](auto& partition) { partition.committed = why; });
        for (const char* chart : {"chartOut", "chartLag"})
            QCOMPARE(said(chart, snapshot), QString("This is not known: Offsets are secret."));
    }

    void whatMovedBeforeTheRangeIsNotDenied() {
        auto& series = m_bench->fake().series();
        series.busiestTopics.clear();
        std::vector<std::pair<int, double>> moved; // seconds ago, how much a second
        series.history = [&](const auto&, qint64 rangeMs, int) {
            session::SeriesPoints points;
            for (const auto& [ago, rate] : moved)
                if (ago * 1000 <= rangeMs)
                    points << QPointF(double(WindowBench::now + 1000 - ago * 1000), rate);
            return points;
        };
        m_bench->see<widgets::Segmented>("range")->setCurrent(0); // 1 min
        const auto said = [&](std::vector<std::pair<int, double>> then) {
            moved = std::move(then);
            m_bench->fake().data().publish(support::sampleSnapshot(WindowBench::now + 1000));
            return m_bench->see<TimeChart>("chartIn")->accessibleDescription();
        };
        const QString never = "Nothing has moved since this window began to look";
        const QString notNow = "Nothing moved in this range of time";
        QCOMPARE(said({}), never);
        QCOMPARE(said({{300, 0}, {120, 0}, {30, 0}}), never);
        QCOMPARE(said({{300, 0}, {120, 2.5}, {30, 0}}), notNow);
        QCOMPARE(said({{3590, 0}, {30, 0}}), notNow); // before that hour it is not known here
        QCOMPARE(said({{3590, qQNaN()}, {30, 0}}), never);
    }

    void whatIsStillBeingReadIsSaidQuietly() {
        auto& series = support::fakeOf(*m_bench->cluster).series();
        QVERIFY(!m_bench->window->currentPane()->findChild<QWidget*>("readingHistory")->isVisible());
        series.reading = true;
        emit series.changed();
        QTRY_VERIFY(m_bench->see("readingHistory")->isVisible());
        series.reading = false;
        emit series.changed();
        QTRY_VERIFY(!m_bench->window->currentPane()->findChild<QWidget*>("readingHistory")->isVisible());
    }

    void whatIsOnlyReadIsNamedToo() {
        support::FakeSeries series;
        series.busiestTopics = QStringList{"target", "orders"};
        series.busiestRead = QStringList{"million", "orders"};
        const auto names = [&](session::Quantity quantity, int count) {
            return widgets::rankedNames(series, quantity, 60'000, count);
        };
        QCOMPARE(names(session::Quantity::MessagesOut, 5), QStringList({"target", "million", "orders"}));
        QCOMPARE(names(session::Quantity::MessagesIn, 2), QStringList({"target", "million"}));
        QCOMPARE(names(session::Quantity::BytesIn, 5), QStringList({"target", "orders"}));
    }
};

QTEST_MAIN(OverviewTest)
#include "overview_test.moc"
