#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "client/cluster.h"
#include "client/producer.h"
#include "session/records/live_record_browser.h"
#include "session/runs/live_runs.h"
#include "support/cluster_under_test.h"
#include "support/file_limit.h"

using namespace session;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

/// What was read of a topic that is another by now, with records at the same offsets.
class TopicMadeAnewTest : public QObject {
    Q_OBJECT

    ClusterUnderTest m_under;
    client::ConnectOptions m_options;
    client::Reaper m_reaper;
    std::shared_ptr<client::Cluster> m_cluster;
    std::string m_topic;
    QTemporaryDir m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<LiveRuns> m_runs;

    void send(char fill, int count) {
        client::ProducerOptions options;
        options.connect = m_options;
        const auto producer = *client::Producer::create(options, m_reaper);
        for (int i = 0; i < count; ++i)
            QVERIFY(producer->send({.topic = m_topic,
                                    .partition = base::PartitionId(0),
                                    .value = std::string(100'000, fill),
                                    .timestampMs = 1'700'000'000'000}));
        QVERIFY(producer->flush(30s));
    }
    [[nodiscard]] std::vector<client::NewTopic> topics() const {
        return {{.name = m_topic, .partitions = 1, .configs = {{"retention.ms", "-1"}}}};
    }
    void makeAnew(char fill, int count) {
        const std::vector<std::string> names{m_topic};
        QVERIFY(!m_cluster->deleteTopics(names).value().front().error);
        bool isMade = false;
        const auto make = [&] {
            return isMade = isMade || !m_cluster->createTopics(topics()).value()[0].error;
        };
        QTRY_VERIFY(make());
        send(fill, count);
    }
    void read(LiveRecordBrowser& browser, int limit = 500) {
        BrowseQuery query;
        query.seek = SeekKind::Oldest;
        query.limit = limit;
        browser.run(query);
        QTRY_COMPARE(browser.state(), BrowseState::Stopped);
        QVERIFY(browser.rowCount() > 0);
    }
    [[nodiscard]] std::unique_ptr<LiveRecordBrowser> browse() const {
        return std::make_unique<LiveRecordBrowser>(m_options, QString::fromStdString(m_topic), nullptr);
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

private slots:
    void initTestCase() {
        m_options.bootstrap = m_under.bootstrap();
        m_cluster = *client::connect(m_options);
        m_settings = std::make_unique<SettingsStore>(m_folder.filePath("settings.ini"));
        m_runs = std::make_unique<LiveRuns>(*m_settings);
    }
    void init() {
        m_topic = ClusterUnderTest::fresh("anew");
        QVERIFY(!m_cluster->createTopics(topics()).value().front().error);
        send('a', 1);
    }

    void aRecordOfTheOneBeforeIsNotReadWhole() {
        for (const char fill : {'b', 'a'}) { // even one that looks the same
            init();
            const auto browser = browse();
            read(*browser);
            makeAnew(fill, 1);
            QSignalSpy loaded(browser.get(), &RecordBrowser::recordLoaded);
            QSignalSpy failed(browser.get(), &RecordBrowser::recordFailed);
            browser->loadWhole(browser->row(0));
            QTRY_COMPARE(failed.size(), 1);
            QCOMPARE(loaded.size(), 0);
            auto* job = browser->readWhole({browser->row(0)}, this);
            QSignalSpy jobFailed(job, &JobBase::failed);
            QTRY_COMPARE(jobFailed.size(), 1);
            QCOMPARE(jobFailed[0][0].value<base::Error>().name, std::string("TOPIC_RECREATED"));
        }
    }

    void moreDoesNotMixTheRowsOfBoth() {
        send('a', 3);
        const auto browser = browse();
        read(*browser, 2);
        QCOMPARE(browser->stopReason(), StopReason::LimitReached);
        makeAnew('b', 4);
        const QString id = browser->topicId();
        browser->more();
        QTRY_COMPARE(browser->state(), BrowseState::Stopped);
        QCOMPARE(browser->stopReason(), StopReason::TopicReplaced);
        QCOMPARE(browser->rowCount(), 2);
        QCOMPARE(browser->row(1).value->front(), 'a');
        QCOMPARE(browser->topicId(), id);
        read(*browser);
        QCOMPARE(browser->rowCount(), 4);
        QCOMPARE(browser->row(0).value->front(), 'b');
    }

    void anExportDoesNotGoOnInTheOther() {
        send('a', 40);
        ExportDraft draft{.topic = QString::fromStdString(m_topic), .path = m_folder.filePath("on.jsonl")};
        QString id;
        {
            const support::FileLimit full(3'000'000);
            id = m_runs->startExport(here(), draft);
            QCOMPARE(ended(id)->state, RunState::Failed);
        }
        const qint64 written = m_runs->find(id)->figures.records;
        QVERIFY(written > 0 && written < 41);
        makeAnew('b', 41);
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(ended(id)->state, RunState::Failed);
        QCOMPARE(m_runs->find(id)->error->name, std::string("TOPIC_RECREATED"));
        QCOMPARE(m_runs->find(id)->figures.records, written);
        QFile file(draft.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("bbbb"));
    }

    void aRunDoesNotTakeTheOtherRecord() {
        const auto browser = browse();
        read(*browser);
        const QString topic = QString::fromStdString(m_topic);
        const QString file = m_folder.filePath("rows.jsonl");
        ExportDraft exported{.topic = topic, .rows = {browser->row(0)}, .path = file, .replace = true};
        SendAgainDraft sent{QString::fromStdString(m_under.bootstrap()), topic, {browser->row(0)}, topic, {}};
        makeAnew('b', 1);
        for (const bool known : {true, false}) {
            exported.rowsTopicId = sent.fromTopicId = known ? browser->topicId() : QString();
            const std::string name = known ? "TOPIC_RECREATED" : "RECORD_REPLACED";
            const RunPtr one = ended(m_runs->startExport(here(), exported));
            QCOMPARE(one->state, RunState::Failed);
            QCOMPARE(one->error->name, name);
            QVERIFY(one->error->cause.starts_with("Another record stands at offset 0 of partition 0"));
            const RunPtr other = ended(m_runs->startSending(here(), sent));
            QCOMPARE(other->state, RunState::Failed);
            QCOMPARE(other->error->name, name);
            QCOMPARE(other->figures.records, 0);
        }
    }
};

QTEST_GUILESS_MAIN(TopicMadeAnewTest)
#include "topic_made_anew_test.moc"
