#include <algorithm>

#include <QLabel>

#include "support/window_bench.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/table_view.h"

using support::WindowBench;
using widgets::TableView;
using widgets::TimeChart;

/// The page of one group.
class GroupPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    /// Publishes the sample with one of its groups changed.
    void publish(const QString& id, const std::function<void(session::GroupRow&)>& change) {
        auto sample = support::sampleSnapshot(WindowBench::now + ++m_beats * 1000);
        for (auto& group : sample.groups)
            if (group->id == id) {
                auto row = *group;
                change(row);
                group = std::make_shared<const session::GroupRow>(std::move(row));
            }
        m_bench->fake().data().publish(std::move(sample));
    }
    QString chartSays() const { return m_bench->see<TimeChart>("groupLagChart")->accessibleDescription(); }

    bool said(const QString& words) const {
        const auto labels = m_bench->window->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* each) { return each->text().contains(words); });
    }

    /// What a table without rows says instead.
    QString saysEmpty(const char* view) const {
        QStringList words;
        for (const auto* each : m_bench->see<TableView>(view)->viewport()->findChildren<QLabel*>())
            if (each->isVisible())
                words << each->text();
        return words.join(' ');
    }

    int m_beats = 0;

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void theEmptyChartWaitsForNoCommitThatIsThere() {
        m_bench->fake().series().history = [](const auto&, qint64, int) { return session::SeriesPoints(); };
        m_bench->open("group", "billing");
        QCOMPARE(chartSays(), QString("Waiting for a second round: a line needs two"));
        publish("billing", [](session::GroupRow& group) {
            group.lag.reset();
            for (auto& row : group.partitionRows) {
                row.committed.reset();
                row.lag.reset();
            }
        });
        QCOMPARE(chartSays(), QString("Waiting for a commit of this group"));
        m_bench->fake().connection().become(session::ConnectionState::Closed);
        QCOMPARE(chartSays(), QString("Not connected"));
    }

    void aLagThatNobodyKnowsHasNoUnit() {
        m_bench->open("group", "billing");
        QTRY_VERIFY(said("total lag"));
        publish("billing", [](session::GroupRow& group) { group.lag.reset(); });
        QTRY_VERIFY(said("total lag not known"));
        publish("billing", [](session::GroupRow& group) { group.lag = 1; });
        QTRY_VERIFY(said("total lag 1 record"));
        QVERIFY(!said("1 records"));
    }

    void aTotalThatLacksAPartitionIsSaidToBeMore() {
        m_bench->open("group", "billing");
        publish("billing", [](session::GroupRow& group) {
            group.lag = 1;
            group.partitionsWithoutCommit = 1;
            auto& row = group.partitionRows.front();
            row.commitState = session::CommitState::NoCommit;
            row.committed.reset();
            row.lag.reset();
            row.logStart = 0;
            row.end = 7;
        });
        QTRY_VERIFY(said("total lag ≥1 record"));
    }

    void anOlderLagIsNotSaidAsIfItWereNew() {
        m_bench->open("group", "billing");
        publish("billing", [](session::GroupRow& group) {
            group.lag = 1;
            group.lag.fail(session::Reason("There is no coordinator."));
        });
        QTRY_VERIFY(said("last known lag 1 record"));
        QVERIFY(!said("total lag"));
    }

    void theLagOfNowStandsAtTheTimeOfItsReading() {
        m_bench->open("group", "billing");
        publish("billing", [](session::GroupRow&) {});
        const double taken = double(m_bench->cluster->data().snapshot()->takenAtMs);
        const auto isOfNow = [&](const auto& one) { return one.now && one.nowAtMs == taken; };
        const auto* chart = m_bench->see<TimeChart>("groupLagChart");
        QVERIFY(!chart->series().isEmpty());
        QTRY_VERIFY(std::ranges::any_of(chart->series(), isOfNow));
    }

    void whatIsNotThereIsNotWaitedFor() {
        m_bench->open("group", "gone");
        QCOMPARE(saysEmpty("memberTable"), QString("There is no group gone on this cluster."));
        QCOMPARE(chartSays(), saysEmpty("memberTable"));
        auto* chart = m_bench->see<TimeChart>("groupLagChart");
        const QImage drawn = chart->grab().toImage();
        // Nothing is written where the times would stand.
        for (int x = 0; x < drawn.width(); ++x)
            for (int y = drawn.height() - 16; y < drawn.height(); ++y)
                QCOMPARE(drawn.pixel(x, y), drawn.pixel(drawn.width() - 1, drawn.height() - 1));
        for (const auto& [part, view] : {std::pair("partitions", "partitionTable"),
                                         {"configuration", "configTable"},
                                         {"groups", "topicGroupTable"}}) {
            m_bench->open("topic", "gone", part);
            QCOMPARE(saysEmpty(view), QString("There is no topic gone on this cluster."));
        }
    }
};

QTEST_MAIN(GroupPageTest)
#include "group_page_test.moc"
