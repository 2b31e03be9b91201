#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "session/profile_colours.h"
#include "session/workspace.h"

using namespace session;

namespace {

/// A broker that starts and stops when the test says so.
class FakeBroker final : public BrokerControl {
public:
    struct Script {
        LocalBrokerOptions asked;
        std::function<void(base::Result<StartedBroker>)> started;
        std::function<void()> stopped;
        std::function<void(base::Status)> wiped;
        QString wipedFolder;
        QStringList looks;   ///< folders of which it was asked what is in them
        QStringList written; ///< folders that hold a broker's data
        QString hangs;       ///< one of which nobody ever hears
        bool inUse = false;
        std::function<void(BrokerLogLine)> log;
        std::vector<BrokerConnection> connections;
    };
    explicit FakeBroker(std::shared_ptr<Script> script) : m_script(std::move(script)) {}
    void start(LocalBrokerOptions options, std::function<void(base::Result<StartedBroker>)> done) override {
        m_script->asked = options;
        m_script->started = std::move(done);
    }
    void stop(std::function<void()> done) override { m_script->stopped = std::move(done); }
    void wipe(QString folder, std::function<void(base::Status)> done) override {
        m_script->wipedFolder = folder;
        m_script->wiped = std::move(done);
    }
    void lookAt(QString folder, std::function<void(DataFolderFacts)> done) override {
        m_script->looks << folder;
        if (folder != m_script->hangs)
            done({m_script->inUse, m_script->written.contains(folder)});
    }
    [[nodiscard]] BrokerCounters counters() const override { return {}; }
    [[nodiscard]] std::vector<BrokerConnection> connections() const override { return m_script->connections; }
    [[nodiscard]] std::vector<BrokerSetting> settings() const override { return {}; }
    void setLogListener(std::function<void(BrokerLogLine)> listener) override {
        m_script->log = std::move(listener);
    }

private:
    std::shared_ptr<Script> m_script;
};

ConnectionProfile staging() {
    return {QUuid::createUuid(), QStringLiteral("staging"),    3,
            Environment::Test,   QStringLiteral("kafka:9092"), false};
}

} // namespace

class WorkspaceTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_file;
    std::shared_ptr<FakeBroker::Script> m_script;

    std::unique_ptr<Workspace> make() {
        return std::make_unique<Workspace>(std::make_unique<FakeBroker>(m_script), m_file);
    }
    static StartedBroker startedAt(int port, const QString& folder) {
        return {QStringLiteral("127.0.0.1:%1").arg(port), port, folder, {}};
    }

private slots:
    void init() {
        m_file = m_folder.filePath(QUuid::createUuid().toString() + QStringLiteral(".ini"));
        m_script = std::make_shared<FakeBroker::Script>();
    }

    void theIntervalOfAClusterIsThereAtTheNextStart() {
        const auto profile = staging();
        {
            auto workspace = make();
            workspace->clusters().saveProfile(profile);
            workspace->clusters().open(profile.id)->connection().setIntervalMs(30'000);
        }
        {
            auto workspace = make();
            auto* session = workspace->clusters().open(profile.id);
            QCOMPARE(session->connection().intervalMs(), 30'000);
            session->connection().setIntervalMs(0);
        }
        auto workspace = make();
        QVERIFY2(workspace->clusters().open(profile.id)->connection().intervalMs() == 30'000,
                 "a hold is not for the next time");
        workspace->clusters().removeProfile(profile.id);
        workspace->clusters().saveProfile(profile);
        QVERIFY2(workspace->clusters().open(profile.id)->connection().intervalMs() != 30'000,
                 "forgotten with the cluster");
    }

    void profilesAreThereAtTheNextStartInTheirOrder() {
        auto first = staging();
        auto second = staging();
        second.name = QStringLiteral("live, \"west\"");
        second.environment = Environment::Production;
        second.guards = QStringLiteral("the one of before");
        {
            auto workspace = make();
            QSignalSpy changed(&workspace->clusters(), &Clusters::profilesChanged);
            workspace->clusters().saveProfile(first);
            workspace->clusters().saveProfile(second);
            workspace->clusters().saveProfile(second); // nothing new
            QCOMPARE(changed.count(), 2);
        }
        auto workspace = make();
        QCOMPARE(workspace->clusters().profiles(), (std::vector{first, second}));
        workspace->clusters().removeProfile(first.id);
        workspace = nullptr;
        QCOMPARE(make()->clusters().profiles(), std::vector{second});
    }

    void settingsOfTheWindowAreThereAtTheNextStart() {
        make()->settings().setValue(QStringLiteral("main/geometry"), QByteArray("\0\x01geometry", 10));
        auto workspace = make();
        QCOMPARE(workspace->settings().value(QStringLiteral("main/geometry")).toByteArray(),
                 QByteArray("\0\x01geometry", 10));
        QCOMPARE(workspace->settings().value(QStringLiteral("theme"), QStringLiteral("dark")).toString(),
                 QStringLiteral("dark"));
    }

    void onlyABrokerThatStandsStillLooksWhoUsesItsFolder() {
        m_script->inUse = true;
        auto workspace = make();
        auto& broker = workspace->localBroker();
        QTRY_VERIFY(broker.folderInUse());
        QCOMPARE(m_script->looks.last(), broker.keptDataFolder());
        broker.start({});
        QVERIFY(!broker.folderInUse());
        m_script->started(startedAt(9093, m_script->asked.dataFolder));
        QTRY_COMPARE(broker.state(), LocalBrokerState::Running);
        const auto looks = m_script->looks.size();
        broker.setOptions(broker.options()); // of one that stands still it looks at the new folder
        QCoreApplication::processEvents();
        QCOMPARE(m_script->looks.size(), looks);
        QVERIFY2(!broker.folderInUse(), "its own use is not another's");
    }

    void aStartedBrokerOpensItsSession() {
        auto workspace = make();
        QSignalSpy opened(&workspace->clusters(), &Clusters::opened);
        QCOMPARE(workspace->localBroker().state(), LocalBrokerState::Stopped);
        workspace->localBroker().start({});
        QCOMPARE(workspace->localBroker().state(), LocalBrokerState::Starting);
        QVERIFY(!m_script->asked.dataFolder.isEmpty()); // kept is the default, in a place of its own
        m_script->started(startedAt(9093, m_script->asked.dataFolder));
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Running);
        QCOMPARE(opened.count(), 1);
        QVERIFY(workspace->clusters().current());
        QVERIFY(workspace->clusters().current()->profile().localBroker);
        QCOMPARE(workspace->clusters().current()->profile().bootstrap, QStringLiteral("127.0.0.1:9093"));
        QCOMPARE(workspace->localBroker().dataKept(), std::optional(true));
    }

    void aNewClusterHasAColourOfItsOwn() {
        QCOMPARE(freeColour({}), 0);
        auto workspace = make();
        auto first = staging(), third = staging();
        first.colour = 0;
        third.colour = 2;
        workspace->clusters().saveProfile(first);
        workspace->clusters().saveProfile(third);
        workspace->localBroker().start({});
        m_script->started(startedAt(9092, m_script->asked.dataFolder));
        QTRY_VERIFY(workspace->clusters().current());
        QCOMPARE(workspace->clusters().current()->profile().colour, 1);
        QCOMPARE(freeColour(workspace->clusters().profiles()), 3); // the local broker's is taken too
        std::vector<ConnectionProfile> all(profileColours);
        for (int i = 0; i < profileColours; ++i)
            all[std::size_t(i)].colour = i;
        QCOMPARE(freeColour(all), 0);
    }

    void aBrokerInMemoryIsNotOfferedAgain() {
        auto workspace = make();
        LocalBrokerOptions inMemory;
        inMemory.storage = BrokerStorage::Memory;
        workspace->localBroker().start(inMemory);
        QVERIFY(m_script->asked.dataFolder.isEmpty());
        m_script->started(startedAt(9092, {}));
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Running);
        QVERIFY(workspace->localBroker().dataKept() != true);
        QCOMPARE(workspace->localBroker().options().storage, BrokerStorage::Memory);
    }

    void aFailedStartSaysWhyAndMayBeTriedAgain() {
        auto workspace = make();
        workspace->localBroker().start({});
        m_script->started(base::fail({-1, "LOCKED", "Another Milena uses this folder.", "Close it.", false}));
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Failed);
        QCOMPARE(workspace->localBroker().error()->name, std::string("LOCKED"));
        QVERIFY(!workspace->clusters().current());
        workspace->localBroker().start({});
        QCOMPARE(workspace->localBroker().state(), LocalBrokerState::Starting);
        QVERIFY(!workspace->localBroker().error());
    }

    void stoppingClosesTheSessionAndKeepsIt() {
        auto workspace = make();
        workspace->localBroker().start({});
        m_script->started(startedAt(9092, m_script->asked.dataFolder));
        QTRY_VERIFY(workspace->clusters().current());
        workspace->localBroker().stop();
        QCOMPARE(workspace->localBroker().state(), LocalBrokerState::Stopping);
        QCOMPARE(workspace->clusters().current()->state(), ConnectionState::Closed);
        m_script->stopped();
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Stopped);
    }

    void wipingStopsFirstAndForgetsTheKeptBroker() {
        auto workspace = make();
        workspace->localBroker().start({});
        const QString folder = m_script->asked.dataFolder;
        m_script->started(startedAt(9092, folder));
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Running);
        QTRY_VERIFY(workspace->localBroker().history().newestMs() > 0);
        workspace->localBroker().wipe(workspace->localBroker().dataFolder());
        QVERIFY(m_script->wipedFolder.isEmpty());
        m_script->stopped();
        QTRY_COMPARE(m_script->wipedFolder, folder);
        m_script->wiped({});
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Stopped);
        QCOMPARE(workspace->localBroker().dataKept(), std::optional(false));
        QCOMPARE(workspace->localBroker().history().newestMs(), 0);
    }

    void eachFolderHoldsWhatWasWrittenIntoIt() {
        m_script->written = QStringList{"/srv/full"};
        auto workspace = make();
        auto& broker = workspace->localBroker();
        QSignalSpy changes(&broker, &LocalBroker::dataKeptChanged);
        const auto choose = [&](const QString& folder) {
            LocalBrokerOptions options;
            options.dataFolder = folder;
            broker.setOptions(options);
        };
        choose("/srv/full");
        QVERIFY2(!broker.dataKept(), "nobody has looked there yet");
        QTRY_COMPARE(broker.dataKept(), std::optional(true));
        choose("/srv/empty");
        QVERIFY(!broker.dataKept());
        QTRY_COMPARE(broker.dataKept(), std::optional(false));
        broker.wipe(broker.dataFolder());
        m_script->wiped({});
        QTRY_COMPARE(broker.state(), LocalBrokerState::Stopped);
        choose("/srv/full");
        QTRY_COMPARE(broker.dataKept(), std::optional(true));
        const auto before = changes.size();
        m_script->written.clear(); // by hand
        QTRY_COMPARE(broker.dataKept(), std::optional(false));
        QCOMPARE(changes.size(), before + 1);
    }

    void aFolderThatHangsKeepsNoOtherFromBeingLookedAt() {
        m_script->hangs = "/srv/hangs";
        m_script->written = QStringList{"/srv/full"};
        auto workspace = make();
        auto& broker = workspace->localBroker();
        broker.setOptions({.dataFolder = "/srv/hangs"});
        QTRY_VERIFY(m_script->looks.contains("/srv/hangs"));
        broker.setOptions({.dataFolder = "/srv/full"});
        QTRY_COMPARE(broker.dataKept(), std::optional(true));
        broker.setOptions({.dataFolder = "/srv/hangs"});
        QVERIFY(!broker.dataKept());
        QCOMPARE(m_script->looks.count("/srv/hangs"), 1);
    }

    void whatAnotherProgramChoseIsNotWrittenOver() {
        make()->localBroker().setOptions({.storage = BrokerStorage::Memory});
        const auto there = [&] { return make()->localBroker().options(); };
        auto workspace = make();
        auto& here = workspace->localBroker();
        make()->localBroker().setOptions({.storage = BrokerStorage::Kept, .dataFolder = "/srv/chosen"});
        here.start(here.options());
        QCOMPARE(m_script->asked.storage, BrokerStorage::Memory);
        m_script->started(startedAt(9092, {}));
        QTRY_COMPARE(here.state(), LocalBrokerState::Running);
        QCOMPARE(there().dataFolder, QString("/srv/chosen"));
        // Somebody chooses here, and of what there is by now.
        QSignalSpy read(&here, &LocalBroker::optionsChanged);
        here.readOptions();
        here.readOptions();
        QCOMPARE(read.count(), 1);
        auto chosen = here.options();
        chosen.port = 9099;
        make()->localBroker().setOptions({.dataFolder = "/srv/another"}); // while the form stands
        here.setOptions(chosen);
        workspace.reset();
        QCOMPARE(there().storage, BrokerStorage::Kept);
        QCOMPARE(there().dataFolder, QString("/srv/another"));
        QCOMPARE(there().port, 9099);
    }

    void whatHoldsSomethingElseHasFiguresOfItsOwn() {
        auto workspace = make();
        const auto run = [&](const QString& folder) {
            workspace->localBroker().start({});
            m_script->started(startedAt(9092, folder));
        };
        const auto end = [&] {
            workspace->localBroker().stop();
            m_script->stopped();
        };
        const auto oldest = [&] { return workspace->localBroker().history().oldestMs(); };
        run("/srv/one");
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Running);
        const qint64 first = oldest();
        QVERIFY(first > 0);
        end();
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Stopped);
        run("/srv/one");
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Running);
        QCOMPARE(oldest(), first);
        end();
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Stopped);
        QTest::qSleep(2); // the clock of the figures moves on
        run({});          // in memory
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Running);
        QVERIFY(oldest() > first);
    }

    void wipingAFolderLeavesTheFiguresOfABrokerThatRanElsewhere() {
        auto workspace = make();
        workspace->localBroker().start({});
        m_script->started(startedAt(9092, {})); // in memory
        QTRY_VERIFY(workspace->localBroker().history().newestMs() > 0);
        workspace->localBroker().stop();
        m_script->stopped();
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Stopped);
        workspace->localBroker().wipe(workspace->localBroker().dataFolder());
        m_script->wiped({});
        QTRY_COMPARE(workspace->localBroker().state(), LocalBrokerState::Stopped);
        QVERIFY(workspace->localBroker().history().newestMs() > 0);
    }

    void theLogKeepsTheLastTenThousandLines() {
        auto workspace = make();
        QSignalSpy logged(&workspace->localBroker(), &LocalBroker::logged);
        for (int i = 0; i < 8'000; ++i)
            m_script->log({i, 1, QStringLiteral("net"), QString::number(i)});
        QTRY_COMPARE(workspace->localBroker().log().size(), std::size_t(8'000));
        QCOMPARE(logged.count(), 1);
        QCOMPARE(workspace->localBroker().logLost(), 0);
        for (int i = 8'000; i < 12'000; ++i)
            m_script->log({i, 1, QStringLiteral("net"), QString::number(i)});
        QTRY_COMPARE(workspace->localBroker().log().back().atMs, 11'999);
        QCOMPARE(workspace->localBroker().log().size(), std::size_t(10'000));
        QCOMPARE(workspace->localBroker().log().front().atMs, 2'000);
        QCOMPARE(workspace->localBroker().logLost(), 2'000);
        for (int i = 12'000; i < 23'000; ++i) // faster than it is read
            m_script->log({i, 1, QStringLiteral("net"), QString::number(i)});
        QTRY_COMPARE(workspace->localBroker().log().back().atMs, 22'999);
        QCOMPARE(workspace->localBroker().logLost(), 13'000);
    }

    void connectionsOfOneClientAreOneClient() {
        auto workspace = make();
        const auto from = [](const char* client, const char* address, bool own = false) {
            BrokerConnection out;
            out.clientId = QString::fromLatin1(client);
            out.address = QString::fromLatin1(address);
            out.ofThisConsole = own;
            return out;
        };
        m_script->connections = {from("rdkafka", "127.0.0.1:50000"), from("rdkafka", "127.0.0.1:50001"),
                                 from("billing", "127.0.0.1:50002"), from("rdkafka", "10.0.0.7:50000"),
                                 from("milena", "127.0.0.1:50003", true)};
        QCOMPARE(workspace->localBroker().foreignClients().atLeast, 3);
        QCOMPARE(workspace->localBroker().foreignClients().connections, 4);
    }
};

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "workspace_test.moc"
