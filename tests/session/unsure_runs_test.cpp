#include <algorithm>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "session/records/produce_job.h"
#include "session/runs/live_runs.h"
#include "session/work_pool.h"
#include "support/mock_cluster.h"

using namespace session;

/// Records that a run sent and that got no answer: they may be stored.
class UnsureRunsTest : public QObject {
    Q_OBJECT

    static constexpr int kNever = 60'000;

    support::MockCluster m_mock;
    client::Reaper m_reaper;
    QTemporaryDir m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<LiveRuns> m_runs;
    ConnectionProfile m_here;
    int m_topics = 0;

    void restart() {
        m_runs.reset();
        m_settings.reset();
        m_settings = std::make_unique<SettingsStore>(m_folder.filePath("settings.ini"));
        m_runs = std::make_unique<LiveRuns>(*m_settings, [this](const QUuid&) { return m_here; });
    }
    QString makeTopic() { return QString::fromStdString(m_mock.makeTopic("t" + std::to_string(++m_topics))); }
    RunPtr ended(const QString& id) {
        if (!QTest::qWaitFor([&] { return m_runs->find(id)->state != RunState::Running; }, 30'000))
            qFatal("the run does not end");
        return m_runs->find(id);
    }
    QString startImport(const QString& topic) {
        QFile file(m_folder.filePath(topic));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(QByteArray("{\"payload\":\"a\"}\n").repeated(3)) <= 0)
            qFatal("no file");
        SendingDraft sending;
        sending.keepPartition = sending.keepTime = false;
        return m_runs->startImport(m_here, {file.fileName(), topic, sending});
    }
    QString startSending(const QString& topic) {
        SendAgainDraft draft{.fromBootstrap = m_here.bootstrap,
                             .fromTopic = topic,
                             .rows = std::vector<RecordRow>(3),
                             .topic = topic,
                             .sending = {}};
        draft.sending.keepPartition = draft.sending.keepTime = false;
        return m_runs->startSending(m_here, draft);
    }
    QString startProducing(const QString& topic) {
        const ProduceDraft draft{.topic = topic, .value = "a", .repeat = 3};
        auto* job = runJob<ProducedRecords>(*workPool(), this, [this, draft](JobContext& context) {
            return produceRecords({.bootstrap = m_mock.bootstrap()}, m_reaper, draft, context, {});
        });
        return m_runs->followSending(job, m_here, draft);
    }
    QString startOf(RunKind kind, const QString& topic) {
        return kind == RunKind::Import      ? startImport(topic)
               : kind == RunKind::SendAgain ? startSending(topic)
                                            : startProducing(topic);
    }
    /// One whose three records went out, and that was stopped before an answer came.
    QString stoppedMidway(RunKind kind) {
        m_mock.answerNextProduceAfter(kNever);
        const QString id = startOf(kind, makeTopic());
        if (!QTest::qWaitFor([&] { return m_mock.hasTakenIt(); }, 30'000))
            qFatal("nothing was sent");
        m_runs->stop(id);
        ended(id);
        return id;
    }
    qint64 told(const QString& id, RunNote what) {
        qint64 sum = 0;
        for (const auto& line : m_runs->find(id)->log)
            sum += line.note == what ? line.count : 0;
        return sum;
    }

private slots:
    void initTestCase() {
        m_here.id = QUuid::createUuid();
        m_here.name = "here";
        m_here.bootstrap = QString::fromStdString(m_mock.bootstrap());
        restart();
    }

    void aRunThatGoesOnWithoutThemTellsThemToItsEnd_data() {
        QTest::addColumn<RunKind>("kind");
        QTest::newRow("import") << RunKind::Import;
        QTest::newRow("send again") << RunKind::SendAgain;
        QTest::newRow("produce") << RunKind::Produce;
    }
    void aRunThatGoesOnWithoutThemTellsThemToItsEnd() {
        QFETCH(const RunKind, kind);
        const QString id = stoppedMidway(kind);
        auto run = m_runs->find(id);
        QCOMPARE(run->state, RunState::Stopped);
        QCOMPARE(run->figures.refused, 0);
        QCOMPARE(run->figures.unsure, 3);
        QCOMPARE(run->mayBeTwice, 3);
        QCOMPARE(told(id, RunNote::Unsure), 3);
        QCOMPARE(told(id, RunNote::NotArrived), 0);
        m_runs->goOn(id, Skip::Nothing, Unsure::LeaveOut);
        run = ended(id);
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, 0);
        QCOMPARE(run->figures.unsure, 3);
        restart();
        QCOMPARE(m_runs->find(id)->figures.unsure, 3);
        QCOMPARE(told(id, RunNote::Unsure), 3);
        QCOMPARE(told(id, RunNote::UnsureLeftOut), 3);
    }

    void sentOnceMoreTheyStaySoUntilTheyArrive() {
        const QString id = stoppedMidway(RunKind::Import);
        m_mock.answerNextProduceAfter(kNever);
        m_runs->goOn(id, Skip::Nothing);
        QTRY_VERIFY_WITH_TIMEOUT(m_mock.hasTakenIt(), 30'000);
        m_runs->stop(id);
        QCOMPARE(ended(id)->mayBeTwice, 3);
        QCOMPARE(m_runs->find(id)->figures.unsure, 3);
        m_runs->goOn(id, Skip::Nothing);
        const auto run = ended(id);
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, 3);
        QCOMPARE(run->figures.unsure, 0);
        QCOMPARE(run->mayBeTwice, 0);
        QCOMPARE(told(id, RunNote::UnsureAgain), 6);
    }

    void anImportThatCannotGoOnKnowsThemStill() {
        const QString id = stoppedMidway(RunKind::Import);
        const auto stopped = m_runs->find(id);
        const QString path = m_folder.filePath(stopped->subject.topic);
        QVERIFY(QFile::rename(path, path + ".away"));
        m_runs->goOn(id, Skip::Nothing);
        const auto failed = ended(id);
        QCOMPARE(failed->state, RunState::Failed);
        QCOMPARE(failed->mayBeTwice, 3);
        QCOMPARE(failed->figures.unsure, 3);
        QCOMPARE(failed->figures.linesDone, stopped->figures.linesDone);
        QCOMPARE(failed->figures.done, stopped->figures.done);
        QVERIFY(QFile::rename(path + ".away", path));
        m_runs->goOn(id, Skip::Nothing, Unsure::LeaveOut);
        const auto run = ended(id);
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, 0);
        QCOMPARE(told(id, RunNote::UnsureLeftOut), 3);
    }

    void aRunThatMayNotGoOnKnowsThemStill() {
        const QString id = stoppedMidway(RunKind::SendAgain);
        const auto stopped = m_runs->find(id);
        m_here.clusterId = "another than the one that answers";
        m_runs->goOn(id, Skip::Nothing);
        const auto refused = ended(id);
        m_here.clusterId.clear();
        QCOMPARE(refused->state, RunState::Failed);
        QCOMPARE(refused->mayBeTwice, 3);
        QVERIFY(refused->figures == stopped->figures);
        QCOMPARE(told(id, RunNote::UnsureAgain), 0);
        m_runs->goOn(id, Skip::Nothing, Unsure::LeaveOut);
        const auto run = ended(id);
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, 0);
        QCOMPARE(told(id, RunNote::UnsureLeftOut), 3);
    }

    void aRunRememberedWithoutThemIsRead() {
        const QString json = R"({"kind":3,"topic":"t","state":3,"started":%1,"ended":%1,"refused":500,)"
                             R"("log":[[%1,4,500,0,""]]})";
        m_settings->setValue("runs/old", json.arg(QDateTime::currentMSecsSinceEpoch()).toUtf8());
        restart();
        QVERIFY(m_runs->find("old"));
        QCOMPARE(m_runs->find("old")->figures.refused, 500);
        QCOMPARE(m_runs->find("old")->figures.unsure, 0);
        QCOMPARE(told("old", RunNote::NotArrived), 500);
    }
};

QTEST_GUILESS_MAIN(UnsureRunsTest)
#include "unsure_runs_test.moc"
