#include <map>

#include <QTemporaryDir>
#include <QTest>

#include "client/cluster.h"
#include "session/runs/live_runs.h"
#include "support/cluster_under_test.h"

using namespace session;

/// What parts of a sending of rows tell, which go on one behind another.
class SendAgainRestTest : public QObject {
    Q_OBJECT

    static constexpr qint64 kHour = 3'600'000;

    support::ClusterUnderTest m_under;
    QTemporaryDir m_folder;
    SettingsStore m_settings{m_folder.filePath("settings.ini")};
    LiveRuns m_runs{m_settings};

    /// Of one partition, that keeps records for an hour.
    QString makeTopic() {
        client::ConnectOptions options;
        options.bootstrap = m_under.bootstrap();
        client::NewTopic topic{.name = support::ClusterUnderTest::fresh("rest"),
                               .partitions = 1,
                               .configs = {{"retention.ms", std::to_string(kHour)}}};
        if ((*client::connect(options))->createTopics({{topic}}).value().front().error)
            qFatal("no topic");
        return QString::fromStdString(topic.name);
    }
    static RecordRow rowOf(int partition, qint64 timestampMs) {
        RecordRow row;
        row.partition = partition;
        row.timestampMs = timestampMs;
        row.value = QByteArray("v");
        row.valueSize = 1;
        return row;
    }
    RunState waitEnd(const QString& id) {
        if (!QTest::qWaitFor([&] { return m_runs.find(id)->state != RunState::Running; }, 30'000))
            qFatal("the run does not end");
        return m_runs.find(id)->state;
    }
    RunState goOn(const QString& id, Skip skip) {
        m_runs.goOn(id, skip);
        return waitEnd(id);
    }
    qint64 told(const QString& id, RunNote what) {
        qint64 sum = 0;
        for (const auto& line : m_runs.find(id)->log)
            sum += line.note == what ? line.count : 0;
        return sum;
    }

private slots:
    void aTimeIsCountedOnceHoweverOftenItsRecordIsHandedOver() {
        const qint64 old = QDateTime::currentMSecsSinceEpoch() - 2 * kHour;
        constexpr int there = 0, notThere = 3;
        const std::vector<RecordRow> rows{rowOf(there, old), rowOf(notThere, old), rowOf(notThere, -1),
                                          rowOf(there, 0), rowOf(notThere, old)};
        SendAgainDraft draft{{}, {}, rows, makeTopic(), {}};
        draft.sending.keepPartition = true;
        ConnectionProfile here;
        here.id = QUuid::createUuid();
        here.bootstrap = QString::fromStdString(m_under.bootstrap());
        const QString id = m_runs.startSending(here, draft);
        QCOMPARE(waitEnd(id), RunState::Failed);
        for (int refused = 0; refused < 3; ++refused) {
            QCOMPARE(goOn(id, Skip::Nothing), RunState::Failed);
            QCOMPARE(goOn(id, Skip::Fault), refused < 2 ? RunState::Failed : RunState::Finished);
        }
        QCOMPARE(m_runs.find(id)->figures.records, 2);
        QCOMPARE(m_runs.find(id)->figures.skipped, 3);
        QCOMPARE(told(id, RunNote::OlderThanKept), 3);
        QCOMPARE(told(id, RunNote::WithoutTime), 1);
        QCOMPARE(told(id, RunNote::UnusableTime), 1);
    }
};

QTEST_GUILESS_MAIN(SendAgainRestTest)
#include "send_again_rest_test.moc"
