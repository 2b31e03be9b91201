#include <QTemporaryDir>
#include <QTest>

#include "client/cluster.h"
#include "client/producer.h"
#include "session/runs/live_runs.h"
#include "support/cluster_under_test.h"
#include "support/file_limit.h"

using namespace session;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

/// What an export has not got, and says so.
class ExportLossesTest : public QObject {
    Q_OBJECT

    ClusterUnderTest m_under;
    client::ConnectOptions m_options;
    client::Reaper m_reaper;
    std::shared_ptr<client::Cluster> m_cluster;
    std::string m_topic;
    QTemporaryDir m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<LiveRuns> m_runs;

    void restart() {
        m_runs.reset();
        m_settings.reset();
        m_settings = std::make_unique<SettingsStore>(m_folder.filePath("settings.ini"));
        m_runs = std::make_unique<LiveRuns>(*m_settings);
    }
    void send(int count) {
        client::ProducerOptions options;
        options.connect = m_options;
        const auto producer = *client::Producer::create(options, m_reaper);
        for (int i = 0; i < count; ++i)
            QVERIFY(producer->send({.topic = m_topic,
                                    .partition = base::PartitionId(0),
                                    .value = std::string(100'000, 'a'),
                                    .timestampMs = 1'700'000'000'000}));
        QVERIFY(producer->flush(30s));
    }
    void deleteBefore(std::int64_t offset) {
        const std::vector<client::RecordDeletion> deletions{
            {{m_topic, base::PartitionId(0)}, base::Offset(offset)}};
        QVERIFY(!m_cluster->deleteRecords(deletions).value().front().error);
    }
    [[nodiscard]] ConnectionProfile here() const {
        ConnectionProfile out;
        out.id = QUuid::createUuid();
        out.bootstrap = QString::fromStdString(m_under.bootstrap());
        return out;
    }
    RunPtr ended(const QString& id) {
        if (!QTest::qWaitFor([&] { return m_runs->find(id)->state != RunState::Running; }, 30'000))
            qFatal("the run does not end");
        return m_runs->find(id);
    }
    static const RunLine* noted(const RunPtr& run, RunNote what) {
        const auto found = std::ranges::find(run->log, what, &RunLine::note);
        return found == run->log.end() ? nullptr : &*found;
    }

    /// What a table keeps of such a record.
    RecordRow rowOf(qint64 offset) const {
        RecordRow row;
        row.offset = offset;
        row.timestampMs = 1'700'000'000'000;
        row.value = QByteArray(100, 'a');
        row.valueSize = 100'000;
        return row;
    }

private slots:
    void init() {
        m_options.bootstrap = m_under.bootstrap();
        m_cluster = *client::connect(m_options);
        restart();
        m_topic = ClusterUnderTest::fresh("losses");
        const std::vector<client::NewTopic> topics{
            {.name = m_topic, .partitions = 1, .configs = {{"retention.ms", "-1"}}}};
        QVERIFY(!m_cluster->createTopics(topics).value().front().error);
    }

    void whatIsDeletedUnderIt() {
        send(41);
        const ExportDraft draft{.topic = QString::fromStdString(m_topic),
                                .path = m_folder.filePath("range.jsonl")};
        QString id;
        {
            const support::FileLimit full(3'000'000);
            id = m_runs->startExport(here(), draft);
            QCOMPARE(ended(id)->state, RunState::Failed);
        }
        const qint64 written = m_runs->find(id)->figures.records;
        QVERIFY(written > 0 && written < 40);
        QCOMPARE(m_runs->find(id)->figures.deleted, 0);
        deleteBefore(40);
        m_runs->goOn(id, Skip::Nothing);
        const RunPtr run = ended(id);
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, written + 1);
        QCOMPARE(run->figures.deleted, 40 - written);
        const auto* line = noted(run, RunNote::DeletedUnread);
        QVERIFY(line);
        QCOMPARE(line->count, 40 - written);
        restart();
        QCOMPARE(m_runs->find(id)->figures.deleted, 40 - written);
        QVERIFY(noted(m_runs->find(id), RunNote::DeletedUnread));
    }

    void rowsThatAreGoneAreLeftOutAndNamed() {
        send(4);
        deleteBefore(2);
        const QString topic = QString::fromStdString(m_topic);
        const std::vector<RecordRow> rows{rowOf(1), rowOf(2), rowOf(3)};
        const ExportDraft exported{.topic = topic, .rows = rows, .path = m_folder.filePath("rows.jsonl")};
        const SendAgainDraft sent{QString::fromStdString(m_under.bootstrap()), topic, rows, topic, {}};
        for (const QString& id :
             {m_runs->startExport(here(), exported), m_runs->startSending(here(), sent)}) {
            const RunPtr run = ended(id);
            QVERIFY2(run->state == RunState::Finished, run->error ? run->error->cause.c_str() : "");
            QCOMPARE(run->figures.records, 2);
            QCOMPARE(run->figures.skipped, 1);
            QCOMPARE(run->figures.done, 3);
            const auto* line = noted(run, RunNote::RowGone);
            QVERIFY(line);
            QCOMPARE(line->count, 1);
            QCOMPARE(line->other, 0);
        }
    }

    void aSendingOfWhichAllIsGoneEnds() {
        send(3);
        deleteBefore(3);
        const QString topic = QString::fromStdString(m_topic);
        const RunPtr run = ended(m_runs->startSending(
            here(), {QString::fromStdString(m_under.bootstrap()), topic, {rowOf(0), rowOf(2)}, topic, {}}));
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, 0);
        QCOMPARE(run->figures.skipped, 2);
        QVERIFY(!run->canGoOn);
    }
};

QTEST_GUILESS_MAIN(ExportLossesTest)
#include "export_losses_test.moc"
