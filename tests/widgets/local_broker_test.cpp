#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QPushButton>
#include <QUrl>

#include "support/window_bench.h"
#include "widgets/common/controls.h"

using namespace widgets;
using session::LocalBrokerState;
using support::WindowBench;

/// Opens folders in place of the desktop.
class FolderOpener : public QObject {
    Q_OBJECT
public slots:
    void open(const QUrl& url) { opened << url.toLocalFile(); }

public:
    QStringList opened;
};

class LocalBrokerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    void start(session::BrokerStorage storage) {
        session::LocalBrokerOptions options;
        options.storage = storage;
        if (storage == session::BrokerStorage::Kept)
            options.dataFolder = m_bench->path("kept");
        QDir().mkpath(m_bench->path("kept"));
        m_bench->workspace->startLocalBroker(options);
        QTRY_COMPARE(m_bench->workspace->localBrokerState(), LocalBrokerState::Running);
        m_bench->cluster = m_bench->workspace->current();
        support::fillWithSample(*m_bench->cluster, WindowBench::now);
        m_bench->open("local-broker");
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aKeptBrokersFolderIsOpened() {
        FolderOpener opener;
        QDesktopServices::setUrlHandler("file", &opener, "open");
        start(session::BrokerStorage::Kept);
        m_bench->click("openFolderButton");
        QCOMPARE(opener.opened, QStringList(m_bench->path("kept")));
        QDesktopServices::unsetUrlHandler("file");
    }

    void inMemoryThereIsNoFolder() {
        start(session::BrokerStorage::Memory);
        QVERIFY(m_bench->window->findChild<QPushButton*>("openFolderButton")->isHidden());
    }

    void anotherPortThanTheUsualOneIsExplained() {
        start(session::BrokerStorage::Memory);
        auto* port = m_bench->see<Figure>("figurePort");
        QCOMPARE(port->value(), QString("9093"));
        QVERIFY2(port->toolTip().contains("9092"), qPrintable(port->toolTip()));
        m_bench->click("copyAddressButton");
        QCOMPARE(QApplication::clipboard()->text(), QString("127.0.0.1:9093"));
    }

    void stoppingWithClientsAttachedAsks() {
        start(session::BrokerStorage::Kept);
        session::BrokerConnection client;
        client.clientId = "billing";
        m_bench->broker->attached = {client};
        m_bench->prompts.agrees = false;
        m_bench->click("stopButton");
        QCOMPARE(m_bench->prompts.times, 1);
        QCOMPARE(m_bench->workspace->localBrokerState(), LocalBrokerState::Running);
        m_bench->prompts.agrees = true;
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBrokerState(), LocalBrokerState::Stopped);
        QVERIFY(m_bench->see("startButton")->isEnabled());
    }

    void wipingAsksAndStops() {
        start(session::BrokerStorage::Kept);
        m_bench->click("wipeButton");
        QVERIFY(m_bench->prompts.asked.destructive);
        QTRY_COMPARE(m_bench->workspace->localBrokerState(), LocalBrokerState::Stopped);
    }
};

QTEST_MAIN(LocalBrokerTest)
#include "local_broker_test.moc"
