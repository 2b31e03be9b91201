#include <QPushButton>

#include "support/window_bench.h"

using session::LocalBrokerState;
using support::WindowBench;

/// What is asked before the local broker stops or loses what it holds.
class BrokerQuestionsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    session::LocalBroker& broker() const { return m_bench->workspace->localBroker(); }
    const widgets::Prompts::Question& asked() const { return m_bench->prompts.asked; }
    void start(session::BrokerStorage storage) {
        session::LocalBrokerOptions options;
        options.storage = storage;
        if (storage == session::BrokerStorage::Kept)
            options.dataFolder = m_bench->path("kept");
        broker().start(options);
        QTRY_COMPARE(broker().state(), LocalBrokerState::Running);
        m_bench->cluster = m_bench->workspace->clusters().current();
        m_bench->open("local-broker");
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void topicsThatNoRoundHasSeenYetDieNotUnasked() {
        start(session::BrokerStorage::Memory);
        session::ClusterSnapshot empty;
        empty.takenAtMs = WindowBench::now;
        m_bench->fake().data().publish(empty);
        m_bench->broker->figures.topics = 1; // made since, by a client that has left
        m_bench->prompts.agrees = false;
        m_bench->click("stopButton");
        QCOMPARE(m_bench->prompts.times, 1);
        const QString words = asked().text;
        QVERIFY2(words.startsWith("The broker runs in memory: 1 topic"), qPrintable(words));
        QVERIFY(!m_bench->window->close());
        QCOMPARE(asked().text, words);
        m_bench->broker->figures.topics = 2;
        QVERIFY2(asked().textNow().contains("2 topic"), qPrintable(asked().textNow()));
    }

    void topicsThatAreGoneByNowAreNotAskedAbout() {
        start(session::BrokerStorage::Memory);
        support::fillWithSample(*m_bench->cluster, WindowBench::now);
        m_bench->broker->figures.topics = 0;
        m_bench->click("stopButton");
        QTRY_COMPARE(broker().state(), LocalBrokerState::Stopped);
        QCOMPARE(m_bench->prompts.times, 0);
    }

    void theFolderThatWasAskedAboutIsWiped() {
        start(session::BrokerStorage::Kept);
        m_bench->click("stopButton");
        QTRY_COMPARE(broker().state(), LocalBrokerState::Stopped);
        m_bench->broker->written << m_bench->path("older");
        m_bench->prompts.meanwhile = [this] {
            auto options = broker().options();
            options.dataFolder = m_bench->path("older");
            broker().setOptions(options);
        };
        m_bench->click("wipeButton");
        QVERIFY2(asked().text.contains(m_bench->path("kept")), qPrintable(asked().text));
        QCOMPARE(asked().whyNot(), "By now its data folder is " + m_bench->path("older") + ".");
        QCoreApplication::processEvents();
        QCOMPARE(broker().state(), LocalBrokerState::Stopped);
        QVERIFY(m_bench->broker->wiped.isEmpty());
    }

    void aWipeTellsWhoLosesABrokerThatWasStartedMeanwhile() {
        start(session::BrokerStorage::Kept);
        m_bench->click("stopButton");
        QTRY_COMPARE(broker().state(), LocalBrokerState::Stopped);
        m_bench->prompts.agrees = false;
        m_bench->click("wipeButton");
        QVERIFY2(!asked().text.contains("The broker stops."), qPrintable(asked().text));
        QCOMPARE(asked().whyNot(), QString());
        broker().start(broker().options());
        QVERIFY2(asked().whyNot().contains("about to start"), qPrintable(asked().whyNot()));
        QTRY_COMPARE(broker().state(), LocalBrokerState::Running);
        session::BrokerConnection client;
        client.clientId = "billing";
        m_bench->broker->attached = {client};
        QCOMPARE(asked().whyNot(), QString());
        const QString now = asked().textNow();
        QVERIFY2(now.contains("The broker stops. 1 client"), qPrintable(now));
    }
};

QTEST_MAIN(BrokerQuestionsTest)
#include "broker_questions_test.moc"
