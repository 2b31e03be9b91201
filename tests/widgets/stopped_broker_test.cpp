#include <QPushButton>

#include "support/messages_page.h"
#include "widgets/acts/program_act.h"
#include "widgets/common/table_view.h"

using session::LocalBrokerState;
using support::WindowBench;

/// Where the local broker listened until it was stopped another one may answer: nothing is asked there.
class StoppedBrokerTest : public QObject, support::MessagesPage {
    Q_OBJECT

    void start() {
        auto& broker = m_bench->workspace->localBroker();
        broker.start({.storage = session::BrokerStorage::Memory});
        QTRY_COMPARE(broker.state(), LocalBrokerState::Running);
        m_bench->cluster = m_bench->workspace->clusters().local();
        QVERIFY(m_bench->cluster);
        support::fillWithSample(*m_bench->cluster, WindowBench::now);
    }
    void stop() {
        auto& broker = m_bench->workspace->localBroker();
        broker.stop();
        QTRY_COMPARE(broker.state(), LocalBrokerState::Stopped);
        QCOMPARE(m_bench->cluster->state(), session::ConnectionState::Closed);
    }
    void expectNothingToRead() {
        for (const char* name : {"runBrowse", "liveBrowse"}) {
            const auto* button = m_bench->see<QPushButton>(name);
            QVERIFY2(!button->isEnabled(), name);
            QCOMPARE(button->toolTip(), QString("The local broker is not running."));
        }
    }

    QString aRun() {
        auto* job = new session::Job<session::ProducedRecords>;
        const QString id = m_bench->workspace->runs().followSending(job, m_bench->cluster->profile(),
                                                                    {.topic = "orders", .value = "v"});
        job->succeed({});
        return id;
    }
    void openRun(const QString& id) {
        m_bench->window->openPane({widgets::PageKind::Runs, {}, {}});
        m_bench->see<widgets::TableView>("runTable")->selectIdentity(id);
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        start();
    }
    void cleanup() { m_bench.reset(); }

    void aPageThatWasReadStaysAndReadsNoMore() {
        open();
        QTRY_VERIFY(table()->model()->rowCount() > 0);
        QVERIFY(m_bench->see("runBrowse")->isEnabled());
        stop();
        expectNothingToRead();
        QVERIFY(table()->model()->rowCount() > 0);
    }

    void aReadingUnderWayEndsWithIt() {
        open();
        fake().endsAtOnce = false;
        m_bench->click("runBrowse");
        QCOMPARE(browser()->state(), session::BrowseState::Running);
        stop();
        QCOMPARE(browser()->state(), session::BrowseState::Stopped);
    }

    void aPageThatIsOpenedThenReadsNothing() {
        stop();
        open();
        expectNothingToRead();
        QCOMPARE(browser()->state(), session::BrowseState::Idle);
        QVERIFY(says(table(), "The local broker is not running."));
        QVERIFY(!m_bench->see<QPushButton>("partitionChoice")->text().contains("all 0"));
    }

    void itsRunsWaitUntilItIsStarted() {
        const QString id = aRun();
        openRun(id);
        QTRY_VERIFY(m_bench->see("repeatRun")->isEnabled());
        stop();
        QVERIFY(!m_bench->see("repeatRun")->isEnabled());
        QCOMPARE(m_bench->see("repeatRun")->toolTip(), QString("The local broker is not running."));
        start();
        openRun(id);
        QTRY_VERIFY(m_bench->see("repeatRun")->isEnabled());
    }

    void whileItStartsNothingIsSaidToBeStopped() {
        openRun(aRun());
        QTRY_VERIFY(m_bench->see("repeatRun")->isEnabled());
        stop();
        m_bench->workspace->localBroker().start({.storage = session::BrokerStorage::Memory});
        QCOMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Starting);
        QCOMPARE(m_bench->see("repeatRun")->toolTip(), QString("The local broker is not running."));
        open();
        expectNothingToRead();
        QVERIFY(!says(m_bench->window->currentPane(), "is stopped"));
    }

    void whileItStopsTheAdderIsNotPlayed() {
        const auto acts = widgets::brokerActs();
        const auto play = std::ranges::find(acts, QString("playAdderButton"), &widgets::ProgramAct::id);
        const auto whyNot = [&] { return play->whyNot(m_bench->window->context()); };
        QCOMPARE(whyNot(), QString());
        m_bench->workspace->localBroker().stop();
        QCOMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopping);
        QCOMPARE(whyNot(), QString("it is stopping"));
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        QCOMPARE(whyNot(), QString()); // it starts first
    }
};

QTEST_MAIN(StoppedBrokerTest)
#include "stopped_broker_test.moc"
