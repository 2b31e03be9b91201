#include <QLabel>

#include "models/formats.h"
#include "support/window_bench.h"
#include "widgets/common/controls.h"
#include "widgets/prompts/object_picker.h"

using models::FindKind;
using support::WindowBench;

/// A lag of which a part is not known, and one that is gone with the connection, wherever they are told.
class PartialLagTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;
    int m_beats = 0;

    /// The sample, in which "billing" has read one topic to its end, and of another nothing yet.
    session::ClusterSnapshot started(qint64 waiting) {
        auto sample = support::sampleSnapshot(WindowBench::now + ++m_beats * 1000);
        std::erase_if(sample.groups, [](const auto& group) { return group->id != QLatin1String("billing"); });
        auto row = *sample.groups.front();
        auto& open = row.partitionRows.back();
        open.commitState = session::CommitState::NoCommit;
        open.committed.reset();
        open.lag.reset();
        open.logStart = 0;
        open.end = waiting;
        row.partitionsWithoutCommit = 1;
        row.lag = row.partitionRows.front().lag = row.topicRows.front().lag = 0;
        row.topicRows.back().lag.reset();
        sample.groups.front() = std::make_shared<const session::GroupRow>(row);
        sample.figures.worstLag = 0;
        sample.figures.worstLagGroup.clear();
        return sample;
    }
    QString inPalette(FindKind kind, const QString& name) const {
        const auto& cluster = *m_bench->cluster;
        return widgets::object_picker::rowOf(cluster.data(), cluster.connection(),
                                             {kind, name, {}, cluster.id(), name})
            .figure;
    }
    QString legend(const char* name) const { return m_bench->see(name)->accessibleDescription(); }
    void publish(const session::ClusterSnapshot& snapshot) { m_bench->fake().data().publish(snapshot); }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aPaletteSaysIt() {
        publish(started(7));
        QCOMPARE(inPalette(FindKind::Group, "billing"), QString::fromUtf8("lag ≥0"));
        publish(started(0)); // there is nothing that it could have read
        QCOMPARE(inPalette(FindKind::Group, "billing"), QString("lag 0"));
        auto ahead = started(0);
        auto row = *ahead.groups.front();
        row.lag.reset();
        row.beyondEnd = 4980;
        ahead.groups.front() = std::make_shared<const session::GroupRow>(row);
        publish(ahead);
        QCOMPARE(inPalette(FindKind::Group, "billing"), models::formatCount(4980) + " beyond the end");
    }

    void aPaletteHasNoRateOfBefore() {
        const auto rate = [&] { return inPalette(FindKind::Topic, "orders"); };
        const auto lag = [&] { return inPalette(FindKind::Group, "billing"); };
        QCOMPARE(rate(), models::formatRate(4812) + " msg/s");
        QCOMPARE(lag(), "lag " + models::formatCount(48'843));
        m_bench->fake().connection().become(session::ConnectionState::Lost);
        QCOMPARE(rate(), models::unknownSign + QString(" msg/s"));
        QCOMPARE(lag(), "last known lag " + models::formatCount(48'843));
    }

    void theWorstLagSaysIt() {
        m_bench->open("overview");
        const auto worst = [&](session::ClusterSnapshot snapshot, qint64 lag) {
            snapshot.figures.worstLag = lag;
            publish(snapshot);
            return m_bench->see<widgets::Figure>("figureLag")->value();
        };
        QCOMPARE(worst(started(0), 0), QString("0"));
        QCOMPARE(worst(started(7), 60), QString::fromUtf8("≥60"));
        QCOMPARE(worst(started(7), 0), QString(models::unknownSign)); // at least nothing
    }

    void theLinesOfGroupsAndTopicsSayIt() {
        m_bench->open("overview");
        publish(started(7));
        QVERIFY2(legend("chartLagLegend").contains(QString::fromUtf8("billing ≥0")),
                 qPrintable(legend("chartLagLegend")));
        publish(started(0));
        QVERIFY(legend("chartLagLegend").contains("billing 0"));
        m_bench->open("group", "billing");
        auto both = started(7);
        auto row = *both.groups.front();
        auto committed = row.partitionRows.back();
        committed.partition = 1;
        committed.commitState = session::CommitState::Committed;
        committed.committed = committed.end;
        committed.lag = row.topicRows.back().lag = 0;
        row.partitionRows.push_back(committed);
        both.groups.front() = std::make_shared<const session::GroupRow>(row);
        publish(both);
        const QString words = legend("groupLagChartLegend");
        QVERIFY2(words.contains(row.topicRows.front().topic + " 0"), qPrintable(words));
        QVERIFY2(words.contains(row.topicRows.back().topic + QString::fromUtf8(" ≥0")), qPrintable(words));
    }

    void theFootOfTheGroupsCountsNoEmptyPartition() {
        m_bench->open("groups");
        const auto told = [&] { return m_bench->see<QLabel>("groupCounts")->text(); };
        publish(started(7));
        QTRY_VERIFY2(told().contains("lag of 1 group(s) not known"), qPrintable(told()));
        publish(started(0));
        QTRY_VERIFY2(told().contains("0 records of lag"), qPrintable(told()));
    }
};

QTEST_MAIN(PartialLagTest)
#include "partial_lag_test.moc"
