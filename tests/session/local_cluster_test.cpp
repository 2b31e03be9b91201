#include <algorithm>
#include <cmath>

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "client/group_consumer.h"
#include "embedded_broker.h"
#include "session/local/load_runner.h"
#include "session/records/since_read.h"
#include "session/workspace.h"
#include "support/fake_server.h"

using namespace session;

namespace {

/// Waits for a job; fails the test with the job's own words.
template <class T>
std::optional<T> finished(Job<T>* job) {
    if (!QTest::qWaitFor([&] { return !job->isRunning(); }, 15'000)) {
        QTest::qFail("the job hangs", __FILE__, __LINE__);
        return std::nullopt;
    }
    if (job->error()) {
        QTest::qFail(job->error()->cause.c_str(), __FILE__, __LINE__);
        return std::nullopt;
    }
    return job->result();
}

template <class T>
std::string refusal(Job<T>* job) {
    if (!QTest::qWaitFor([&] { return !job->isRunning(); }, 15'000))
        return "the job hangs";
    return job->error() ? job->error()->name : "no error";
}

} // namespace

/// The whole way of a window without the window: a workspace with the real broker inside, over a real socket.
class LocalClusterTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    QObject m_owner;

    ClusterSession* session() { return m_workspace->clusters().current(); }
    LocalBrokerOptions inMemory() {
        LocalBrokerOptions options;
        options.storage = BrokerStorage::Memory;
        return options;
    }
    /// Not at the port that other programs expect a broker at.
    void startBroker(LocalBrokerOptions options) {
        if (options.port == 0)
            options.port = support::freePort();
        m_workspace->localBroker().start(options);
        QTRY_VERIFY2(m_workspace->localBroker().state() == LocalBrokerState::Running,
                     m_workspace->localBroker().error() ? m_workspace->localBroker().error()->cause.c_str()
                                                        : "");
        QTRY_COMPARE(session()->state(), ConnectionState::Connected);
    }
    void stopBroker() {
        m_workspace->localBroker().stop();
        QTRY_COMPARE(m_workspace->localBroker().state(), LocalBrokerState::Stopped);
    }
    void makeTopic(const QString& name) {
        base::NewTopic topic;
        topic.name = name.toStdString();
        topic.partitions = 1;
        QVERIFY(finished(session()->topics().create(topic, false, &m_owner)));
    }
    std::optional<ProducedRecords> send(const QString& topic, int count,
                                        const QByteArray& value = "value {{n}}") {
        ProduceDraft draft;
        draft.topic = topic;
        draft.key = QByteArray("key {{n}}");
        draft.value = value;
        draft.repeat = count;
        return finished(session()->records().produce(draft, &m_owner));
    }

private slots:
    void init() {
        m_workspace = std::make_unique<Workspace>(std::make_unique<EmbeddedBroker>(),
                                                  m_folder.filePath(QUuid::createUuid().toString()));
    }
    void cleanup() { m_workspace = nullptr; }

    void aTopicIsMadeFilledEmptiedAndDeleted() {
        startBroker(inMemory());
        const QString name = QStringLiteral("orders");
        base::NewTopic topic;
        topic.name = name.toStdString();
        topic.partitions = 3;
        topic.configs = {{"retention.ms", "3600000"}};
        QVERIFY(finished(session()->topics().create(topic, true, &m_owner)));
        session()->data().refreshNow();
        QVERIFY(finished(session()->topics().create(topic, false, &m_owner)));
        QTRY_VERIFY(session()->data().topic(name));
        QCOMPARE(session()->data().topic(name)->partitions, 3);
        QCOMPARE(refusal(session()->topics().create(topic, false, &m_owner)),
                 std::string("TOPIC_ALREADY_EXISTS"));

        const auto produced = send(name, 1000);
        QVERIFY(produced);
        QCOMPARE(produced->sent, 1000);
        QTRY_COMPARE(session()->data().topic(name)->messages, 1000);
        QCOMPARE(session()->data().topic(name)->countKind, CountKind::Exact);
        QTRY_COMPARE(session()->data().topic(name)->retentionMs, 3'600'000);
        const auto measured = [&] {
            double sum = 0;
            for (const auto& point :
                 session()->series().points({Quantity::MessagesIn, name, {}, -1}, 60'000, 600))
                sum += std::isnan(point.y()) ? 0 : point.y();
            return sum;
        };
        QTRY_VERIFY(measured() > 0);

        QVERIFY(finished(session()->topics().addPartitions({name.toStdString(), 5}, {}, false, &m_owner)));
        QTRY_COMPARE(session()->data().topic(name)->partitions, 5);
        QVERIFY(finished(session()->topics().empty({name}, {}, &m_owner)));
        QTRY_COMPARE(session()->data().topic(name)->messages, 0);
        QVERIFY(finished(session()->topics().remove({name}, {}, &m_owner)));
        QTRY_VERIFY(!session()->data().topic(name));
        QStringList subjects;
        for (const auto& event : session()->data().events())
            if (event.kind == EventKind::TopicAppeared || event.kind == EventKind::PartitionsAdded ||
                event.kind == EventKind::TopicGone)
                subjects << event.subject;
        QCOMPARE(subjects, QStringList({name, name, name}));
    }

    void historyGoesOnWhenTheBrokerStartsAgain() {
        startBroker(inMemory());
        const QString name = QStringLiteral("orders");
        makeTopic(name);
        QVERIFY(send(name, 1000));
        const auto points = [&] {
            return session()->series().points({Quantity::MessagesIn, name, {}, -1}, 60'000, 600);
        };
        const auto moved = [](const SeriesPoints& line) {
            return std::ranges::any_of(line, [](const QPointF& point) { return point.y() > 0; });
        };
        QTRY_VERIFY(moved(points()));
        const auto events = session()->data().events().size();
        QVERIFY(events > 0);
        stopBroker();
        startBroker(inMemory());
        QTRY_VERIFY(session()->data().snapshot()->takenAtMs > 0);
        QVERIFY2(moved(points()), "the topic is gone with its broker, and what it did is not");
        QVERIFY(session()->data().events().size() > events);
    }

    void anotherClusterIsKnownAgainWhileItIsTheSame() {
        startBroker(inMemory());
        makeTopic(QStringLiteral("orders"));
        ConnectionProfile other;
        other.id = QUuid::createUuid();
        other.bootstrap = m_workspace->localBroker().started().bootstrap;
        m_workspace->clusters().saveProfile(other);
        const auto connect = [&] {
            m_workspace->clusters().open(other.id)->connection().setIntervalMs(500);
            return QTest::qWaitFor([&] { return session()->data().snapshot()->takenAtMs > 0; }, 15'000);
        };
        const auto times = [&] {
            return std::ranges::count(session()->data().events(), EventKind::Connected, &ClusterEvent::kind);
        };
        QVERIFY(connect());
        QVERIFY(send(QStringLiteral("orders"), 1000));
        const auto moved = [&] {
            const auto line =
                session()->series().points({Quantity::MessagesIn, "orders", {}, -1}, 60'000, 600);
            return std::ranges::any_of(line, [](const QPointF& point) { return point.y() > 0; });
        };
        QTRY_VERIFY(moved());
        m_workspace->clusters().close(other.id);
        QVERIFY(connect());
        QVERIFY(session()->id() == other.id);
        QVERIFY(moved());
        QCOMPARE(times(), 2);
        const auto events = session()->data().events();
        const auto left = std::ranges::find(events, EventKind::Disconnected, &ClusterEvent::kind);
        QVERIFY(left != events.end() && left != events.begin());
        QCOMPARE(std::prev(left)->kind, EventKind::Connected); // again, after it
        m_workspace->clusters().close(other.id);

        LocalBrokerOptions samePlace = inMemory();
        samePlace.port = m_workspace->localBroker().started().port;
        stopBroker();
        startBroker(samePlace);
        QCOMPARE(m_workspace->localBroker().started().bootstrap, other.bootstrap);
        QVERIFY(connect());
        QVERIFY2(!moved(), "another broker answers");
        QCOMPARE(times(), 1);
    }

    void whatIsWipedLeavesNoHistory() {
        LocalBrokerOptions kept;
        kept.dataFolder = m_folder.filePath(QStringLiteral("wiped"));
        startBroker(kept);
        const QString name = QStringLiteral("orders");
        makeTopic(name);
        QVERIFY(send(name, 1000));
        const auto points = [&](qint64 range) {
            return session()->series().points({Quantity::MessagesIn, name, {}, -1}, range, 600);
        };
        QTRY_VERIFY(std::ranges::any_of(points(60'000), [](const QPointF& point) { return point.y() > 0; }));
        stopBroker();
        m_workspace->localBroker().wipe(m_workspace->localBroker().dataFolder());
        QTRY_VERIFY(!session()->data().topic(name));
        startBroker(kept);
        QTRY_VERIFY(session()->data().snapshot()->history);
        static_cast<void>(points(24 * 3'600'000));
        QTRY_VERIFY(!session()->series().isReading());
        QVERIFY(points(24 * 3'600'000).isEmpty());
        QVERIFY(points(60'000).isEmpty());
    }

    void historyIsOfWhatTheBrokerHolds() {
        LocalBrokerOptions first, second;
        first.dataFolder = m_folder.filePath(QStringLiteral("first"));
        second.dataFolder = m_folder.filePath(QStringLiteral("second"));
        const QString name = QStringLiteral("orders");
        const auto known = [&] {
            const auto read = [&](qint64 range) {
                return session()->series().points({Quantity::MessagesIn, name, {}, -1}, range, 600);
            };
            static_cast<void>(read(24 * 3'600'000));
            if (!QTest::qWaitFor([&] { return !session()->series().isReading(); }))
                QTest::qFail("the history is not read", __FILE__, __LINE__);
            return !read(60'000).isEmpty() || !read(24 * 3'600'000).isEmpty();
        };
        startBroker(first);
        makeTopic(name);
        QVERIFY(send(name, 1000));
        QTRY_VERIFY(known());
        for (const auto& other : {second, inMemory()}) {
            stopBroker();
            startBroker(other);
            QTRY_VERIFY(session()->data().snapshot()->history);
            QVERIFY(!known());
        }
        stopBroker();
        m_workspace->localBroker().setOptions(second);
        m_workspace->localBroker().wipe(m_workspace->localBroker().dataFolder());
        QTRY_COMPARE(m_workspace->localBroker().state(), LocalBrokerState::Stopped);
        startBroker(first);
        QTRY_VERIFY(session()->data().topic(name));
        QTRY_VERIFY2(known(), "what another folder's wipe had nothing to do with is gone");
    }

    void recordsOutAreThoseSentToOthers() {
        startBroker(inMemory());
        const QString name = QStringLiteral("orders");
        makeTopic(name);
        QVERIFY(send(name, 1000));
        client::GroupConsumerOptions options;
        options.connect.bootstrap = m_workspace->localBroker().started().bootstrap.toStdString();
        options.connect.clientId = "never-commits";
        options.group = "readers";
        options.topics = {name.toStdString()};
        client::Reaper reaper;
        auto consumer = client::GroupConsumer::create(options, reaper);
        QVERIFY(consumer);
        const QDeadlineTimer patience(20'000);
        for (int read = 0; read < 1000;) {
            QVERIFY(!patience.hasExpired());
            const auto record = (*consumer)->poll(base::Millis(100));
            QVERIFY(record);
            read += *record ? 1 : 0;
        }
        QVERIFY(m_workspace->localBroker().counters().recordsOut >= 1000);
        QTRY_VERIFY(session()->data().snapshot()->figures.outPerSecond.value_or(0) > 0);
        QVERIFY(session()->data().snapshot()->figures.outIsSent);
        QTRY_VERIFY(session()->data().topic(name)->outPerSecond.value_or(0) > 0);
    }

    void editingOneOverrideLeavesTheOther() {
        startBroker(inMemory());
        const QString name = QStringLiteral("orders");
        base::NewTopic topic;
        topic.name = name.toStdString();
        topic.configs = {{"retention.ms", "1000"}, {"max.message.bytes", "5000"}};
        QVERIFY(finished(session()->topics().create(topic, false, &m_owner)));
        const auto edit = [&](const base::ConfigEdit& one, bool validateOnly = false) {
            const auto outcomes =
                finished(session()->topics().editConfig({{topic.name}, {one}}, {}, validateOnly, &m_owner));
            return !outcomes                 ? std::string("no answer")
                   : outcomes->front().error ? outcomes->front().error->name
                                             : std::string();
        };
        QCOMPARE(edit({"retention.ms", "2000"}), std::string());
        const auto overrides = [&] {
            QStringList out;
            if (const auto rows = finished(session()->topics().config(name, &m_owner)))
                for (const auto& row : *rows)
                    if (row.overridden)
                        out << row.name + QLatin1Char('=') + row.value.value_or(QString());
            return out;
        };
        QCOMPARE(overrides(), QStringList({QStringLiteral("max.message.bytes=5000"),
                                           QStringLiteral("retention.ms=2000")}));
        QCOMPARE(edit({"max.message.bytes"}), std::string());
        QCOMPARE(overrides(), QStringList({QStringLiteral("retention.ms=2000")}));
        QCOMPARE(edit({"retention.ms", "soon"}, true), std::string("INVALID_CONFIG"));
        const auto defaults = finished(session()->topics().defaults(&m_owner));
        QVERIFY(defaults);
        const auto retention = std::ranges::find(*defaults, QStringLiteral("retention.ms"), &ConfigRow::name);
        QVERIFY(retention != defaults->end());
        QCOMPARE(retention->value, QStringLiteral("604800000"));
    }

    void whatComesAndGoesAfterAReadingIsKnown() {
        startBroker(inMemory());
        const QString name = QStringLiteral("orders");
        QVERIFY(finished(session()->topics().create({name.toStdString(), 1, 1}, false, &m_owner)));
        session()->data().setInterest(&m_owner, {name});
        auto* browser = session()->records().browse(name, &m_owner);
        const auto read = [&] {
            browser->run({});
            QTRY_COMPARE(browser->state(), BrowseState::Stopped);
        };
        const auto since = [&] {
            const auto* topic = session()->data().topic(name);
            return topic ? sinceRead(*browser, *topic) : SinceRead{.fresh = -1};
        };
        const auto wants = [&] {
            const auto* topic = session()->data().topic(name);
            return topic && wantsReading(*browser, *topic, 0);
        };
        read();
        QTRY_COMPARE(since(), SinceRead());
        QVERIFY(!wants());
        QVERIFY(send(name, 700));
        QTRY_VERIFY(wants());
        read();
        QVERIFY(!wants());
        QCOMPARE(since().fresh, 0); // though the snapshot may be older
        QVERIFY(send(name, 30));
        QTRY_COMPARE(since().fresh, 30);
        browser->more();
        QTRY_COMPARE(browser->rowCount(), 700);
        QTRY_COMPARE(since().fresh, 30); // it went on backwards
        QVERIFY(finished(session()->topics().deleteRecords(
            {{{name.toStdString(), base::PartitionId{0}}, base::Offset{200}}}, {}, &m_owner)));
        QTRY_COMPARE(since().deleted, 200);
        QVERIFY(!since().emptied);
        QVERIFY(finished(session()->topics().empty({name}, {}, &m_owner)));
        QTRY_VERIFY(since().emptied);
        QCOMPARE(since().deleted, 700);
        QCOMPARE(since().fresh, 0);
        delete browser;
    }

    void messagesAreBrowsedFilteredAndFollowed() {
        startBroker(inMemory());
        const QString name = QStringLiteral("orders");
        makeTopic(name);
        QVERIFY(send(name, 700));
        auto* browser = session()->records().browse(name, &m_owner);
        BrowseQuery query;
        browser->run(query);
        QTRY_COMPARE(browser->state(), BrowseState::Stopped);
        QCOMPARE(browser->stopReason(), StopReason::LimitReached);
        QCOMPARE(browser->rowCount(), 500);
        QCOMPARE(browser->row(0).value, QByteArray("value 700"));
        browser->more();
        QTRY_COMPARE(browser->state(), BrowseState::Stopped);
        QCOMPARE(browser->rowCount(), 700);
        QCOMPARE(browser->row(699).key, QByteArray("key 1"));

        query.filter = QStringLiteral("VALUE 69");
        browser->run(query);
        QVERIFY(browser->showsEarlier());
        QCOMPARE(browser->rowCount(), 700); // until there is something to put in their place
        QTRY_COMPARE(browser->state(), BrowseState::Stopped);
        QCOMPARE(browser->rowCount(), 11); // 69 and 690 to 699
        QVERIFY(!browser->showsEarlier());

        QSignalSpy loaded(browser, &RecordBrowser::recordLoaded);
        browser->loadWhole(browser->row(0));
        QTRY_COMPARE(loaded.count(), 1);

        BrowseQuery live;
        live.seek = SeekKind::Live;
        live.limit = 50;
        browser->run(live);
        QTRY_VERIFY(browser->progress().elapsedMs > 0);
        // What is sent before the reader found the ends is not "from now on": go on until something is seen.
        QTRY_VERIFY_WITH_TIMEOUT(send(name, 1, "now") && browser->rowCount() > 0, 20'000);
        QVERIFY(send(name, 80, "later {{n}}"));
        QTRY_COMPARE(browser->row(0).value, QByteArray("later 80"));
        QCOMPARE(browser->rowCount(), 50);
        QVERIFY(browser->progress().dropped >= 30);
        browser->pause();
        QVERIFY(send(name, 5, "waiting"));
        QTRY_COMPARE(browser->progress().waiting, 5);
        QCOMPARE(browser->row(0).value, QByteArray("later 80"));
        browser->resume();
        QTRY_COMPARE(browser->row(0).value, QByteArray("waiting"));
        browser->stop();
        QTRY_COMPARE(browser->stopReason(), StopReason::Cancelled);
        delete browser;
    }

    void aLostBrokerKeepsTheLastDataAndComesBack() {
        startBroker(inMemory());
        makeTopic(QStringLiteral("orders"));
        QVERIFY(send(QStringLiteral("orders"), 10));
        QTRY_VERIFY(session()->data().topic(QStringLiteral("orders")));
        const auto options = [&] {
            auto out = inMemory();
            out.port = m_workspace->localBroker().started().port;
            return out;
        }();
        QCOMPARE(session()->connection().intervalMs(), 1000);
        // A second console on the same broker, which does not know that it is about to stop.
        ConnectionProfile profile;
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("guest");
        profile.bootstrap = m_workspace->localBroker().started().bootstrap;
        m_workspace->clusters().saveProfile(profile);
        auto* guest = m_workspace->clusters().open(profile.id);
        QCOMPARE(guest->connection().intervalMs(), 5000);
        QTRY_COMPARE(guest->state(), ConnectionState::Connected);
        QTRY_VERIFY(guest->data().topic(QStringLiteral("orders")));
        stopBroker();
        guest->data().refreshNow();
        QTRY_COMPARE_WITH_TIMEOUT(guest->state(), ConnectionState::Lost, 20'000);
        QVERIFY(guest->connection().error());
        QVERIFY(guest->data().topic(QStringLiteral("orders")));
        QVERIFY(guest->connection().nextTryMs() > 0);
        m_workspace->localBroker().start(options);
        QTRY_COMPARE(m_workspace->localBroker().state(), LocalBrokerState::Running);
        guest->connection().retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(guest->state(), ConnectionState::Connected, 20'000);
        QCOMPARE(guest->data().events().last().kind, EventKind::Connected);
        QVERIFY(std::ranges::any_of(guest->data().events(),
                                    [](const auto& e) { return e.kind == EventKind::Reconnected; }));
    }

    void aSettingSaysWhatItCannotBe() {
        const auto settings = m_workspace->localBroker().settings();
        const auto largest = std::ranges::find(settings, QString("message.max.bytes"), &BrokerSetting::name);
        QVERIFY(largest != settings.end());
        QVERIFY2(largest->problem("abc").contains("message.max.bytes"), qPrintable(largest->problem("abc")));
        QVERIFY(!largest->problem("-1").isEmpty());
        QCOMPARE(largest->problem("1048588"), QString());
    }

    void aKeptBrokerKeepsItsRecordsAndIsWiped() {
        LocalBrokerOptions kept;
        kept.dataFolder = m_folder.filePath(QStringLiteral("data"));
        startBroker(kept);
        makeTopic(QStringLiteral("orders"));
        QVERIFY(send(QStringLiteral("orders"), 25));
        stopBroker();
        startBroker(kept);
        QTRY_VERIFY(session()->data().topic(QStringLiteral("orders")));
        QTRY_COMPARE(session()->data().topic(QStringLiteral("orders"))->messages, 25);
        QCOMPARE(std::ranges::count(session()->data().events(), EventKind::LocalBrokerStopped,
                                    &ClusterEvent::kind),
                 1);
        QVERIFY(m_workspace->localBroker().dataKept() == true);
        QFile foreign(kept.dataFolder + QStringLiteral("/notes.txt"));
        QVERIFY(foreign.open(QIODevice::WriteOnly));
        foreign.close();
        for (const auto* album : {"/holiday-2024/beach", "/old photos-delete"})
            QVERIFY(QDir().mkpath(kept.dataFolder + QLatin1String(album)));
        m_workspace->localBroker().wipe(m_workspace->localBroker().dataFolder());
        QTRY_COMPARE(m_workspace->localBroker().state(), LocalBrokerState::Stopped);
        QVERIFY(m_workspace->localBroker().dataKept() == false);
        QVERIFY(!session()->data().topic(QStringLiteral("orders"))); // what is gone is gone
        QCOMPARE(session()->data().events().first().kind, EventKind::LocalBrokerWiped);
        QCOMPARE(session()->data().snapshot()->figures.topics, 0);
        QCOMPARE(QDir(kept.dataFolder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
                 QStringList({QStringLiteral("holiday-2024"), QStringLiteral("notes.txt"),
                              QStringLiteral("old photos-delete")}));
    }

    void aFolderThatNoBrokerWroteIsNotWiped() {
        LocalBrokerOptions kept;
        kept.dataFolder = m_folder.filePath(QStringLiteral("pictures"));
        QVERIFY(QDir().mkpath(kept.dataFolder + QStringLiteral("/holiday-2024")));
        m_workspace->localBroker().setOptions(kept);
        m_workspace->localBroker().wipe(m_workspace->localBroker().dataFolder());
        QTRY_COMPARE(m_workspace->localBroker().state(), LocalBrokerState::Failed);
        QCOMPARE(m_workspace->localBroker().error()->name, std::string("NOT_A_DATA_FOLDER"));
        QVERIFY(QDir(kept.dataFolder + QStringLiteral("/holiday-2024")).exists());
    }

    void loadComesFromOtherClientsAndEndsWithItsRunner() {
        startBroker(inMemory());
        const auto bootstrap = m_workspace->localBroker().started().bootstrap.toStdString();
        LoadRunner load;
        makeTopic(QStringLiteral("made"));
        QVERIFY(load.produce(bootstrap, {"made", 0, 40, "k{i}", "{i}"}));
        QTRY_VERIFY(session()->data().topic(QStringLiteral("made")) &&
                    session()->data().topic(QStringLiteral("made"))->messages == 40);
        QVERIFY(load.consume(bootstrap, {"readers", "made", 2}));
        const auto readers = [&] { return session()->data().group(QStringLiteral("readers")); };
        QTRY_VERIFY_WITH_TIMEOUT(readers() && readers()->lag == 0 && readers()->members == 2, 20'000);
        QVERIFY(m_workspace->localBroker().foreignClients().connections > 0);
        load.stopProducing();
        load.stopConsuming();
        QTRY_COMPARE(readers()->members.value_or(-1), 0);
    }

    void sendingThatIsStoppedSaysHowFarItCame() {
        startBroker(inMemory());
        ProduceDraft many;
        many.topic = QStringLiteral("many");
        many.value = QByteArrayLiteral("x");
        many.repeat = 5'000'000;
        auto* job = session()->records().produce(many, &m_owner);
        connect(job, &JobBase::progressed, job, &JobBase::cancel);
        QTRY_VERIFY_WITH_TIMEOUT(!job->isRunning(), 60'000);
        QVERIFY(job->error());
        const QString cause = QString::fromStdString(job->error()->cause);
        static const QRegularExpression grouped(QStringLiteral(
            "^Sending was stopped after \\d{1,3}(\u00a0\\d{3})* of 5\u00a0000\u00a0000 records\\.$"));
        QVERIFY2(grouped.match(cause).hasMatch(), qPrintable(cause));
    }

    void theBrokersConnectionsTellOursFromOthers() {
        startBroker(inMemory());
        QTRY_VERIFY(!m_workspace->localBroker().connections().empty());
        QTRY_VERIFY(
            std::ranges::all_of(m_workspace->localBroker().connections(), &BrokerConnection::ofThisConsole));
        QCOMPARE(m_workspace->localBroker().foreignClients().connections, 0);
        QVERIFY(m_workspace->localBroker().counters().requests > 0);
        QTRY_VERIFY(!m_workspace->localBroker().log().empty());
        // The console's own polling is nobody's traffic.
        const auto before = m_workspace->localBroker().counters();
        QTRY_VERIFY(m_workspace->localBroker().counters().bytesOut > before.bytesOut);
        QCOMPARE(m_workspace->localBroker().counters().recordBytesOut, before.recordBytesOut);
        const auto tried = finished(
            m_workspace->clusters().testConnection(m_workspace->localBroker().started().bootstrap, &m_owner));
        QVERIFY(tried);
        QCOMPARE(tried->brokers, 1);
        QVERIFY(!tried->software.isEmpty());
    }

    void anAddressWhereNothingListensIsToldInPlainWords() {
        auto* job = m_workspace->clusters().testConnection(QStringLiteral("127.0.0.1:1"), &m_owner);
        QTRY_VERIFY(!job->isRunning());
        QVERIFY(job->error());
        QVERIFY(!job->error()->cause.empty());
    }

    void aLockedClusterRefusesEveryChange() {
        startBroker(inMemory());
        auto profile = session()->profile();
        profile.environment = Environment::Production;
        m_workspace->clusters().saveProfile(profile);
        QVERIFY(session()->connection().isLocked());
        base::NewTopic topic;
        topic.name = "orders";
        QCOMPARE(refusal(session()->topics().create(topic, false, &m_owner)), std::string("LOCKED"));
        QCOMPARE(refusal(session()->records().produce({}, &m_owner)), std::string("LOCKED"));
        session()->connection().setLocked(false);
        QVERIFY(finished(session()->topics().create(topic, false, &m_owner)));
    }

    void theAdderSumsAllRecords() {
        startBroker(inMemory());
        int foreign = 0;
        QObject whilePlayed;
        connect(&m_workspace->adder(), &Adder::changed, &whilePlayed, [&] {
            foreign = std::max(foreign, m_workspace->localBroker().foreignClients().connections);
        });
        m_workspace->adder().play();
        using Phase = AdderProgress::Phase;
        const auto now = [this] { return m_workspace->adder().progress(); };
        QTRY_VERIFY_WITH_TIMEOUT(now().phase == Phase::Checked || now().phase == Phase::Failed, 60'000);
        QVERIFY2(now().phase == Phase::Checked, now().error ? now().error->cause.c_str() : "");
        QCOMPARE(now().summed, 10'000);
        QCOMPARE(foreign, 0); // its clients are the console's own
        QCOMPARE(now().wrongRecords, 0);
        QTRY_VERIFY(session()->data().topic(QStringLiteral("adder")));
        QTRY_COMPARE(session()->data().topic(QStringLiteral("adder"))->messages, 10'000);
        QTRY_VERIFY(session()->data().group(QStringLiteral("adder")));
        QTRY_COMPARE(session()->data().group(QStringLiteral("adder"))->lag, 0);
        stopBroker();
        startBroker(inMemory());
        QVERIFY(now().phase == Phase::Idle); // there is nothing any more that it speaks of
    }
};

QTEST_GUILESS_MAIN(LocalClusterTest)
#include "local_cluster_test.moc"
