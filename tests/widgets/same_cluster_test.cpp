#include <algorithm>

#include <QLabel>
#include <QMenu>
#include <QTreeWidget>

#include "support/window_bench.h"

using session::Environment;
using support::WindowBench;

/// Two connections that lead to one cluster.
class SameClusterTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    session::Clusters& clusters() const { return m_bench->workspace->clusters(); }
    session::ConnectionProfile add(const char* name, Environment environment) {
        session::ConnectionProfile profile;
        profile.id = QUuid::createUuid();
        profile.name = QString::fromLatin1(name);
        profile.bootstrap = profile.name + ":9092";
        profile.environment = environment;
        clusters().saveProfile(profile);
        return profile;
    }
    session::ConnectionProfile remembered(const QUuid& profile) const {
        const auto& all = clusters().profiles();
        return *std::ranges::find(all, profile, &session::ConnectionProfile::id);
    }
    void answer(const QUuid& profile, const char* clusterId) {
        auto snapshot = support::sampleSnapshot(WindowBench::now);
        snapshot.clusterId = QString::fromLatin1(clusterId);
        support::fakeOf(*clusters().open(profile)).data().publish(std::move(snapshot));
    }
    bool isProduction(const QUuid& profile) const {
        const auto* open = clusters().find(profile);
        return open->profile().environment == Environment::Production && open->connection().isLocked();
    }
    QString tipInRail(const char* name) const {
        const auto found =
            m_bench->see<QTreeWidget>("rail")->findItems(QString::fromLatin1(name), Qt::MatchExactly);
        return found.isEmpty() ? QString() : found.first()->toolTip(0);
    }
    QString statusWords() const {
        QStringList words;
        for (const auto* each : m_bench->see("jobIndicator")->findChildren<QLabel*>())
            words << each->text() + each->toolTip();
        return words.join(' ');
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aSecondOneIsNoWayRoundTheLock() {
        const auto live = add("live", Environment::Production), dev = add("dev", Environment::Development);
        answer(live.id, "one");
        clusters().close(live.id); // it is remembered
        clusters().open(dev.id);
        QVERIFY(!isProduction(dev.id));
        answer(dev.id, "one");
        QVERIFY(isProduction(dev.id));
        // From the start, once that is known.
        clusters().close(dev.id);
        clusters().open(dev.id);
        QVERIFY(isProduction(dev.id));
        // And what was chosen for it is kept.
        for (const auto& profile : clusters().profiles())
            QCOMPARE(profile.environment == Environment::Production, profile.id == live.id);
        // Another cluster answers there now.
        answer(dev.id, "two");
        QVERIFY(!isProduction(dev.id));
    }

    void anotherClusterIsNotUnlockedWithTheOneBefore() {
        const auto live = add("live", Environment::Production);
        answer(live.id, "one");
        clusters().find(live.id)->connection().setLocked(false);
        answer(live.id, "one");
        QVERIFY(!isProduction(live.id));
        answer(live.id, "two");
        QVERIFY(isProduction(live.id));
    }

    void itEndsWithTheOneThatIsProduction() {
        auto live = add("live", Environment::Production);
        const auto dev = add("dev", Environment::Development);
        answer(live.id, "one");
        answer(dev.id, "one");
        QVERIFY(isProduction(dev.id));
        live.environment = Environment::Test;
        live.clusterId = "one";
        clusters().saveProfile(live);
        QVERIFY(!isProduction(dev.id));
        live.environment = Environment::Production;
        clusters().saveProfile(live);
        QVERIFY(isProduction(dev.id));
        clusters().removeProfile(live.id);
        QVERIFY(!isProduction(dev.id));
    }

    void aFormThatWasOpenedBeforeItAnsweredLiftsNothing() {
        const auto live = add("live", Environment::Production);
        auto dev = add("dev", Environment::Development);
        answer(live.id, "one");
        answer(dev.id, "one");
        QVERIFY(dev.clusterId.isEmpty());
        dev.name = "renamed";
        clusters().saveProfile(dev);
        QVERIFY(isProduction(dev.id));
    }

    void itIsTold() {
        const auto live = add("live", Environment::Production), dev = add("dev", Environment::Development);
        answer(live.id, "one");
        QVERIFY(!tipInRail("dev").contains("same cluster"));
        answer(dev.id, "one");
        QVERIFY2(tipInRail("live").contains("The same cluster as dev."), qPrintable(tipInRail("live")));
        QVERIFY2(tipInRail("dev").contains("The same cluster as live. It is production there"),
                 qPrintable(tipInRail("dev")));
        QVERIFY2(statusWords().contains("dev: The same cluster as live."), qPrintable(statusWords()));
    }

    void whatAnsweredAtAnotherAddressIsForgotten() {
        const auto live = add("live", Environment::Production);
        auto dev = add("dev", Environment::Development);
        answer(live.id, "one");
        answer(dev.id, "one");
        dev.bootstrap = "elsewhere:9092"; // no form has met one there
        clusters().saveProfile(dev);
        QVERIFY(clusters().twinsOf(dev.id).empty());
        dev.clusterId = "one"; // it has met the same one
        dev.bootstrap = "renamed:9092";
        clusters().saveProfile(dev);
        QCOMPARE(clusters().twinsOf(dev.id).size(), std::size_t(1));
        QVERIFY(isProduction(dev.id));
    }

    void anotherAddressOfTheOneThatIsProductionLiftsNothing() {
        auto live = add("live", Environment::Production);
        const auto dev = add("dev", Environment::Development);
        answer(live.id, "one");
        clusters().close(live.id);
        answer(dev.id, "one");
        QVERIFY(isProduction(dev.id));
        live.bootstrap = "other:9092";
        clusters().saveProfile(live);
        QVERIFY(isProduction(dev.id));
        QVERIFY2(remembered(live.id).clusterId.isEmpty(), "nobody has answered there");
        QVERIFY2(!tipInRail("live").contains("same cluster"), qPrintable(tipInRail("live")));
        QVERIFY2(!tipInRail("dev").contains("same cluster"), qPrintable(tipInRail("dev")));
        QVERIFY2(tipInRail("dev").contains("live led to it as production"), qPrintable(tipInRail("dev")));
        live.bootstrap = "further:9092";
        clusters().saveProfile(live);
        QVERIFY(isProduction(dev.id));
        // Until another cluster answers there.
        answer(live.id, "two");
        QVERIFY(!isProduction(dev.id));
        live.name = "renamed";
        clusters().saveProfile(live);
        QVERIFY(!isProduction(dev.id));
    }

    void anotherAddressOfOneThatBecomesProductionLocksNothing() {
        auto first = add("first", Environment::Development);
        const auto dev = add("dev", Environment::Development);
        answer(first.id, "one");
        clusters().close(first.id);
        answer(dev.id, "one");
        first.environment = Environment::Production;
        first.bootstrap = "other:9092";
        clusters().saveProfile(first);
        QVERIFY(!isProduction(dev.id));
        QVERIFY2(!tipInRail("dev").contains("production"), qPrintable(tipInRail("dev")));
    }

    void theClusterThatAFormHasMetIsKnown() {
        auto live = add("live", Environment::Production);
        const auto dev = add("dev", Environment::Development);
        answer(live.id, "one");
        clusters().close(live.id);
        answer(dev.id, "one");
        live.bootstrap = "other:9092";
        live.clusterId = "two";
        clusters().saveProfile(live);
        QVERIFY(!isProduction(dev.id));
        session::ConnectionProfile another = dev;
        another.id = QUuid::createUuid();
        another.name = "another";
        another.clusterId = "two";
        clusters().saveProfile(another);
        QVERIFY2(statusWords().contains("another: The same cluster as live."), qPrintable(statusWords()));
        clusters().open(another.id);
        QVERIFY2(isProduction(another.id), "before it answers");
    }

    void oneMoreServerOfAnAddressLeadsToTheSameCluster() {
        const auto live = add("live", Environment::Production);
        auto dev = add("dev", Environment::Development);
        answer(live.id, "one");
        answer(dev.id, "one");
        dev.bootstrap = "dev,dev-2:9093";
        clusters().saveProfile(dev);
        QCOMPARE(clusters().twinsOf(dev.id).size(), std::size_t(1));
        QVERIFY(isProduction(dev.id));
    }

    void forgettingTellsWhoseLockGoesWithIt() {
        const auto live = add("live", Environment::Production), dev = add("dev", Environment::Development);
        const auto asked = [&](const char* name) {
            auto* rail = m_bench->see<QTreeWidget>("rail");
            const auto* item = rail->findItems(QString::fromLatin1(name), Qt::MatchExactly).value(0);
            emit rail->customContextMenuRequested(rail->visualItemRect(item).center());
            auto* menu = rail->findChild<QMenu*>("clusterRowMenu");
            menu->actions().last()->trigger();
            delete menu;
            return m_bench->prompts.asked.text;
        };
        m_bench->prompts.agrees = false;
        answer(live.id, "one");
        QVERIFY(!asked("live").contains("lock"));
        answer(dev.id, "one");
        QVERIFY2(asked("live").contains("the lock of dev goes with it"),
                 qPrintable(m_bench->prompts.asked.text));
        QVERIFY(!asked("dev").contains("lock"));
    }
};

QTEST_MAIN(SameClusterTest)
#include "same_cluster_test.moc"
