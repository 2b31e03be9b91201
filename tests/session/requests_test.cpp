#include <thread>

#include <QSignalSpy>
#include <QTest>

#include "fake_cluster.h"
#include "session/cluster_session.h"
#include "session/clusters/cluster_requests.h"
#include "session/clusters/config_rows.h"
#include "session/drafts.h"
#include "session/job_runner.h"
#include "session/payloads.h"
#include "session/records/key_partition.h"

using namespace session;

namespace {

using client::ConfigSource;

client::ConfigEntry entry(const char* name, const char* value, ConfigSource source,
                          std::vector<client::ConfigSynonym> synonyms = {}) {
    client::ConfigEntry out;
    out.name = name;
    out.value = value;
    out.source = source;
    out.type = client::ConfigType::Long;
    out.synonyms = std::move(synonyms);
    return out;
}

const std::vector<client::ConfigEntry> overridden{
    entry("retention.ms", "1000", ConfigSource::Topic,
          {{"retention.ms", "1000", ConfigSource::Topic},
           {"log.retention.ms", "9000", ConfigSource::StaticBroker},
           {"log.retention.hours", "168", ConfigSource::Default}}),
    entry("cleanup.policy", "delete", ConfigSource::Default,
          {{"log.cleanup.policy", "delete", ConfigSource::Default}})};

} // namespace

class RequestsTest : public QObject {
    Q_OBJECT

private slots:
    void aConfigurationRowKnowsWhatItWouldBeWithoutTheOverride() {
        const auto rows = configRows(overridden);
        QCOMPARE(rows.at(0).name, QStringLiteral("cleanup.policy"));
        QVERIFY(!rows.at(0).overridden);
        QCOMPARE(rows.at(0).defaultValue, QStringLiteral("delete"));
        QVERIFY(rows.at(1).overridden);
        QCOMPARE(rows.at(1).value, QStringLiteral("1000"));
        QCOMPARE(rows.at(1).defaultValue, QStringLiteral("9000"));
        QCOMPARE(rows.at(1).source, QStringLiteral("DYNAMIC_TOPIC_CONFIG"));
        QCOMPARE(rows.at(1).type, QStringLiteral("LONG"));
        QCOMPARE(rows.at(1).synonyms.size(), std::size_t(3));
    }

    void theDefaultsOfATopicLeaveItsOverridesOut() {
        const auto rows = withoutOverrides(configRows(overridden));
        QCOMPARE(rows.at(1).value, QStringLiteral("9000"));
        QCOMPARE(rows.at(1).source, QStringLiteral("STATIC_BROKER_CONFIG"));
        QVERIFY(!rows.at(1).overridden);
    }

    void aDefaultThatHasNoSynonymComesFromTheBroker() {
        auto rows = configRows({entry("retention.ms", "1000", ConfigSource::Topic,
                                      {{"retention.ms", "1000", ConfigSource::Topic},
                                       {"log.retention.ms", std::nullopt, ConfigSource::Default}})});
        QVERIFY(!rows.at(0).defaultValue);
        fillDefaults(rows, defaultsOfBroker({entry("log.retention.hours", "168", ConfigSource::Default)}));
        QCOMPARE(rows.at(0).defaultValue, QStringLiteral("604800000"));
        QCOMPARE(withoutOverrides(rows).at(0).value, QStringLiteral("604800000"));
    }

    void whatTheBrokersFileSetsIsNotKafkasDefault() {
        const auto untold = configRows({entry("retention.ms", "86400000", ConfigSource::Default)});
        QVERIFY(lacksDefault(untold.at(0)));
        const auto brokerWith = [](const char* hours) {
            return defaultsOfBroker({entry("log.retention.hours", hours, ConfigSource::StaticBroker,
                                           {{"log.retention.hours", hours, ConfigSource::StaticBroker},
                                            {"log.retention.hours", "168", ConfigSource::Default}})});
        };
        auto rows = untold;
        fillDefaults(rows, brokerWith("24"));
        QCOMPARE(rows.at(0).source, QStringLiteral("STATIC_BROKER_CONFIG"));
        QCOMPARE(rows.at(0).synonyms.size(), std::size_t(2));
        QCOMPARE(rows.at(0).synonyms.at(0).name, QStringLiteral("log.retention.hours"));
        QCOMPARE(rows.at(0).defaultValue, QStringLiteral("86400000"));
        rows = untold;
        fillDefaults(rows, brokerWith("48")); // another broker answered for the topic
        QCOMPARE(rows.at(0).source, QStringLiteral("DEFAULT_CONFIG"));
        rows = configRows({entry("retention.ms", "604800000", ConfigSource::Default)});
        const auto told = rows;
        fillDefaults(rows,
                     defaultsOfBroker({entry("log.retention.hours", "168", ConfigSource::Default,
                                             {{"log.retention.hours", "168", ConfigSource::Default}})}));
        QCOMPARE(rows.at(0).synonyms.size(), told.at(0).synonyms.size()); // nobody has set it
        QVERIFY(!lacksDefault(configRows({entry("retention.bytes", "-1", ConfigSource::Default)}).at(0)));
    }

    void theDefaultsOfABrokerCarryTheTopicsNamesAndUnits() {
        const auto rows =
            defaultsOfBroker({entry("log.retention.hours", "168", ConfigSource::Default),
                              entry("log.cleanup.policy", "compact", ConfigSource::StaticBroker),
                              entry("num.partitions", "1", ConfigSource::Default)});
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows.at(0).name, QStringLiteral("cleanup.policy"));
        QCOMPARE(rows.at(0).value, QStringLiteral("compact"));
        QCOMPARE(rows.at(1).name, QStringLiteral("retention.ms"));
        QCOMPARE(rows.at(1).value, QStringLiteral("604800000"));
    }

    void everyRecordOfARepeatedDraftHasItsNumber() {
        QCOMPARE(filled("order-{{n}}-{{n}}", 12), QByteArray("order-12-12"));
        QCOMPARE(filled("{{m}} {n}", 1), QByteArray("{{m}} {n}"));
    }

    void theKeyChoosesItsPartitionAsKafkasClientsDo() {
        // Values of Kafka's own UtilsTest: murmur2("21") is -973932308, of "foobar" -790332482.
        QCOMPARE(partitionFor(QByteArray("21"), 10), 0);
        QCOMPARE(partitionFor(QByteArray("foobar"), 10), 6);
        QCOMPARE(partitionFor(std::nullopt, 10), std::nullopt);
        QCOMPARE(partitionFor(QByteArray("21"), 0), std::nullopt);
    }

    void aJobDeliversItsResultOnTheThreadOfTheScreen() {
        QThreadPool pool;
        QObject owner;
        const auto* ui = QThread::currentThread();
        const QThread* worked = nullptr;
        auto* job = runJob<int>(pool, &owner, [&](JobContext& context) -> base::Result<int> {
            worked = QThread::currentThread();
            context.progress(1, 2);
            return 42;
        });
        int result = 0;
        const QThread* told = nullptr;
        job->then(
            &owner,
            [&](int value) {
                result = value;
                told = QThread::currentThread();
            },
            [](const base::Error&) {});
        QSignalSpy progressed(job, &JobBase::progressed);
        QTRY_COMPARE(result, 42);
        QCOMPARE(told, ui);
        QVERIFY(worked != ui);
        QVERIFY(!job->isRunning());
        QCOMPARE(progressed.count(), 1);
    }

    void aJobThatDiesWithItsOwnerStopsAndDeliversNothing() {
        QThreadPool pool;
        std::atomic<bool> began = false, stopped = false;
        {
            QObject owner;
            auto* job = runJob<int>(pool, &owner, [&](JobContext& context) -> base::Result<int> {
                began = true;
                while (!context.stop().stop_requested())
                    std::this_thread::yield();
                stopped = true;
                return 1;
            });
            job->then(
                &owner, [](int) { QFAIL("a dead job delivered"); }, [](const base::Error&) {});
            QTRY_VERIFY(began);
        }
        QTRY_VERIFY(stopped);
        pool.waitForDone();
        QCoreApplication::processEvents();
    }

    void aCancelledJobSaysSo() {
        QThreadPool pool;
        QObject owner;
        auto* job = runJob<int>(pool, &owner, [&](JobContext& context) -> base::Result<int> {
            while (!context.stop().stop_requested())
                std::this_thread::yield();
            return base::fail(cancelledError());
        });
        QSignalSpy failed(job, &JobBase::failed);
        job->cancel();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(job->error()->name, std::string("CANCELLED"));
    }

    void severalFailuresAreOneErrorThatCountsThem() {
        class Refusing final : public FakeCluster {
            base::Result<std::vector<client::NamedOutcome>>
            deleteTopics(std::span<const std::string>) override {
                const base::Error no{3, "UNKNOWN_TOPIC_OR_PARTITION", "There is no such topic.", {}, false};
                return std::vector<client::NamedOutcome>{{"a", std::nullopt}, {"b", no}, {"c", no}};
            }
        } cluster;
        const auto result = session::deleteTopics(
            cluster, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, {});
        QVERIFY(!result);
        QCOMPARE(result.error().code, std::int16_t(3));
        QCOMPARE(result.error().cause, std::string("2 of 3 failed, the first is b: There is no such topic."));
    }

    void oneOfThemThatMayHaveBeenDoneLeavesItOpen() {
        class Hanging final : public FakeCluster {
            base::Result<std::vector<client::NamedOutcome>>
            deleteTopics(std::span<const std::string>) override {
                const base::Error no{3, "UNKNOWN_TOPIC_OR_PARTITION", "There is no such topic.", {}, false};
                base::Error silent{7, "REQUEST_TIMED_OUT", "Broker 1 did not answer.", {}, true};
                silent.unanswered = true;
                return std::vector<client::NamedOutcome>{{"a", no}, {"b", silent}};
            }
        } cluster;
        const auto result = session::deleteTopics(cluster, {QStringLiteral("a"), QStringLiteral("b")}, {});
        QVERIFY(!result);
        QVERIFY(result.error().unanswered);
        QCOMPARE(result.error().cause,
                 std::string("2 of 2 failed or were not answered, the first is a: There is no such topic."));
    }
};

QTEST_GUILESS_MAIN(RequestsTest)
#include "requests_test.moc"
