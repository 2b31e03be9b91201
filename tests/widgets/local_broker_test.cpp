#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QUrl>

#include "models/formats.h"
#include "support/window_bench.h"
#include "widgets/acts/program_act.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/command_block.h"
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
        m_bench->workspace->localBroker().start(options);
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Running);
        m_bench->cluster = m_bench->workspace->clusters().current();
        support::fillWithSample(*m_bench->cluster, WindowBench::now);
        m_bench->open("local-broker");
    }

    void addSetting() {
        m_bench->click("addSetting");
        const auto* name = QApplication::activeModalWidget()->findChild<QLineEdit*>("settingName");
        QTRY_VERIFY(name && name->isVisible());
    }

    static bool says(const QWidget& where, const char* words) {
        const auto labels = where.findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* one) {
            return models::withPlainBlanks(one->text()).startsWith(words);
        });
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void twoBannersLeaveRoomForBothCharts() {
        m_bench->broker->recovery = QStringList{"orders-0: cut at 17"};
        start(session::BrokerStorage::Kept);
        m_bench->fake().connection().errorNow =
            base::Error{-1, "ECONNREFUSED", "Nobody listens there.", "Start the broker.", true};
        m_bench->fake().connection().become(session::ConnectionState::Lost);
        QVERIFY(m_bench->see("connectionBar") && m_bench->see("pageBar"));
        QCOMPARE(m_bench->window->size(), QSize(1440, 900));
        for (const char* chart : {"chartRequests", "chartHeld"}) {
            const auto* seen = m_bench->window->currentPane()->findChild<QWidget*>(chart);
            QTRY_VERIFY(seen->isVisible() && seen->height() > 60);
        }
    }

    void anApiKeepsItsColourWhenTheBrokerStartsAgain() {
        auto& figures = m_bench->broker->figures;
        figures.apis = QStringList{"Produce", "Fetch"};
        figures.requestsByApi = {0, 0};
        const auto chart = [&] { return m_bench->see<TimeChart>("chartRequests"); };
        // Asks so much until this one is the busiest of both.
        const auto askUntil = [&](const char* busiest, qint64 produce, qint64 fetch) {
            return QTest::qWaitFor([&] {
                figures.uptimeMs += 10;
                figures.requestsByApi[0] += produce;
                figures.requestsByApi[1] += fetch;
                return chart()->series().size() == 2 && chart()->series().first().name == busiest;
            });
        };
        const auto colourOf = [&](const char* api) {
            const auto& series = chart()->series();
            const auto found = std::ranges::find(series, QString(api), &ChartSeries::name);
            return found == series.end() ? -1 : found->colour;
        };
        start(session::BrokerStorage::Kept);
        QVERIFY(askUntil("Produce", 100, 1));
        const int produce = colourOf("Produce"), fetch = colourOf("Fetch");
        QVERIFY(askUntil("Fetch", 1, 100'000));
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        start(session::BrokerStorage::Kept);
        QTRY_COMPARE(chart()->series().size(), 2);
        QCOMPARE(chart()->series().first().name, QString("Fetch"));
        QCOMPARE(colourOf("Produce"), produce);
        QCOMPARE(colourOf("Fetch"), fetch);
    }

    void theFigureOfRequestsIsThatOfTheChart() {
        auto& figures = m_bench->broker->figures;
        figures.apis = QStringList{"Produce", "Fetch"};
        figures.requestsByApi = {70, 5};
        figures.requests = 75;
        start(session::BrokerStorage::Kept);
        const auto* requests = m_bench->see<Figure>("figureRequests");
        QCOMPARE(requests->value(), QString(models::unknownSign)); // not 0: a rate needs two
        figures.uptimeMs += 1000;
        figures.requestsByApi = {90, 12};
        QTRY_VERIFY(requests->value() != QString(models::unknownSign));
        double all = 0;
        for (const ChartSeries& one : m_bench->see<TimeChart>("chartRequests")->series())
            all += one.now.value_or(0);
        QVERIFY(all > 0);
        QCOMPARE(requests->value(), models::formatRate(all));
    }

    void theConnectionsAreCountedOnce() {
        m_bench->broker->figures.connections = 4; // one has gone since
        m_bench->broker->attached.resize(3);
        start(session::BrokerStorage::Kept);
        QTRY_COMPARE(m_bench->see<Figure>("figureConnections")->value(), QString("3"));
    }

    void theRateOfAConnectionIsByTheBrokersOwnTime() {
        m_bench->broker->attached.resize(1);
        m_bench->broker->figures.uptimeMs = 60'000;
        start(session::BrokerStorage::Kept);
        m_bench->broker->attached[0].requests = 100;
        m_bench->broker->figures.uptimeMs += 4000; // however far the computer's clock was set
        const auto* table = m_bench->see<QTableView>("connectionsTable");
        const auto told = [&] {
            QStringList cells;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                cells << table->model()->index(0, column).data().toString();
            return cells;
        };
        QTRY_VERIFY2(told().contains("25"), qPrintable(told().join(' ')));
    }

    void aClientIsNotSentWhereTheBrokerDoesNotListen() {
        start(session::BrokerStorage::Kept);
        const auto* lines = m_bench->see<CommandBlock>("anyClient");
        QVERIFY(lines->text().contains(":9093"));
        m_bench->click("stopButton");
        const auto nothingIsCopied = [&] {
            for (const char* name : {"clientSnippet", "anyClient"}) {
                const auto* block = m_bench->see<CommandBlock>(name);
                if (!block->text().isEmpty() || block->findChild<QPushButton*>()->isVisible() ||
                    block->findChild<QLabel*>()->text().contains("127.0.0.1"))
                    return false;
            }
            return true;
        };
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        QTRY_VERIFY(nothingIsCopied());
        // Nor where another program listens.
        m_bench->broker->refusal = base::Error{-1, "EADDRINUSE", "Port 9093 is taken.", {}, false};
        m_bench->click("startButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Failed);
        QVERIFY(nothingIsCopied());
        m_bench->broker->refusal.reset();
        start(session::BrokerStorage::Kept);
        QVERIFY(m_bench->see<CommandBlock>("anyClient")->text().contains(":9093"));
        QVERIFY(m_bench->see("anyClientCopy")->isVisible());
    }

    void aKeptBrokersFolderIsOpened() {
        FolderOpener opener;
        QDesktopServices::setUrlHandler("file", &opener, "open");
        start(session::BrokerStorage::Kept);
        m_bench->click("openFolderButton");
        QCOMPARE(opener.opened, QStringList(m_bench->path("kept")));
        QDesktopServices::unsetUrlHandler("file");
    }

    void settingsAreKeptForTheNextStart() {
        start(session::BrokerStorage::Kept);
        m_bench->click("brokerSettingsButton");
        auto* port = m_bench->see<QSpinBox>("brokerPort");
        port->setValue(9099);
        m_bench->see<QSpinBox>("brokerPartitions")->setValue(7);
        addSetting();
        m_bench->type("settingName", "log.retention.ms");
        m_bench->type("settingValue", "1000");
        m_bench->click("actButton");
        session::LocalBroker& broker = m_bench->workspace->localBroker();
        QTRY_COMPARE(broker.options().port, 9099);
        QCOMPARE(broker.options().config.at("log.retention.ms"), QString("1000"));
        QVERIFY2(m_bench->broker->asked.port != 9099, "it was started anew without being asked to");
        // Starting anew may close the page and open it again.
        const auto pageSays = [this](const char* words) {
            return m_bench->window->currentPane() && says(*m_bench->window->currentPane(), words);
        };
        QVERIFY(pageSays("created, 1 partition") && !pageSays("created, 7 partition"));
        m_bench->click("restartButton");
        QTRY_COMPARE(m_bench->broker->asked.port, 9099);
        QTRY_COMPARE(broker.state(), LocalBrokerState::Running);
        QTRY_VERIFY(pageSays("created, 7 partition"));
        QCOMPARE(m_bench->broker->asked.dataFolder, m_bench->path("kept"));
    }

    void aSettingThatTheBrokerDoesNotHaveIsNotTaken() {
        start(session::BrokerStorage::Memory);
        m_bench->click("brokerSettingsButton");
        addSetting();
        m_bench->type("settingName", "log.retention.mss");
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        m_bench->type("settingName", "num.partitions"); // has a field of its own
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        m_bench->type("settingName", "log.segment.bytes");
        m_bench->type("settingValue", "abc"); // the broker would not start with it
        QVERIFY(!m_bench->see("actButton")->isEnabled());
        QVERIFY(says(*QApplication::activeModalWidget(), "A whole number is wanted."));
        m_bench->type("settingValue", "1048576");
        QVERIFY(m_bench->see("actButton")->isEnabled());
    }

    void inMemoryThereIsNoFolder() {
        start(session::BrokerStorage::Memory);
        QVERIFY(m_bench->window->findChild<QPushButton*>("openFolderButton")->isHidden());
    }

    void anotherPortThanTheUsualOneIsExplained() {
        start(session::BrokerStorage::Memory);
        const auto tip = [this] { return m_bench->see<Figure>("figurePort")->toolTip(); };
        QCOMPARE(m_bench->see<Figure>("figurePort")->value(), QString("9093"));
        const QString taken = "Port 9092 was taken by another program: this is the next free one.";
        QCOMPARE(tip(), taken);
        m_bench->click("copyAddressButton");
        QCOMPARE(QApplication::clipboard()->text(), QString("127.0.0.1:9093"));
        // What is set for the next start took nothing from this one.
        auto& broker = m_bench->workspace->localBroker();
        const auto setPort = [&](int port) {
            auto options = broker.options();
            options.port = port;
            broker.setOptions(options);
            emit m_bench->window->context().brokerSettingsKept();
        };
        setPort(9093);
        QCOMPARE(tip(), taken);
        broker.stop();
        QTRY_COMPARE(broker.state(), LocalBrokerState::Stopped);
        QCOMPARE(tip(), QString());
        broker.start(broker.options());
        QTRY_COMPARE(broker.state(), LocalBrokerState::Running);
        m_bench->cluster = m_bench->workspace->clusters().current();
        m_bench->open("local-broker");
        QCOMPARE(tip(), QString());
        setPort(9099);
        QCOMPARE(tip(), QString());
    }

    void whatIsSentIsToldWithWhatIsLeftOutOfIt() {
        start(session::BrokerStorage::Memory);
        const QString told = m_bench->see<Figure>("figureOut")->toolTip();
        QVERIFY2(told.contains("adder") && told.contains("What this window reads itself"), qPrintable(told));
    }

    void stoppingWithClientsAttachedAsks() {
        start(session::BrokerStorage::Kept);
        session::BrokerConnection client;
        client.clientId = "billing";
        m_bench->broker->attached = {client};
        m_bench->prompts.agrees = false;
        m_bench->click("stopButton");
        QCOMPARE(m_bench->prompts.times, 1);
        QCOMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Running);
        m_bench->prompts.agrees = true;
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        QVERIFY(m_bench->see("startButton")->isEnabled());
    }

    void aNarrowWindowHasRoomForAllThatIsCopied() {
        session::LocalBrokerOptions options;
        options.storage = session::BrokerStorage::Kept;
        options.dataFolder = m_bench->path("a-folder-with-a-long-name/and-another-one-that-is-long/kept");
        QDir().mkpath(options.dataFolder);
        m_bench->workspace->localBroker().start(options);
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Running);
        m_bench->cluster = m_bench->workspace->clusters().current();
        support::fillWithSample(*m_bench->cluster, WindowBench::now);
        m_bench->open("local-broker");
        for (const int width : {1120, 1024}) {
            m_bench->window->resize(width, 700);
            for (const char* name : {"clientSnippetCopy", "anyClientCopy", "dataFolder"}) {
                const QWidget* shown = m_bench->see(name);
                QTRY_VERIFY2(shown->visibleRegion().boundingRect().width() == shown->width(), name);
            }
            const auto* folder = m_bench->see<QLabel>("dataFolder");
            QVERIFY2(folder->text().contains(QChar(0x2026)), qPrintable(folder->text()));
            QVERIFY(folder->text().endsWith("kept"));
            QVERIFY(folder->toolTip().endsWith("and-another-one-that-is-long/kept"));
        }
    }

    void aStandingBrokerIsStartedByOneButton() {
        const auto buttons = [this] {
            int count = 0;
            for (const auto* each : m_bench->window->currentPane()->findChildren<QPushButton*>())
                count += each->isVisible() && each->text() == "Start" ? 1 : 0;
            return count;
        };
        start(session::BrokerStorage::Kept);
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        QTRY_COMPARE(buttons(), 1); // in the page's head
        QVERIFY(m_bench->see("startButton")->isEnabled());
        m_bench->open("overview");
        QTRY_COMPARE(buttons(), 1); // beside the words that say it is stopped
    }

    void stoppingInMemoryAsksWithNobodyAttached() {
        m_bench->broker->figures.topics = 3;
        start(session::BrokerStorage::Memory);
        m_bench->prompts.agrees = false;
        m_bench->click("stopButton");
        QCOMPARE(m_bench->prompts.times, 1);
        QVERIFY2(m_bench->prompts.asked.text.contains("The broker runs in memory"),
                 qPrintable(m_bench->prompts.asked.text));
        QVERIFY(m_bench->prompts.asked.destructive);
        QCOMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Running);
    }

    void closingAsksWhatStoppingAsks() {
        start(session::BrokerStorage::Memory);
        session::BrokerConnection client;
        client.clientId = "billing";
        m_bench->broker->attached = {client};
        m_bench->prompts.agrees = false;
        m_bench->click("stopButton");
        const auto stopping = m_bench->prompts.asked;
        QVERIFY2(stopping.text.startsWith("1 client"), qPrintable(stopping.text));
        QVERIFY2(stopping.text.contains("The broker runs in memory"), qPrintable(stopping.text));
        QVERIFY(!m_bench->window->close());
        QCOMPARE(m_bench->prompts.asked.text, stopping.text);
        QVERIFY(m_bench->prompts.asked.title != stopping.title);
    }

    void clientsThatCannotBeToldApartAreCountedAsAtLeast() {
        start(session::BrokerStorage::Kept);
        const auto from = [](const char* client, const char* address) {
            session::BrokerConnection out;
            out.clientId = QString::fromLatin1(client);
            out.address = QString::fromLatin1(address);
            return out;
        };
        // Two producers under the default name, or one with two connections: nothing tells which.
        m_bench->broker->attached = {from("kafka-python-producer-1", "127.0.0.1:50000"),
                                     from("kafka-python-producer-1", "127.0.0.1:50001"),
                                     from("billing", "127.0.0.1:50002")};
        m_bench->prompts.agrees = false;
        m_bench->click("stopButton");
        const QString& text = m_bench->prompts.asked.text;
        QVERIFY2(text.startsWith("At least 2 client"), qPrintable(text));
        QVERIFY2(text.contains("with 3 connections"), qPrintable(text));
    }

    void aKeptBrokerWithNobodyAttachedStopsUnasked() {
        start(session::BrokerStorage::Kept);
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        QCOMPARE(m_bench->prompts.times, 0);
    }

    void aStopThatWasAskedForIsCalmAndOffersTheStart() {
        start(session::BrokerStorage::Kept);
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        support::fakeOf(*m_bench->cluster).connection().become(session::ConnectionState::Closed);
        m_bench->open("overview");
        auto* bar = m_bench->see("connectionBar");
        QVERIFY2(bar->accessibleName().contains("is stopped"), qPrintable(bar->accessibleName()));
        QCOMPARE(m_bench->see<QPushButton>("connectionBarAct")->text(), QString("Start"));
        m_bench->click("connectionBarAct");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Running);
    }

    void theAdderIsOneRunThatCanBeStoppedAndTellsItsEnd() {
        m_bench->broker->address = QStringLiteral("127.0.0.1:1"); // nobody plays with it
        start(session::BrokerStorage::Memory);
        m_bench->click("playAdderButton");
        QCOMPARE(m_bench->window->currentPane()->key().kind, widgets::PageKind::Overview); // with its charts
        QVERIFY(m_bench->see("adderBar"));
        const auto told = [this] {
            QStringList words;
            for (const auto* each : m_bench->see("jobIndicator")->findChildren<QLabel*>())
                words << models::withPlainBlanks(each->text());
            return words.join(' ');
        };
        QTRY_VERIFY2(told().contains("1 run") && told().contains("Adder"), qPrintable(told()));
        m_bench->open("local-broker");
        m_bench->prompts.agrees = false;
        m_bench->click("stopButton");
        const QString asked = m_bench->prompts.asked.text;
        // Nor does the status bar tell a share of it yet; and there is no client of others.
        QVERIFY2(asked.startsWith("The adder will be cut off."), qPrintable(asked));
        m_bench->click("jobStop");
        QTRY_VERIFY2_WITH_TIMEOUT(told().contains("Adder: "), qPrintable(told()), 60'000);
    }

    void thePortIsChosenBeforeTheFirstStart() {
        m_bench->restart();
        m_bench->click("storageButton");
        auto* menu = m_bench->window->findChild<QMenu*>("storageMenu");
        const auto actions = menu->actions();
        actions.last()->trigger();
        menu->close();
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->type("brokerPort", "19555");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const auto labels = m_bench->see("brokerDoor")->findChildren<QLabel*>();
        QVERIFY(
            std::ranges::any_of(labels, [](const QLabel* one) { return one->text() == "127.0.0.1:19555"; }));
        m_bench->click("startBrokerButton");
        QTRY_COMPARE(m_bench->broker->asked.port, 19555);
    }

    void wipingAsksAndStops() {
        m_bench->broker->figures.dataBytes = 3 << 20;
        start(session::BrokerStorage::Kept);
        m_bench->click("wipeButton");
        const auto& asked = m_bench->prompts.asked;
        QVERIFY(asked.destructive);
        QVERIFY2(asked.text.contains(m_bench->path("kept")), qPrintable(asked.text));
        // Only records are counted; the folder holds indexes and checkpoints as well.
        QVERIFY2(asked.text.contains("The records take " + models::formatBytes(3 << 20) + "."),
                 qPrintable(asked.text));
        QTRY_COMPARE(m_bench->broker->wiped, QStringList(m_bench->path("kept")));
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
    }

    void theChartsOfAStandingBrokerWaitForNothing() {
        start(session::BrokerStorage::Kept);
        const auto said = [this](const char* chart) {
            return m_bench->see<TimeChart>(chart)->accessibleDescription();
        };
        QCOMPARE(said("chartRequests"), QString("Waiting for a second figure: a rate needs two"));
        m_bench->click("stopButton");
        QTRY_COMPARE(said("chartRequests"), QString("The broker stands still."));
        QCOMPARE(said("chartHeld"), QString("The broker stands still."));
    }

    void whatAStandingBrokerHoldsIsNotInvented() {
        start(session::BrokerStorage::Kept);
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        m_bench->click("wipeButton");
        QCOMPARE(m_bench->prompts.asked.text, "Deletes all topics, all records and all groups in " +
                                                  m_bench->path("kept") + ". Its charts begin anew.");
        QTRY_COMPARE(m_bench->broker->wiped, QStringList(m_bench->path("kept")));
    }

    void theLogIsFilteredAndCopied() {
        start(session::BrokerStorage::Memory);
        for (const char* line : {"orders-0: rolled", "orders-1: deleted", "carts-0: rolled"})
            m_bench->broker->say(QString::fromLatin1(line));
        auto* tabs = m_bench->see<QTabBar>("brokerTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        auto* table = m_bench->see<QTableView>("logTable");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        m_bench->type("logFilter", "rolled");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        m_bench->click("copyLogButton");
        QString copied = QApplication::clipboard()->text();
        QVERIFY2(copied.contains("orders-0: rolled") && copied.contains("carts-0: rolled"),
                 qPrintable(copied));
        QVERIFY2(!copied.contains("orders-1"), qPrintable(copied));
        m_bench->type("logFilter", {});
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(1, 0)).center());
        m_bench->click("copyLogButton");
        copied = QApplication::clipboard()->text();
        QVERIFY2(copied.contains("orders-1: deleted") && !copied.contains("rolled"), qPrintable(copied));
    }

    void theLogSaysThatItsOldestLinesAreGone() {
        start(session::BrokerStorage::Kept);
        m_bench->open("local-broker", {}, "log");
        const auto* lost = m_bench->window->currentPane()->findChild<QLabel*>("logLost");
        QVERIFY(lost->isHidden());
        for (int i = 0; i < 10'012; ++i)
            m_bench->broker->say(QString::number(i));
        QTRY_VERIFY2(lost->text().startsWith("12 older line"), qPrintable(lost->text()));
        QVERIFY(lost->isVisible());
    }

    void whatAnUncleanStopCostIsTold() {
        m_bench->broker->recovery = QStringList{"orders-0: 12 records after offset 100 were dropped."};
        start(session::BrokerStorage::Kept);
        QStringList words;
        for (const auto* each : m_bench->see("pageBar")->findChildren<QLabel*>())
            words << each->text();
        QVERIFY2(words.join(' ').contains("not clean"), qPrintable(words.join(' ')));
        QVERIFY2(words.contains("orders-0: 12 records after offset 100 were dropped."),
                 qPrintable(words.join(' ')));
        m_bench->broker->recovery.clear();
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        m_bench->click("startButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Running);
        QVERIFY(m_bench->window->currentPane()->findChild<QWidget*>("pageBar")->isHidden());
    }

    void aKeptBrokerIsOfferedAgainAtTheNextStart() {
        const auto offer = [this] { return m_bench->see<QPushButton>("startBrokerButton")->text(); };
        m_bench->restart();
        QCOMPARE(offer(), QString("Start broker"));
        start(session::BrokerStorage::Kept);
        m_bench->restart();
        QTRY_COMPARE(offer(), QString("Start it again"));
        m_bench->click("startBrokerButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Running);
        QCOMPARE(m_bench->workspace->localBroker().started().dataFolder, m_bench->path("kept"));
    }

    void whatAnotherProgramUsesIsNotCalledStopped() {
        start(session::BrokerStorage::Kept);
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        QTRY_VERIFY(m_bench->see("wipeButton")->isEnabled());
        const auto stateWord = [this] {
            return m_bench->window->currentPane()->findChild<QWidget*>("brokerState")->accessibleName();
        };
        m_bench->broker->inUse = true;
        QTRY_COMPARE(stateWord(), QString("In use by another program"));
        QTRY_VERIFY(says(*m_bench->window->currentPane(), "Another program's broker uses the data folder"));
        QVERIFY(!m_bench->see("wipeButton")->isEnabled());
        const QString why = "another program's broker uses the data folder";
        QCOMPARE(m_bench->see("wipeButton")->toolTip(), why);
        QVERIFY(!m_bench->see("startButton")->isEnabled());
        QCOMPARE(m_bench->see("startButton")->toolTip(), why);
        const auto acts = brokerActs();
        const auto start = std::ranges::find(acts, QString("startButton"), &ProgramAct::id);
        QCOMPARE(start->whyNot(m_bench->window->context()), why); // as the palette and the bar tell it
        m_bench->open("topics");
        QTRY_VERIFY(says(*m_bench->window->currentPane(), "Another program's broker uses the data folder"));
        for (const auto* each : m_bench->window->currentPane()->findChildren<QPushButton*>())
            QVERIFY(!each->isVisible() || each->text() != "Start");
        m_bench->open("local-broker");
        m_bench->broker->inUse = false;
        QTRY_COMPARE(stateWord(), QString("Stopped"));
        QVERIFY(m_bench->see("wipeButton")->isEnabled());
        QVERIFY(m_bench->see("startButton")->isEnabled());
    }

    void inMemoryNothingIsWiped() {
        start(session::BrokerStorage::Kept);
        m_bench->click("stopButton");
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Stopped);
        start(session::BrokerStorage::Memory);
        QVERIFY(!m_bench->see("wipeButton")->isEnabled());
        m_bench->workspace->localBroker().wipe(m_bench->workspace->localBroker().dataFolder());
        QCOMPARE(m_bench->workspace->localBroker().state(), LocalBrokerState::Running);
        QVERIFY(m_bench->broker->wiped.isEmpty());
    }
};

QTEST_MAIN(LocalBrokerTest)
#include "local_broker_test.moc"
