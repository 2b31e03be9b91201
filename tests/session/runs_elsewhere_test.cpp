#include <utility>

#include <QDir>
#include <QFile>
#include <QTest>

#include "run_bench.h"

using namespace session;

/// Runs whose connection leads to another address or another cluster than when they began.
class RunsElsewhereTest : public QObject, run_bench::RunBench {
    Q_OBJECT

    ConnectionProfile m_profile, m_source; ///< the latter: that records sent again were read from

    [[nodiscard]] QString nowhere() const { return QStringLiteral("127.0.0.1:1"); }
    void restartWithProfile() {
        m_runs.reset();
        m_runs = std::make_unique<LiveRuns>(*m_settings, [this](const QUuid& id) {
            return id == m_profile.id  ? std::optional(m_profile)
                   : id == m_source.id ? std::optional(m_source)
                                       : std::nullopt;
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

    /// Of a record that the table has cut, from the topic to another; it could not be read whole.
    QString failedSending() {
        const QString topic = makeTopic();
        send(topic, 'a', 1);
        RecordRow row;
        row.timestampMs = 1'700'000'000'000;
        row.value = QByteArray(100, 'a');
        row.valueSize = 100'000;
        m_source.bootstrap = nowhere();
        SendAgainDraft draft{nowhere(), topic, {row}, makeTopic(), {}};
        draft.fromCluster = m_source.id;
        const QString id = m_runs->startSending(m_profile, draft);
        m_runs->stop(id);
        if (ended(id)->state == RunState::Finished)
            qFatal("nothing is to be read there");
        return id;
    }

private slots:
    void init() {
        m_profile = m_source = here();
        m_source.id = QUuid::createUuid();
        m_source.clusterId = QStringLiteral("of the rows");
        m_profile.clusterId = QString::fromStdString(m_cluster->info().clusterId);
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
        QCOMPARE(ended(id)->state, RunState::Failed);
        m_profile.bootstrap = here().bootstrap;
        const RunPtr again = ended(m_runs->repeat(id));
        QCOMPARE(again->state, RunState::Finished);
        QCOMPARE(again->figures.records, 1);
    }

    void aRestHasNoPlaceInAnotherCluster() {
        const QString id = failedExport();
        QVERIFY(!m_runs->isElsewhere(id));
        const QString first = std::exchange(m_profile.clusterId, QStringLiteral("second")); // where it was
        QVERIFY(m_runs->isElsewhere(id));
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(m_runs->find(id)->state, RunState::Failed);
        m_profile.clusterId = first;
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(ended(id)->state, RunState::Finished);
    }

    void rowsAreReadWholeWhereTheirConnectionLeadsByNow() {
        const QString id = failedSending();
        m_source.bootstrap = here().bootstrap;
        m_runs->goOn(id, Skip::Nothing);
        const RunPtr run = ended(id);
        QVERIFY2(run->state == RunState::Finished, run->error ? run->error->cause.c_str() : "");
        QCOMPARE(run->figures.records, 1);
        QCOMPARE(ended(m_runs->repeat(id))->state, RunState::Finished);
    }

    void rowsAreNotSoughtInAnotherCluster() {
        const QString id = failedSending();
        m_source.bootstrap = here().bootstrap;
        m_source.clusterId = QStringLiteral("another");
        for (const bool again : {false, true}) {
            if (!again)
                m_runs->goOn(id, Skip::Nothing);
            const RunPtr run = ended(again ? m_runs->repeat(id) : id);
            QCOMPARE(run->state, RunState::Failed);
            QCOMPARE(run->error->name, std::string("CLUSTER_CHANGED"));
        }
    }

    void nothingIsDoneToAnotherThatAnswersThere() {
        const QString topic = makeTopic(), path = m_folder.filePath(topic);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(R"({"payload":"a"})") > 0);
        file.close();
        m_profile.clusterId = QStringLiteral("another");
        for (const QString& id :
             {m_runs->startImport(m_profile, {path, topic, {}}),
              m_runs->startExport(m_profile, {.topic = topic, .path = path + QStringLiteral(".out")})}) {
            const RunPtr run = ended(id);
            QCOMPARE(run->state, RunState::Failed);
            QCOMPARE(run->error.value().name, std::string("ANOTHER_CLUSTER"));
            QVERIFY(run->canGoOn);
        }
        const std::vector<base::TopicPartition> parts{{topic.toStdString(), base::PartitionId(0)}};
        const auto ends = m_cluster->listOffsets(parts, client::OffsetQuestion::Latest).value();
        QCOMPARE(ends.front().offset.value().value(), 0);
        QVERIFY(!QFile::exists(path + QStringLiteral(".out")));
    }

    void aRestThatIsRefusedLosesNothing() {
        const QString topic = makeTopic(), path = m_folder.filePath(topic);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) &&
                file.write("{\"payload\":\"a\"}\noops\n{\"payload\":\"b\"}\n") > 0);
        file.close();
        const QString id = m_runs->startImport(m_profile, {path, topic, {}});
        const RunPtr failed = ended(id);
        QVERIFY(failed->canSkip);
        QVERIFY(failed->figures.linesDone > 0);
        m_profile.bootstrap = nowhere();
        m_runs->goOn(id, Skip::Fault);
        const RunPtr refused = ended(id);
        QCOMPARE(refused->state, RunState::Failed);
        QVERIFY(refused->error->cause != failed->error->cause);
        QVERIFY(refused->figures == failed->figures);
        QVERIFY(refused->canGoOn && refused->canSkip);
        m_profile.bootstrap = here().bootstrap;
        m_runs->goOn(id, Skip::Fault);
        const RunPtr run = ended(id);
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, 2);
        QCOMPARE(run->figures.skipped, 1);
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
