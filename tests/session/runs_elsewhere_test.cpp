#include <QDir>
#include <QTest>

#include "run_bench.h"

using namespace session;

/// Runs whose connection leads to another address or another cluster than when they began.
class RunsElsewhereTest : public QObject, run_bench::RunBench {
    Q_OBJECT

    ConnectionProfile m_profile;

    [[nodiscard]] QString nowhere() const { return QStringLiteral("127.0.0.1:1"); }
    void restartWithProfile() {
        m_runs.reset();
        m_runs = std::make_unique<LiveRuns>(*m_settings, [this](const QUuid& id) {
            return id == m_profile.id ? std::optional(m_profile) : std::nullopt;
        });
    }
    /// That of a topic with a record, which fails for want of its folder.
    QString failedExport() {
        const QString topic = makeTopic();
        send(topic, 'a', 1);
        const QString folder = m_folder.filePath(QUuid::createUuid().toString(QUuid::WithoutBraces));
        const QString id =
            m_runs->startExport(m_profile, {.topic = topic, .path = folder + QStringLiteral("/out.jsonl")});
        if (ended(id)->state != RunState::Failed || !QDir().mkpath(folder))
            qFatal("it was to fail");
        return id;
    }

private slots:
    void init() {
        m_profile = here();
        m_profile.clusterId = QStringLiteral("first");
        restartWithProfile();
    }

    void whatRunsAgainGoesWhereItsConnectionLeadsByNow() {
        const QString topic = makeTopic(), renamed = QStringLiteral("moved");
        const ProduceDraft draft{.topic = topic, .value = "v"};
        m_profile.bootstrap = nowhere();
        auto* job = new Job<ProducedRecords>;
        const QString produced = m_runs->followSending(job, m_profile, draft);
        job->succeed({});
        m_profile = {.id = m_profile.id, .name = renamed, .bootstrap = here().bootstrap};
        for (const bool restarted : {false, true}) {
            if (restarted)
                restartWithProfile();
            const RunPtr again = ended(m_runs->repeat(produced));
            QVERIFY2(again->state == RunState::Finished, again->error ? again->error->cause.c_str() : "");
            QCOMPARE(again->subject.clusterName, renamed);
        }
    }

    void chosenRowsAreSentAgainWhereItLeadsByNow() {
        RecordRow row;
        row.value = "v";
        row.valueSize = 1;
        m_profile.bootstrap = nowhere();
        const QString id = m_runs->startSending(m_profile, {{}, {}, {row}, makeTopic(), {}});
        m_runs->stop(id);
        QCOMPARE(ended(id)->state, RunState::Stopped);
        m_profile.bootstrap = here().bootstrap;
        const RunPtr again = ended(m_runs->repeat(id));
        QCOMPARE(again->state, RunState::Finished);
        QCOMPARE(again->figures.records, 1);
    }

    void aRestHasNoPlaceInAnotherCluster() {
        const QString id = failedExport();
        QVERIFY(!m_runs->isElsewhere(id));
        m_profile.clusterId = QStringLiteral("second"); // at the same address
        QVERIFY(m_runs->isElsewhere(id));
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(m_runs->find(id)->state, RunState::Failed);
        m_profile.clusterId = QStringLiteral("first");
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(ended(id)->state, RunState::Finished);
    }

    void ofAnAddressWhereNobodyIsKnownARestIsElsewhere() {
        const QString id = failedExport();
        m_profile.bootstrap = nowhere();
        m_profile.clusterId.clear();
        QVERIFY(m_runs->isElsewhere(id));
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(m_runs->find(id)->state, RunState::Failed);
    }

    void aRestFollowsItsClusterToAnotherAddress() {
        const QString id = failedExport();
        m_profile.bootstrap += QStringLiteral(",") + nowhere();
        QVERIFY(!m_runs->isElsewhere(id));
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(ended(id)->state, RunState::Finished);
    }
};

QTEST_GUILESS_MAIN(RunsElsewhereTest)
#include "runs_elsewhere_test.moc"
