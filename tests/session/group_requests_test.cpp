#include <QTest>

#include "fake_cluster.h"
#include "session/clusters/cluster_requests.h"

using namespace session;

/// What is asked of groups.
class GroupRequestsTest : public QObject {
    Q_OBJECT

private slots:
    void aGroupThatIsOfAnotherTypeByNowIsNotDeleted_data() {
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("protocol");
        QTest::addColumn<QString>("was");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("simple that was share") << int(client::GroupType::Classic) << QByteArray() << "share"
                                               << QByteArray("simple now, not share");
        QTest::newRow("share that was simple") << int(client::GroupType::Share) << QByteArray("share")
                                               << "simple" << QByteArray("share now, not simple");
        QTest::newRow("Connect's that was a consumer's")
            << int(client::GroupType::Classic) << QByteArray("connect") << "classic"
            << QByteArray("connect now, not classic");
    }
    void aGroupThatIsOfAnotherTypeByNowIsNotDeleted() {
        QFETCH(int, type);
        QFETCH(QByteArray, protocol);
        QFETCH(QString, was);
        QFETCH(QByteArray, says);
        FakeCluster cluster;
        cluster.groups["billing"] = {.type = client::GroupType(type),
                                     .state = "Empty",
                                     .commits = {},
                                     .members = {},
                                     .epoch = {},
                                     .protocolType = protocol.toStdString()};
        cluster.groups["other"].state = "Empty";
        const base::GroupDeletion one{{"billing"}}, both{{"other", "billing"}};
        const auto refused = deleteGroups(cluster, one, {{"billing", was}});
        QCOMPARE(refused.error().name, "GROUP_CHANGED");
        QVERIFY(refused.error().cause.find(says.toStdString()) != std::string::npos);
        const auto several = deleteGroups(cluster, both, {{"billing", was}, {"other", "classic"}});
        QVERIFY(several.error().cause.ends_with("None of the groups was deleted."));
        QCOMPARE(cluster.groups.size(), 2U);
    }

    void whatIsMeantIsDeleted() {
        FakeCluster cluster;
        cluster.groups["billing"].state = "Empty";
        cluster.groups["unknown"].state = "Empty";
        QVERIFY(deleteGroups(cluster, {{"billing", "unknown"}}, {{"billing", "classic"}}));
        QVERIFY(cluster.groups.empty());
    }
};

QTEST_GUILESS_MAIN(GroupRequestsTest)
#include "group_requests_test.moc"
