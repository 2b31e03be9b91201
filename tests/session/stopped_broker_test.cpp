#include <fstream>

#include <QTemporaryDir>
#include <QTest>

#include "session/workspace.h"
#include "support/cluster_under_test.h"

using namespace session;

namespace {

/// Starts and stops in name only: where it listened somebody answers all the time.
class BrokerInName final : public BrokerControl {
public:
    explicit BrokerInName(QString bootstrap) : m_bootstrap(std::move(bootstrap)) {}
    void start(LocalBrokerOptions, std::function<void(base::Result<StartedBroker>)> done) override {
        done(StartedBroker{m_bootstrap, m_bootstrap.section(QLatin1Char(':'), -1).toInt(), {}, {}});
    }
    void stop(std::function<void()> done) override { done(); }
    void wipe(QString, std::function<void(base::Status)> done) override { done({}); }
    void lookAt(QString, std::function<void(DataFolderFacts)> done) override { done({}); }
    [[nodiscard]] BrokerCounters counters() const override { return {}; }
    [[nodiscard]] std::vector<BrokerConnection> connections() const override { return {}; }
    [[nodiscard]] std::vector<BrokerSetting> settings() const override { return {}; }
    void setLogListener(std::function<void(BrokerLogLine)>) override {}

private:
    const QString m_bootstrap;
};

} // namespace

/// Another broker answers where the local one listened until it was stopped.
class StoppedBrokerTest : public QObject {
    Q_OBJECT

    support::ClusterUnderTest m_under;
    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    QString m_topic;
    QObject m_owner;

    ClusterSession& local() const { return *m_workspace->clusters().local(); }
    void start() {
        auto& broker = m_workspace->localBroker();
        broker.start({.storage = BrokerStorage::Memory});
        QTRY_COMPARE(broker.state(), LocalBrokerState::Running);
        QTRY_COMPARE(local().state(), ConnectionState::Connected);
    }
    void stop() {
        auto& broker = m_workspace->localBroker();
        broker.stop();
        QTRY_COMPARE(broker.state(), LocalBrokerState::Stopped);
        QCOMPARE(local().state(), ConnectionState::Closed);
    }
    template <class T>
    static std::string failureOf(Job<T>* job) {
        std::string name;
        bool over = false;
        job->then(
            job, [&](const T&) { over = true; },
            [&](const base::Error& error) {
                name = error.name;
                over = true;
            });
        if (!QTest::qWaitFor([&] { return over; }, 30'000))
            qFatal("the job does not end");
        return name;
    }
    RunPtr ended(const QString& id) const {
        const auto& runs = m_workspace->runs();
        if (!QTest::qWaitFor([&] { return runs.find(id)->state != RunState::Running; }, 30'000))
            qFatal("the run does not end");
        return runs.find(id);
    }
    ImportDraft file() const {
        ImportDraft draft;
        draft.path = m_folder.filePath(QStringLiteral("records.jsonl"));
        draft.topic = m_topic;
        std::ofstream(draft.path.toStdString()) << R"({"payload":"v"})" << '\n';
        return draft;
    }

private slots:
    void init() {
        m_workspace = std::make_unique<Workspace>(
            std::make_unique<BrokerInName>(QString::fromStdString(m_under.bootstrap())),
            m_folder.filePath(QStringLiteral("settings.ini")));
        m_topic = QString::fromStdString(support::ClusterUnderTest::fresh("stopped"));
        start();
        QCOMPARE(failureOf(local().topics().create({m_topic.toStdString(), 1, 1}, false, &m_owner)), "");
        ProduceDraft draft;
        draft.topic = m_topic;
        draft.value = QByteArrayLiteral("v");
        draft.repeat = 3;
        QCOMPARE(failureOf(local().records().produce(draft, &m_owner)), "");
    }
    void cleanup() { m_workspace.reset(); }

    void nothingIsReadThere() {
        auto* browser = local().records().browse(m_topic, &m_owner);
        BrowseQuery query;
        query.limit = 1;
        browser->run(query);
        QTRY_COMPARE(browser->state(), BrowseState::Stopped);
        QCOMPARE(browser->rowCount(), 1);
        stop();
        for (const bool onwards : {true, false}) {
            onwards ? browser->more() : browser->run(query);
            QCOMPARE(browser->state(), BrowseState::Stopped);
            QCOMPARE(browser->stopReason(), StopReason::Failed);
            QCOMPARE(browser->error().value().name, "NOT_CONNECTED");
            QCOMPARE(browser->rowCount(), 1); // what was read before stays
        }
        QCOMPARE(failureOf(browser->readWhole({browser->row(0)}, &m_owner)), "NOT_CONNECTED");
        delete browser;
    }

    void noRunWorksThereUntilItIsStarted() {
        auto& runs = m_workspace->runs();
        const ConnectionProfile cluster = local().profile();
        const QString before = runs.startImport(cluster, file());
        QCOMPARE(ended(before)->state, RunState::Finished);
        stop();
        const QString fresh = runs.startImport(cluster, file());
        for (const QString& id : {fresh, runs.repeat(before)}) {
            QCOMPARE(ended(id)->state, RunState::Failed);
            QCOMPARE(ended(id)->error.value().name, "NOT_CONNECTED");
            QCOMPARE(ended(id)->figures.records, 0);
        }
        runs.goOn(fresh, Skip::Nothing);
        QCOMPARE(ended(fresh)->state, RunState::Failed);
        start();
        QVERIFY(ended(fresh)->canGoOn);
        runs.goOn(fresh, Skip::Nothing);
        QCOMPARE(ended(fresh)->state, RunState::Finished);
        QCOMPARE(ended(fresh)->figures.records, 1);
    }
};

QTEST_GUILESS_MAIN(StoppedBrokerTest)
#include "stopped_broker_test.moc"
