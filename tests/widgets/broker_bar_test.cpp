#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

#include "support/window_bench.h"
#include "widgets/common/message_bar.h"

using namespace widgets;
using session::BrokerStorage;
using session::LocalBrokerState;
using support::WindowBench;

namespace {

const base::Error lockedFolder{56, "KAFKA_STORAGE_ERROR",
                               "the data folder /var/milena is in use by another broker",
                               "Stop the other one, or take another folder.", false};

} // namespace

class BrokerBarTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    MessageBar* bar() const { return m_bench->window->findChild<MessageBar*>("brokerBar"); }
    static QString words(const QWidget& of) {
        QStringList words;
        for (const auto* each : of.findChildren<QLabel*>())
            words << each->text();
        return words.join('\n');
    }
    QString told() const { return words(*bar()); }
    bool offers(const char* button) const { return bar()->findChild<QPushButton*>(button)->isVisible(); }
    QString page() const { return widgets::wordOf(m_bench->window->currentPane()->key().kind); }
    LocalBrokerState state() const { return m_bench->workspace->localBroker().state(); }
    void clickInRail(const char* words) {
        auto* rail = m_bench->see<QTreeWidget>("rail");
        const auto found = rail->findItems(QString::fromLatin1(words), Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        QTest::mouseClick(rail->viewport(), Qt::LeftButton, {}, rail->visualItemRect(found[0]).center());
    }
    void startAt(const char* address) {
        m_bench->broker->address = QString::fromLatin1(address);
        clickInRail("Start a local broker");
        QTRY_COMPARE(state(), LocalBrokerState::Running);
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        auto options = m_bench->workspace->localBroker().options();
        options.dataFolder = m_bench->path("kept");
        m_bench->workspace->localBroker().setOptions(options);
    }
    void cleanup() { m_bench.reset(); }

    void aBrokerThatDoesNotStartSaysWhyOverItsOwnPages() {
        m_bench->open("topics");
        m_bench->broker->refusal = lockedFolder;
        QVERIFY(!bar()->isVisible());
        clickInRail("Start a local broker");
        QTRY_COMPARE(state(), LocalBrokerState::Failed);
        // Over a page of another cluster the status bar tells it.
        QCOMPARE(page(), QString("topics"));
        QVERIFY(!bar()->isVisible());
        QVERIFY2(words(*m_bench->see("jobIndicator")).contains("Start the local broker: the data folder"),
                 qPrintable(words(*m_bench->see("jobIndicator"))));
        m_bench->open("local-broker");
        QVERIFY(bar()->isVisible());
        QVERIFY2(told().contains("The local broker did not start."), qPrintable(told()));
        QVERIFY2(told().contains("\nThe data folder /var/milena is in use by another broker · "
                                 "KAFKA_STORAGE_ERROR (56)\nStop the other one"),
                 qPrintable(told()));
        m_bench->open("groups");
        QVERIFY(!bar()->isVisible());
        m_bench->open("local-broker");
        QVERIFY(bar()->isVisible());
        m_bench->click("brokerBarClose");
        QVERIFY(!bar()->isVisible());
        clickInRail("Start a local broker");
        QTRY_VERIFY(bar()->isVisible());
    }

    void theRememberedClusterSaysItToo() {
        startAt("127.0.0.1:9092");
        const QString name = m_bench->workspace->clusters().current()->profile().name;
        m_bench->restart();
        m_bench->broker->refusal = lockedFolder;
        clickInRail(qPrintable(name));
        QCOMPARE(page(), QString("local-broker"));
        QVERIFY2(!bar()->isVisible(), "a look at it starts nothing");
        m_bench->click("startButton");
        QTRY_VERIFY(bar()->isVisible());
        QVERIFY2(told().contains("did not start"), qPrintable(told()));
    }

    void tryAgainStartsItOnceTheReasonIsGone() {
        m_bench->open("local-broker");
        m_bench->broker->refusal = lockedFolder;
        clickInRail("Start a local broker");
        QTRY_VERIFY(bar()->isVisible());
        m_bench->broker->refusal.reset();
        m_bench->broker->address = "127.0.0.1:9092";
        m_bench->click("brokerBarAct");
        QTRY_COMPARE(state(), LocalBrokerState::Running);
        QVERIFY(!bar()->isVisible());
        QCOMPARE(m_bench->workspace->localBroker().started().dataFolder, m_bench->path("kept"));
    }

    void inMemoryItStartsThisOnce() {
        m_bench->open("local-broker");
        m_bench->broker->refusal = lockedFolder;
        clickInRail("Start a local broker");
        QTRY_VERIFY(bar()->isVisible());
        m_bench->broker->refusal.reset();
        QCOMPARE(m_bench->see<QPushButton>("brokerBarOther")->text(), QString("Start in memory"));
        m_bench->click("brokerBarOther");
        QTRY_COMPARE(state(), LocalBrokerState::Running);
        QCOMPARE(m_bench->broker->asked.storage, BrokerStorage::Memory);
        QVERIFY(m_bench->workspace->localBroker().started().dataFolder.isEmpty());
        QCOMPARE(m_bench->workspace->localBroker().options().storage, BrokerStorage::Kept);
    }

    void memoryIsNoWayOutOfATakenPort() {
        m_bench->open("local-broker");
        m_bench->broker->refusal = base::Error{-1, "EADDRINUSE", "Port 9092 is taken.", {}, false};
        clickInRail("Start a local broker");
        QTRY_VERIFY(bar()->isVisible());
        QVERIFY(offers("brokerBarAct"));
        QVERIFY(!offers("brokerBarOther"));
    }

    void dataThatCannotBeRemovedIsNoFailedStart() {
        startAt("127.0.0.1:9092");
        m_bench->broker->refusal = base::Error{-1, "EACCES", "cannot remove /var/milena", {}, false};
        m_bench->workspace->localBroker().wipe(m_bench->workspace->localBroker().dataFolder());
        QTRY_VERIFY(bar()->isVisible());
        QVERIFY2(told().contains("was not removed"), qPrintable(told()));
        QVERIFY(!offers("brokerBarAct"));
        QVERIFY(!offers("brokerBarOther"));
    }

    void thatItRefusesRecordsIsSaidUntilItDoesNot() {
        startAt("127.0.0.1:9092");
        QVERIFY(!bar()->isVisible());
        auto& refuses = m_bench->broker->figures.refuses;
        const auto why = [](const char* cause) {
            return base::Error{56, "KAFKA_STORAGE_ERROR", cause, {}, true};
        };
        refuses = why("cannot write 0.log: No space left on device");
        QTRY_VERIFY(bar()->isVisible());
        QVERIFY2(told().contains("refuses records") && told().contains("No space left on device"),
                 qPrintable(told()));
        clickInRail("staging");
        QVERIFY(!bar()->isVisible());
        clickInRail("local");
        QVERIFY(bar()->isVisible());
        refuses = why("cannot write 0.log: Input/output error");
        QTRY_VERIFY2(told().contains("Input/output error"), qPrintable(told()));
        m_bench->click("brokerBarClose");
        refuses = why("cannot write 1.log: Input/output error");
        const QSignalSpy sampled(&m_bench->workspace->localBroker(), &session::LocalBroker::sampled);
        QTRY_VERIFY(sampled.size() >= 2);
        QVERIFY(!bar()->isVisible()); // who closed it has read it
        refuses.reset();
        QTRY_VERIFY(sampled.size() >= 4);
        refuses = why("cannot write");
        QTRY_VERIFY(bar()->isVisible());
        refuses.reset();
        QTRY_VERIFY(!bar()->isVisible());
    }

    void aPortThatWasReadIsNotSaidAgainBehindARefusal() {
        startAt("127.0.0.1:9094");
        auto& refuses = m_bench->broker->figures.refuses;
        const auto meets = [&] {
            refuses = base::Error{56, "KAFKA_STORAGE_ERROR", "cannot write", {}, true};
            QTRY_VERIFY2(told().contains("refuses records"), qPrintable(told()));
            refuses.reset();
        };
        meets();
        QTRY_VERIFY2(told().contains("is taken by another program"), qPrintable(told()));
        m_bench->click("brokerBarClose");
        meets();
        QTRY_VERIFY(!bar()->isVisible());
    }

    void anotherPortThanTheUsualOneIsSaidWhereTheStartEnds() {
        startAt("127.0.0.1:9094");
        QCOMPARE(page(), QString("overview"));
        QVERIFY(bar()->isVisible());
        QVERIFY2(
            told().contains("Port 9092 is taken by another program: this broker listens on 127.0.0.1:9094."),
            qPrintable(told()));
        m_bench->click("brokerBarAct");
        QCOMPARE(QApplication::clipboard()->text(), QString("127.0.0.1:9094"));
        clickInRail("staging"); // whose port is its own
        QVERIFY(!bar()->isVisible());
        clickInRail("local");
        QVERIFY(bar()->isVisible());
        m_bench->click("brokerBarClose");
        clickInRail("staging");
        clickInRail("local");
        QVERIFY(!bar()->isVisible());
    }

    void theUsualPortAndAChosenOneAreNoNews() {
        startAt("127.0.0.1:9092");
        QVERIFY(!bar()->isVisible());
        m_bench->workspace->localBroker().stop();
        QTRY_COMPARE(state(), LocalBrokerState::Stopped);
        auto options = m_bench->workspace->localBroker().options();
        options.port = 19092;
        m_bench->workspace->localBroker().setOptions(options);
        startAt("127.0.0.1:19092");
        QVERIFY(!bar()->isVisible());
    }
};

QTEST_MAIN(BrokerBarTest)
#include "broker_bar_test.moc"
