#include <QDateTime>
#include <QSet>
#include <QTest>

#include "client/producer.h"
#include "session/clusters/cluster_requests.h"
#include "session/convert.h"
#include "support/cluster_under_test.h"

using namespace session;
using support::ClusterUnderTest;
using namespace std::chrono_literals;

/// What is asked of topics, over a socket: our own broker, or the one that KAFKA_BOOTSTRAP names.
class TopicRequestsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ClusterUnderTest> m_under;
    std::shared_ptr<client::Cluster> m_cluster;
    client::Reaper m_reaper;

    client::ConnectOptions where() const {
        client::ConnectOptions options;
        options.bootstrap = m_under->bootstrap();
        return options;
    }
    QString makeTopic(int partitions, std::map<std::string, std::string> configs = {}) {
        base::NewTopic topic{ClusterUnderTest::fresh("asked"), partitions, 1, std::move(configs)};
        if (const auto made = createTopic(*m_cluster, topic, false); !made)
            QTest::qFail(made.error().cause.c_str(), __FILE__, __LINE__);
        const QString name = QString::fromStdString(topic.name);
        // Apache Kafka's controller answers before its brokers know of it.
        const bool there = QTest::qWaitFor([&] {
            const auto known = m_cluster->metadata(std::span(&topic.name, 1));
            return known && !known->topics.front().error &&
                   known->topics.front().partitions.size() == std::size_t(partitions) &&
                   known->topics.front().partitions.back().leader;
        });
        if (!there)
            QTest::qFail("the topic does not appear", __FILE__, __LINE__);
        return name;
    }
    void send(const QString& topic, int partition, const std::vector<qint64>& timesMs) {
        client::ProducerOptions options;
        options.connect = where();
        auto producer = client::Producer::create(options, m_reaper).value();
        for (const qint64 ms : timesMs)
            QVERIFY(producer->send({.topic = topic.toStdString(),
                                    .partition = base::PartitionId(partition),
                                    .key = "k",
                                    .value = "v",
                                    .headers = {},
                                    .timestampMs = ms}));
        QVERIFY(producer->flush(20s));
    }
    static QSet<QString> namesOf(const std::vector<ConfigRow>& rows) {
        QSet<QString> names;
        for (const auto& row : rows)
            names << row.name;
        return names;
    }

private slots:
    void init() {
        m_under = std::make_unique<ClusterUnderTest>();
        m_cluster = client::connect(where()).value();
    }
    void cleanup() {
        m_cluster.reset();
        m_under.reset();
    }

    void aClusterWithoutTopicsNamesEverySettingAsOneWithThem() {
        const auto before = topicDefaults(*m_cluster);
        QVERIFY(before);
        const auto with = topicConfig(*m_cluster, makeTopic(1));
        QVERIFY(with);
        QCOMPARE(namesOf(*before), namesOf(*with));
        QVERIFY(with->size() >= 33);
        for (const auto& row : *before) {
            const auto same = std::ranges::find(*with, row.name, &ConfigRow::name);
            QVERIFY2(row.type == same->type && row.value == same->value, qPrintable(row.name));
            QVERIFY2(!row.documentation.isEmpty(), qPrintable(row.name));
        }
    }

    void oneSettingOfSeveralTopicsIsReadAndChangedAndWhoRefusesIsNamed() {
        const QString plain = makeTopic(1), own = makeTopic(1, {{"retention.ms", "5000"}});
        const QString absent = QStringLiteral("absent");
        const auto read = [&] { return *topicSetting(*m_cluster, "retention.ms", {plain, absent, own}); };
        const auto now = read();
        QCOMPARE(now.size(), std::size_t(3));
        QVERIFY(now[0].row && !now[0].row->overridden);
        QVERIFY(!now[1].row && now[1].row.reason());
        QVERIFY(now[2].row && now[2].row->overridden);
        QCOMPARE(now[2].row->value, QString("5000"));
        QCOMPARE(now[2].row->defaultValue, now[0].row->value);

        const base::TopicConfigEdit edit{{plain.toStdString(), absent.toStdString(), own.toStdString()},
                                         {{"retention.ms", "60000"}}};
        for (const bool validateOnly : {true, false}) {
            const auto outcomes = editTopicConfig(*m_cluster, edit, {}, validateOnly);
            QVERIFY(outcomes);
            QVERIFY(!(*outcomes)[0].error && !(*outcomes)[2].error);
            QCOMPARE((*outcomes)[1].topic, absent);
            QCOMPARE((*outcomes)[1].error->name, std::string("UNKNOWN_TOPIC_OR_PARTITION"));
        }
        QTRY_COMPARE(read()[0].row->value, QString("60000"));
        QTRY_COMPARE(read()[2].row->value, QString("60000"));
        QVERIFY(editTopicConfig(*m_cluster, {{own.toStdString()}, {{"retention.ms"}}}, {}, false));
        QTRY_VERIFY(!read()[2].row->overridden);
    }

    void onlyWhatIsOlderThanATimeGoes() {
        const QString topic = makeTopic(3);
        constexpr qint64 hour = 3'600'000;
        const qint64 now = QDateTime::currentMSecsSinceEpoch(), cut = now - 2 * hour;
        send(topic, 0, {now - 3 * hour, cut - 1, cut, now - hour});
        send(topic, 1, {now - 3 * hour});
        // Partition 2 stays empty.
        const auto cuts = cutsBefore(*m_cluster, {topic}, cut);
        QVERIFY(cuts);
        QCOMPARE(cuts->size(), std::size_t(3));
        QCOMPARE((*cuts)[0].keepFrom, 2); // the record of that very time stays
        QCOMPARE((*cuts)[0].goes(), std::optional<qint64>(2));
        QCOMPARE((*cuts)[1].keepFrom, 1); // nothing is as new: all of it goes
        QCOMPARE((*cuts)[2].goes(), std::optional<qint64>(0));

        std::vector<base::RecordDeletion> deletions;
        for (const auto& each : *cuts)
            if (each.goes() > 0)
                deletions.push_back({{each.topic.toStdString(), base::PartitionId{each.partition}},
                                     base::Offset{*each.keepFrom}});
        QVERIFY(deleteRecords(*m_cluster, deletions, {}));
        const auto after = cutsBefore(*m_cluster, {topic}, cut);
        QVERIFY(after);
        QCOMPARE((*after)[0].logStart, 2);
        QCOMPARE((*after)[0].end, 4);
        QCOMPARE((*after)[1].logStart, 1);
        for (const auto& each : *after)
            QCOMPARE(each.goes(), std::optional<qint64>(0));
        QCOMPARE(cutsBefore(*m_cluster, {QStringLiteral("absent")}, cut).error().name,
                 std::string("UNKNOWN_TOPIC_OR_PARTITION"));
    }

    void whatWasDecidedOnOneTopicIsNotDoneToAnotherOfItsName() {
        const QString topic = makeTopic(1);
        const std::string name = topic.toStdString();
        const auto idNow = [&] { return m_cluster->metadata(std::span(&name, 1))->topics.front().id; };
        const TopicIds old{{topic, QString::fromStdString(idNow().toString())}};
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(deleteTopics(*m_cluster, {topic}, old));
        const base::NewTopic again{name, 1, 1};
        // Apache Kafka deletes after it has answered.
        QVERIFY(QTest::qWaitFor([&] { return createTopic(*m_cluster, again, false).has_value(); }));
        QTRY_VERIFY(!idNow().isZero() && text(idNow().toString()) != old.at(topic));
        send(topic, 0, {now - 10, now});

        const std::vector<base::RecordDeletion> first{{{name, base::PartitionId{0}}, base::Offset{1}}};
        const base::TopicConfigEdit edit{{name}, {{"retention.ms", "60000"}}};
        const std::string refusal = "TOPIC_RECREATED";
        QCOMPARE(emptyTopics(*m_cluster, {topic}, old).error().name, refusal);
        QCOMPARE(deleteTopics(*m_cluster, {topic}, old).error().name, refusal);
        QCOMPARE(deleteRecords(*m_cluster, first, old).error().name, refusal);
        QCOMPARE(addPartitions(*m_cluster, {name, 2}, old, false).error().name, refusal);
        QCOMPARE(editTopicConfig(*m_cluster, edit, old, false).error().name, refusal);
        const auto cuts = cutsBefore(*m_cluster, {topic}, now + 1);
        QCOMPARE(cuts->front().goes(), std::optional<qint64>(2)); // nothing went

        // Of several nothing is done to the others either, and that is told.
        const QString other = makeTopic(1);
        const auto idOf = [this](const QString& asked) {
            const std::string known = asked.toStdString();
            return text(m_cluster->metadata(std::span(&known, 1))->topics.front().id.toString());
        };
        const TopicIds both{{topic, old.at(topic)}, {other, idOf(other)}};
        const auto several = deleteTopics(*m_cluster, {topic, other}, both);
        QVERIFY(several.error().cause.ends_with("Nothing was done to any of the 2 topics."));
        QVERIFY(deleteTopics(*m_cluster, {other}, {{other, both.at(other)}}));

        const TopicIds meant{{topic, cuts->front().topicId}};
        QVERIFY(deleteRecords(*m_cluster, first, meant));
        QVERIFY(editTopicConfig(*m_cluster, edit, meant, false));
        QVERIFY(emptyTopics(*m_cluster, {topic}, meant));
        QVERIFY(deleteTopics(*m_cluster, {topic}, meant));
    }

    void whatIsOnlyCompactedIsNotEmptiedAndTheSettingIsNamed() {
        const QString topic = makeTopic(1, {{"cleanup.policy", "compact"}});
        const auto refused = emptyTopics(*m_cluster, {topic}, {});
        QCOMPARE(refused.error().name, "POLICY_VIOLATION");
        QVERIFY(refused.error().cause.find("cleanup.policy") != std::string::npos);
    }

    void aTopicMadeOfWhatAnotherHasOfItsOwnIsTheSame() {
        const QString like = makeTopic(2, {{"cleanup.policy", "compact,delete"}, {"segment.ms", "70000"}});
        const auto overrides = [this](const QString& topic) {
            std::map<std::string, std::string> own;
            const auto rows = topicConfig(*m_cluster, topic).value();
            for (const auto& row : rows)
                if (row.overridden)
                    own[row.name.toStdString()] = row.value->toStdString();
            return own;
        };
        const auto copied = overrides(like);
        QCOMPARE(copied.size(), std::size_t(2));
        QVERIFY(overrides(makeTopic(2, copied)) == copied);
    }
};

QTEST_GUILESS_MAIN(TopicRequestsTest)
#include "topic_requests_test.moc"
