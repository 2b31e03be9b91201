#include <QSignalSpy>
#include <QTest>

#include "client/cluster.h"
#include "client/producer.h"
#include "session/records/live_record_browser.h"
#include "support/cluster_under_test.h"
#include "support/fake_server.h"
#include "support/temporary_folder.h"

using namespace session;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

/// A page's reader on a broker that serves.
class LiveRecordsTest : public QObject {
    Q_OBJECT

    ClusterUnderTest m_under;
    client::ConnectOptions m_options;
    client::Reaper m_reaper;
    std::shared_ptr<client::Cluster> m_cluster;
    std::unique_ptr<client::Producer> m_producer;
    std::string m_topic;

    void send(std::initializer_list<const char*> values) {
        for (const char* value : values)
            QVERIFY(m_producer->send({.topic = m_topic, .partition = base::PartitionId(0), .value = value}));
        QVERIFY(m_producer->flush(30s));
    }
    void makeProducer() {
        client::ProducerOptions options;
        options.connect = m_options;
        m_producer = *client::Producer::create(options, m_reaper);
    }
    /// Now or before.
    bool isMade(const std::vector<client::NewTopic>& topics) {
        const auto error = m_cluster->createTopics(topics).value().front().error;
        return !error || error->name == "TOPIC_ALREADY_EXISTS";
    }
    static QStringList valuesOf(const RecordBrowser& browser) {
        QStringList out;
        for (int i = 0; i < browser.rowCount(); ++i)
            out += QString::fromUtf8(*browser.row(i).value);
        return out;
    }
    /// Live with rows that came before none.
    void follow(RecordBrowser& browser) {
        BrowseQuery live;
        live.seek = SeekKind::Live;
        live.limit = 4;
        browser.run(live);
        // Followed once a record sent after the start comes; how long that takes nobody tells.
        QTRY_VERIFY2_WITH_TIMEOUT((send({"probe"}), QTest::qWait(20), browser.rowCount() > 0),
                                  "no record came", 10'000);
    }

private slots:
    void initTestCase() {
        m_options.bootstrap = m_under.bootstrap();
        m_cluster = *client::connect(m_options);
        makeProducer();
    }
    void init() {
        m_topic = ClusterUnderTest::fresh("live");
        const std::vector<client::NewTopic> topics{{.name = m_topic, .partitions = 1, .configs = {}}};
        QVERIFY(!m_cluster->createTopics(topics).value().front().error);
    }

    void theTimeRunsWhileNothingAnswers() {
        support::FakeServer mute([](support::FakeServer::Peer& peer) { peer.waitForEnd(); });
        client::ConnectOptions options;
        options.bootstrap = mute.address();
        LiveRecordBrowser browser(options, QString::fromStdString(m_topic), nullptr);
        browser.run({});
        int news = 0;
        connect(&browser, &RecordBrowser::progressChanged, this, [&news] { ++news; });
        QTRY_VERIFY_WITH_TIMEOUT(browser.progress().elapsedMs >= 1000, 4000);
        QCOMPARE(news, 0); // nobody may be looking
        QCOMPARE(browser.state(), BrowseState::Running);
        QCOMPARE(browser.progress().scanned, 0);
    }

    void anotherFilterInLiveLetsNothingGo() {
        LiveRecordBrowser browser(m_options, QString::fromStdString(m_topic), nullptr);
        follow(browser);
        send({"apple", "pear"});
        QTRY_COMPARE(valuesOf(browser).mid(0, 2), (QStringList{"pear", "apple"}));
        browser.pause();
        RecordWish apples;
        apples.filter = "apple";
        browser.refilter(apples);
        QCOMPARE(valuesOf(browser), QStringList{"apple"});
        QCOMPARE(browser.state(), BrowseState::Paused);
        browser.refilter({});
        QCOMPARE(valuesOf(browser).mid(0, 2), (QStringList{"pear", "apple"}));
        browser.refilter(apples);
        browser.resume();
        send({"plum", "apple pie"});
        QTRY_COMPARE(valuesOf(browser), (QStringList{"apple pie", "apple"}));
        QVERIFY(browser.query().filter == "apple");
        browser.stop();
        QTRY_COMPARE(browser.state(), BrowseState::Stopped);
    }

    void whatIsCaughtIsBoundedWhateverIsShown() {
        LiveRecordBrowser browser(m_options, QString::fromStdString(m_topic), nullptr);
        follow(browser);
        send({"1", "2", "3", "4", "5", "6"});
        QTRY_COMPARE(valuesOf(browser), (QStringList{"6", "5", "4", "3"}));
        RecordWish five;
        five.filter = "5";
        browser.refilter(five);
        QCOMPARE(valuesOf(browser), QStringList{"5"});
        send({"7", "8", "15", "25"});
        QTRY_COMPARE(valuesOf(browser).mid(0, 2), (QStringList{"25", "15"}));
        browser.refilter({});
        QVERIFY(browser.rowCount() <= 4);
    }

    void addedPartitionsAreFollowed() {
        LiveRecordBrowser browser(m_options, QString::fromStdString(m_topic), nullptr);
        follow(browser);
        QVERIFY(m_cluster->createPartitions({.topic = m_topic, .total = 2}, false));
        makeProducer(); // the one before may not know of it yet
        QVERIFY(m_producer->send({.topic = m_topic, .partition = base::PartitionId(1), .value = "added"}));
        QVERIFY(m_producer->flush(30s));
        QTRY_COMPARE(valuesOf(browser).value(0), QStringLiteral("added"));
        QCOMPARE(browser.row(0).partition, 1);
        QCOMPARE(browser.row(0).offset, 0);
    }

    void itEndsWithItsTopic() {
        for (const bool anew : {false, true}) {
            init();
            LiveRecordBrowser browser(m_options, QString::fromStdString(m_topic), nullptr);
            follow(browser);
            const std::vector<std::string> names{m_topic};
            QVERIFY(!m_cluster->deleteTopics(names).value().front().error);
            const std::vector<client::NewTopic> topics{{.name = m_topic, .partitions = 1, .configs = {}}};
            if (anew) {
                QTRY_VERIFY(isMade(topics));
                send({"1", "2", "3", "4", "5", "6", "7", "8"});
            }
            QTRY_COMPARE(browser.state(), BrowseState::Stopped);
            QCOMPARE(browser.stopReason(), anew ? StopReason::TopicReplaced : StopReason::TopicDeleted);
            QCOMPARE(browser.row(0).value, QByteArray("probe"));
        }
    }

    void anErrorIsForgottenBeforeItsRowsGo() {
        LiveRecordBrowser browser(m_options, QString::fromStdString(m_topic), nullptr);
        follow(browser);
        const std::vector<std::string> names{m_topic};
        QVERIFY(!m_cluster->deleteTopics(names).value().front().error);
        QTRY_COMPARE(browser.state(), BrowseState::Stopped);
        QVERIFY(browser.error());
        bool told = false, again = false;
        connect(&browser, &RecordBrowser::rowsReset, this, [&] {
            told = true;
            again = again || browser.error();
        });
        browser.run(browser.query());
        QVERIFY(told);
        QVERIFY(!again);
    }

    void rowsSayOfWhichTopicTheyAre() {
        LiveRecordBrowser browser(m_options, QString::fromStdString(m_topic), nullptr);
        QVERIFY(browser.topicId().isEmpty());
        const auto readAll = [&browser] {
            browser.run({});
            QTRY_COMPARE(browser.state(), BrowseState::Stopped);
        };
        send({"old"});
        readAll();
        const QString old = browser.topicId();
        QVERIFY(!old.isEmpty());
        const std::vector<std::string> names{m_topic};
        QVERIFY(!m_cluster->deleteTopics(names).value().front().error);
        QTRY_VERIFY(isMade({{.name = m_topic, .partitions = 1, .configs = {}}}));
        QCOMPARE(browser.topicId(), old);
        makeProducer();
        send({"new"});
        readAll();
        QCOMPARE(valuesOf(browser), QStringList{"new"});
        const QString fresh = browser.topicId();
        QVERIFY(!fresh.isEmpty() && fresh != old);
        follow(browser);
        QTRY_COMPARE(browser.topicId(), fresh);
    }

    void aClusterThatIsBackIsTold() {
        const test_support::TemporaryFolder folder;
        broker::BrokerOptions options;
        options.listeners = {{.bind = {"127.0.0.1", 0}, .advertised = {}}};
        options.dataFolder = folder.path();
        auto broker = broker::Broker::start(options).value();
        const auto address = broker->listening().front();
        options.listeners = {{.bind = address, .advertised = {}}};
        client::ConnectOptions connectTo;
        connectTo.bootstrap = address.toString();
        const std::vector<client::NewTopic> topics{{.name = m_topic, .partitions = 1, .configs = {}}};
        QVERIFY(!(*client::connect(connectTo))->createTopics(topics).value().front().error);
        LiveRecordBrowser browser(connectTo, QString::fromStdString(m_topic), nullptr);
        BrowseQuery live;
        live.seek = SeekKind::Live;
        browser.run(live);
        QTRY_VERIFY(!browser.topicId().isEmpty());
        const QSignalSpy reached(&browser, &RecordBrowser::clusterReached);
        broker.reset();
        QTRY_VERIFY(browser.progress().awaitsCluster);
        QCOMPARE(reached.size(), 0);
        broker = broker::Broker::start(options).value();
        QTRY_COMPARE_WITH_TIMEOUT(reached.size(), 1, 20'000);
    }

    void aRangeOfTimesAndPartsReachTheReading() {
        for (int i = 0; i < 10; ++i)
            QVERIFY(m_producer->send({.topic = m_topic,
                                      .partition = base::PartitionId(0),
                                      .value = std::to_string(i),
                                      .timestampMs = 1'795'348'805'000 + i}));
        QVERIFY(m_producer->flush(30s));
        LiveRecordBrowser browser(m_options, QString::fromStdString(m_topic), nullptr);
        BrowseQuery query;
        query.seek = SeekKind::Time;
        query.fromMs = 1'795'348'805'003;
        query.untilMs = 1'795'348'805'005;
        browser.run(query);
        QTRY_COMPARE(browser.state(), BrowseState::Stopped);
        QCOMPARE(valuesOf(browser), (QStringList{"3", "4", "5"}));
        query = {};
        query.partitions = {0};
        query.parts = {{0, 8, std::nullopt}};
        browser.run(query);
        QTRY_COMPARE(browser.state(), BrowseState::Stopped);
        QCOMPARE(valuesOf(browser), (QStringList{"9", "8"}));
    }

    void whatStandsBeforeARecordIsTold() {
        send({"first", "second"});
        LiveRecordBrowser browser(m_options, QString::fromStdString(m_topic), nullptr);
        QSignalSpy known(&browser, &RecordBrowser::beforeKnown);
        browser.run({});
        QTRY_COMPARE(browser.rowCount(), 2);
        browser.lookBefore(browser.row(1));
        QTRY_COMPARE(known.size(), 1);
        QCOMPARE(known[0][1].value<RecordBefore>(), RecordBefore::LogStart);
        browser.lookBefore(browser.row(0));
        QTRY_COMPARE(known.size(), 2);
        QCOMPARE(known[1][1].value<RecordBefore>(), RecordBefore::Record);
    }
};

QTEST_GUILESS_MAIN(LiveRecordsTest)
#include "live_records_test.moc"
