#include <QTreeWidget>

#include "support/window_bench.h"
#include "widgets/acts/broker_acts.h"
#include "widgets/common/table_view.h"
#include "widgets/window/rail.h"

using support::WindowBench;

/// The list of clusters and their pages at the left.
class RailTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    QTreeWidget* rail() const { return m_bench->see<QTreeWidget>("rail"); }
    void click(const char* words) const {
        const auto found =
            rail()->findItems(QString::fromLatin1(words), Qt::MatchExactly | Qt::MatchRecursive);
        QVERIFY(!found.isEmpty());
        QTest::mouseClick(rail()->viewport(), Qt::LeftButton, {}, rail()->visualItemRect(found[0]).center());
    }
    /// To whatever has the keys.
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    QString shown() const { return widgets::wordOf(m_bench->window->currentPane()->key().kind); }
    QUuid addCluster(const QString& name) const {
        session::ConnectionProfile profile;
        profile.id = QUuid::createUuid();
        profile.name = name;
        profile.bootstrap = name + ":9092";
        m_bench->workspace->clusters().saveProfile(profile);
        m_bench->workspace->clusters().open(profile.id);
        return profile.id;
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aPageThatIsClickedHasTheKeys() {
        click("Topics");
        QCOMPARE(shown(), QString("topics"));
        QCOMPARE(QApplication::focusWidget(), m_bench->see("topicTable"));
        press(Qt::Key_Down);
        QCOMPARE(shown(), QString("topics"));
        press(Qt::Key_Slash);
        QVERIFY(m_bench->see("topicFilter")->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), "orders");
        QTRY_COMPARE(m_bench->see<widgets::TableView>("topicTable")->model()->rowCount(), 2);
        click("Overview");
        QCOMPARE(QApplication::focusWidget(), m_bench->window->currentPane());
    }

    void ofAWipedBrokerNothingIsCounted() {
        auto& broker = m_bench->workspace->localBroker();
        broker.start({});
        QTRY_VERIFY(m_bench->workspace->clusters().local());
        auto& local = *m_bench->workspace->clusters().local();
        session::ClusterSnapshot snapshot;
        snapshot.takenAtMs = WindowBench::now;
        snapshot.brokers.emplace_back();
        snapshot.figures.groups = 0;
        const auto counted = [&](const char* page) {
            support::fakeOf(local).data().publish(snapshot);
            for (auto* row :
                 rail()->findItems(QString::fromLatin1(page), Qt::MatchExactly | Qt::MatchRecursive))
                if (row->parent() && row->parent()->text(0) == local.profile().name)
                    return row->data(0, widgets::Rail::asideRole).toString();
            return QString("no row");
        };
        QCOMPARE(counted("Topics"), QString("0"));
        broker.stop();
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Stopped);
        QCOMPARE(counted("Topics"), QString("0"));
        snapshot.brokers.clear();
        QCOMPARE(counted("Topics"), QString());
        QCOMPARE(counted("Groups"), QString());
    }

    void aBrokerThatNeverStartedSaysThatItFailed() {
        auto& broker = m_bench->workspace->localBroker();
        const auto aside = [&](const char* words) {
            const auto found = rail()->findItems(QString::fromLatin1(words), Qt::MatchExactly);
            return found.size() == 1 ? found[0]->data(0, widgets::Rail::asideRole).toString() : "no such row";
        };
        QCOMPARE(aside("Start a local broker"), QString());
        m_bench->broker->refusal = base::Error{-1, "EADDRINUSE", "Port 9092 is taken.", {}, false};
        click("Start a local broker");
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Failed);
        QVERIFY(!m_bench->workspace->clusters().local());
        QCOMPARE(aside("Start a local broker"), QString("failed"));
        m_bench->broker->refusal.reset();
        click("Start a local broker");
        QTRY_VERIFY(m_bench->workspace->clusters().local());
        broker.stop();
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Stopped);
        QCOMPARE(aside("Start a local broker"), QString());
        m_bench->broker->refusal = base::Error{-1, "EADDRINUSE", "Port 9092 is taken.", {}, false};
        click("Start a local broker");
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Failed);
        QCOMPARE(aside("local"), QString("failed")); // and so the act needs not
        QCOMPARE(aside("Start a local broker"), QString());
    }

    void aBrokerOnItsWayIsNotCalledStopped() {
        auto& broker = m_bench->workspace->localBroker();
        const auto aside = [&] {
            const auto found = rail()->findItems("local", Qt::MatchExactly);
            return found.size() == 1 ? found[0]->data(0, widgets::Rail::asideRole).toString() : "no such row";
        };
        const auto whyNotStart = [&] {
            return widgets::broker_acts::whyNotStart(m_bench->window->context());
        };
        broker.start({});
        QTRY_VERIFY(m_bench->workspace->clusters().local());
        QCOMPARE(whyNotStart(), QString("it runs already"));
        broker.stop();
        QCOMPARE(aside(), QString("stopping"));
        QCOMPARE(whyNotStart(), QString("it is stopping"));
        QTRY_COMPARE(aside(), QString("stopped"));
        QCOMPARE(whyNotStart(), QString());
        broker.start(broker.options());
        QCOMPARE(aside(), QString("starting"));
        QCOMPARE(whyNotStart(), QString("it is starting"));
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Running);
    }

    void aBrokerThatStandsStillIsLookedAtAndNotStarted() {
        auto& broker = m_bench->workspace->localBroker();
        broker.start({});
        QTRY_VERIFY(m_bench->workspace->clusters().local());
        const auto* known = m_bench->workspace->clusters().local();
        broker.stop();
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Stopped);
        click("staging");
        click("local");
        QCOMPARE(shown(), QString("local-broker"));
        QCOMPARE(broker.state(), session::LocalBrokerState::Stopped);
        QCOMPARE(m_bench->workspace->clusters().local(), known); // what was read of it stays
        QCOMPARE(known->state(), session::ConnectionState::Closed);
        click("Start a local broker");
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Running);
        broker.stop();
        m_bench->restart();
        click("local");
        QCOMPARE(shown(), QString("local-broker"));
        QCOMPARE(m_bench->workspace->localBroker().state(), session::LocalBrokerState::Stopped);
        QCOMPARE(m_bench->workspace->clusters().current()->state(), session::ConnectionState::Closed);
    }

    void arrowKeysGoThroughThePagesAndEnterGoesIn() {
        click("Overview");
        rail()->setFocus();
        press(Qt::Key_Down);
        QCOMPARE(shown(), QString("topics"));
        QVERIFY(rail()->hasFocus());
        press(Qt::Key_Down);
        QCOMPARE(shown(), QString("groups"));
        QVERIFY(rail()->hasFocus());
        press(Qt::Key_Slash);
        QVERIFY(!rail()->hasFocus());
        rail()->setFocus();
        press(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), m_bench->see("groupTable"));
    }

    void theClusterThatWasInFrontComesBackInFront() {
        const QUuid first = m_bench->cluster->profile().id;
        addCluster("second");
        m_bench->workspace->clusters().open(first);
        QMetaObject::invokeMethod(qApp, "aboutToQuit");
        m_bench->restart();
        auto& clusters = m_bench->workspace->clusters();
        const QStringList ids = m_bench->workspace->settings().value("openClusters").toStringList();
        QCOMPARE(ids.size(), 2);
        for (const QString& id : ids)
            clusters.open(QUuid::fromString(id));
        QCOMPARE(clusters.current()->profile().id, first);
    }
};

QTEST_MAIN(RailTest)
#include "rail_test.moc"
