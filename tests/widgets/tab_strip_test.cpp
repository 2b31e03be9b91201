#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>

#include "support/form_words.h"
#include "support/window_bench.h"
#include "widgets/common/words.h"
#include "widgets/window/pane_window.h"

using support::WindowBench;
using support::wordsOfTheBar;
using widgets::PaneWindow;

/// Many tabs, their menus, and tabs that become windows.
class TabStripTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    QTabBar* bar() { return m_bench->see<QTabBar>("tabs"); }
    QStringList titles() {
        QStringList result;
        for (int i = 0; i < bar()->count(); ++i)
            if (bar()->isTabVisible(i))
                result << bar()->tabText(i);
        return result;
    }
    /// The place in the bar of the n-th tab that is shown; those of no cluster or of another are hidden.
    int place(int shown) {
        for (int i = 0; i < bar()->count(); ++i)
            if (bar()->isTabVisible(i) && shown-- == 0)
                return i;
        qFatal("so many tabs are not shown");
    }
    void openMany() {
        for (const char* topic : {"orders", "payments.v1", "clickstream", "page-views", "inventory-changes",
                                  "shipments", "customers", "search-queries", "notifications.email"})
            m_bench->open("topic", topic);
        m_bench->open("topics");
        m_bench->open("groups");
    }
    QAction* inMenuOf(int shown, const QString& words) {
        while (QWidget* before = QApplication::activePopupWidget())
            before->close();
        const QPoint at = bar()->tabRect(place(shown)).center();
        QContextMenuEvent click(QContextMenuEvent::Mouse, at, bar()->mapToGlobal(at));
        QApplication::sendEvent(bar(), &click);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu)
            qFatal("no menu");
        for (QAction* action : menu->actions())
            if (action->text() == words)
                return action;
        qFatal("no such entry");
    }
    static QList<PaneWindow*> windows() {
        QList<PaneWindow*> result;
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (auto* window = qobject_cast<PaneWindow*>(widget); window && window->isVisible())
                result << window;
        return result;
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() {
        m_bench.reset();
        QCOMPARE(windows().size(), 0);
    }

    void manyTabsKeepTheirTitles() {
        openMany();
        m_bench->window->resize(1024, 700);
        QTRY_COMPARE(m_bench->window->width(), 1024);
        QTRY_VERIFY(m_bench->see<QPushButton>("tabsRight")->isVisible());
        QCOMPARE(titles().size(), 12);
        for (int i = 0; i < 12; ++i) {
            const QString title = bar()->tabText(place(i));
            QVERIFY2(bar()->tabRect(place(i)).width() > bar()->fontMetrics().horizontalAdvance(title),
                     qPrintable(title));
        }
    }

    void noArrowCoversTheTabThatIsOpen() {
        openMany();
        m_bench->window->resize(1024, 700);
        QTRY_COMPARE(m_bench->window->width(), 1024);
        auto* area = m_bench->see<QScrollArea>("tabArea");
        for (const char* topic : {"notifications.email", "orders"}) {
            m_bench->open("topic", topic);
            const auto shown = [&] {
                const QRect tab = bar()
                                      ->tabRect(bar()->currentIndex())
                                      .translated(bar()->mapTo(area->viewport(), QPoint()));
                return tab.left() >= 0 && tab.right() < area->viewport()->width();
            };
            QTRY_VERIFY(shown());
        }
        QVERIFY(area->geometry().right() < m_bench->see("tabsLeft")->geometry().left());
    }

    void aWindowOfItsOwnTellsWhetherItsClusterAnswers() {
        m_bench->open("topics");
        inMenuOf(1, "Open in a window")->trigger();
        QCOMPARE(windows().size(), 1);
        const auto* state = windows()[0]->findChild<QWidget*>("paneWindowState");
        QVERIFY(state && state->isVisible());
        const auto publishFrom = [this](qint64 secondsAgo) {
            m_bench->fake().data().publish(
                support::sampleSnapshot(QDateTime::currentMSecsSinceEpoch() - secondsAgo * 1000));
        };
        publishFrom(0);
        QCOMPARE(state->accessibleName(), QString("connected"));
        publishFrom(14);
        QVERIFY2(state->accessibleName().startsWith("no answer for"), qPrintable(state->accessibleName()));
        m_bench->fake().connection().become(session::ConnectionState::Lost);
        QCOMPARE(state->accessibleName(), widgets::connectionWords(m_bench->cluster).word);
    }

    void aWindowOfItsOwnHasItsClustersNameAndLock() {
        m_bench->open("topics");
        inMenuOf(1, "Open in a window")->trigger();
        const auto* window = windows()[0];
        const auto* lock = window->findChild<QWidget*>("lockLine");
        QVERIFY(lock->isHidden());
        auto profile = m_bench->cluster->profile();
        profile.name = "payments";
        profile.environment = session::Environment::Production;
        m_bench->workspace->clusters().saveProfile(profile);
        QVERIFY2(window->windowTitle().contains("payments"), qPrintable(window->windowTitle()));
        const auto labels = window->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel* one) { return one->text() == "payments"; }));
        QVERIFY(lock->isVisible());
        QCOMPARE(window->contentsMargins(), m_bench->window->contentsMargins());
        QVERIFY2(window->contentsMargins().left() > 0, "production's frame");
        auto* button = window->findChild<QPushButton*>("lockButton");
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!m_bench->cluster->connection().isLocked());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(m_bench->cluster->connection().isLocked());
    }

    void whatIsTypedInAWindowOfItsOwnOutlivesIt() {
        m_bench->open("topic", "orders");
        inMenuOf(1, "Open in a window")->trigger();
        windows()[0]->findChild<QPushButton*>("produceHere")->click();
        QTRY_VERIFY(QApplication::activeModalWidget());
        const QPointer<QWidget> form = QApplication::activeModalWidget();
        m_bench->type("produceValueText", "one");
        m_bench->workspace->clusters().close(m_bench->cluster->id());
        QCOMPARE(windows().size(), 0);
        QVERIFY(form && form->isVisible());
        QCOMPARE(form->parentWidget(), m_bench->window.get());
        QTRY_VERIFY2(wordsOfTheBar().contains("The connection was closed"), qPrintable(wordsOfTheBar()));
        delete form;
    }

    void aClosedTabLeavesNoWidgetBehind() {
        m_bench->open("topic", "orders");
        const auto visit = [this] {
            for (const char* kind : {"topics", "groups"}) {
                m_bench->open(kind);
                QTest::keyClick(m_bench->window.get(), Qt::Key_W, Qt::ControlModifier);
            }
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            return QApplication::allWidgets().size();
        };
        const auto first = visit();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(visit(), first);
    }

    void aLongTitleIsCutInTheMiddleAndToldWhole() {
        const QString name = QStringLiteral("team-payments-") + QString(220, QLatin1Char('x')) + "-00042";
        m_bench->open("topic", name);
        const QString shown = bar()->tabText(bar()->currentIndex());
        QVERIFY(shown.size() < 60);
        QVERIFY(shown.startsWith("team-") && shown.endsWith("42"));
        QCOMPARE(bar()->tabToolTip(bar()->currentIndex()), name);
    }

    void theListHasThemAll() {
        openMany();
        m_bench->click("tabList");
        auto* menu = m_bench->window->findChild<QMenu*>("tabListMenu");
        QCOMPARE(menu->actions().size(), 12);
        menu->actions().at(1)->trigger();
        QCOMPARE(m_bench->window->currentPane()->key().object, QString("orders"));
        menu->close();
    }

    void aMenuClosesOthersAndThoseToTheRight() {
        openMany();
        inMenuOf(2, "Close those to the right")->trigger();
        QCOMPARE(titles(), QStringList({"Overview", "orders", "payments.v1"}));
        inMenuOf(1, "Close the others")->trigger();
        QCOMPARE(titles(), QStringList({"orders"}));
        inMenuOf(0, "Close all")->trigger();
        QCOMPARE(titles(), QStringList({"Overview"})); // something is left to look at
    }

    void theMiddleButtonCloses() {
        m_bench->open("topic", "orders");
        QTest::mouseClick(bar(), Qt::MiddleButton, {}, bar()->tabRect(place(1)).center());
        QCOMPARE(titles(), QStringList({"Overview"}));
    }

    void aTabGetsAWindowAndComesBack() {
        m_bench->open("topic", "orders");
        widgets::Pane* page = m_bench->window->currentPane();
        inMenuOf(1, "Open in a window")->trigger();
        QCOMPARE(titles(), QStringList({"Overview"}));
        QCOMPARE(windows().size(), 1);
        QCOMPARE(windows()[0]->page(), page); // as it was, not read anew
        QVERIFY(page->isVisible());
        m_bench->open("topic", "orders");
        QCOMPARE(titles(), QStringList({"Overview"})); // its window comes to the front
        QTest::mouseClick(windows()[0]->findChild<QPushButton*>("backToTabs"), Qt::LeftButton);
        QCOMPARE(titles(), QStringList({"Overview", "orders"}));
        QCOMPARE(m_bench->window->currentPane(), page);
        QCOMPARE(windows().size(), 0);
    }

    void whatIsGoneIsClosedByTheNameOfWhatItIsIn() {
        m_bench->open("group", "gone");
        const auto* page = m_bench->window->currentPane();
        const auto* offer = page->findChild<QPushButton*>("pageBarAct");
        QTRY_COMPARE(offer->text(), QString("Close the tab"));
        inMenuOf(1, "Open in a window")->trigger();
        QCOMPARE(offer->text(), QString("Close the window"));
        QTest::mouseClick(windows()[0]->findChild<QPushButton*>("backToTabs"), Qt::LeftButton);
        QCOMPARE(offer->text(), QString("Close the tab"));
    }

    void aTabDraggedOutGetsAWindow() {
        m_bench->open("topic", "orders");
        const QPoint from = bar()->tabRect(place(1)).center();
        QTest::mousePress(bar(), Qt::LeftButton, {}, from);
        QTest::mouseMove(bar(), from + QPoint(0, 150));
        QTest::mouseRelease(bar(), Qt::LeftButton, {}, from + QPoint(0, 150));
        QTRY_COMPARE(windows().size(), 1);
        windows()[0]->close();
        QTRY_COMPARE(windows().size(), 0);
        QCOMPARE(titles(), QStringList({"Overview"}));
    }

    void windowsAreThereAgainAfterARestart() {
        m_bench->open("topic", "orders");
        inMenuOf(1, "Open in a window")->trigger();
        m_bench->openWindow();
        QCOMPARE(windows().size(), 1);
        QCOMPARE(windows()[0]->page()->key().object, QString("orders"));
        QCOMPARE(titles(), QStringList({"Overview"}));
    }

    void quittingForgetsNoWindow() {
        m_bench->open("topic", "orders");
        inMenuOf(1, "Open in a window")->trigger();
        QEvent quit(QEvent::Quit);
        QApplication::sendEvent(qApp, &quit);
        QVERIFY(!m_bench->window->isVisible());
        QCOMPARE(windows().size(), 0);
        m_bench->openWindow();
        QCOMPARE(windows().size(), 1);
    }

    void ctrlQEndsItFromAnyWindow() {
        auto& local = m_bench->workspace->localBroker();
        local.start(local.options());
        QTRY_COMPARE(local.state(), session::LocalBrokerState::Running);
        session::BrokerConnection client;
        client.clientId = "somebody";
        m_bench->broker->attached = {client};
        m_bench->open("topic", "orders");
        inMenuOf(1, "Open in a window")->trigger();
        m_bench->prompts.agrees = false;
        for (QWidget* window : std::initializer_list<QWidget*>{m_bench->window.get(), windows()[0]}) {
            m_bench->prompts.times = 0;
            window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(window));
            QTest::keyClick(window, Qt::Key_Q, Qt::ControlModifier);
            QCOMPARE(m_bench->prompts.times, 1); // as a click on its cross
            QVERIFY(m_bench->window->isVisible());
        }
        m_bench->prompts.agrees = true;
        QTest::keyClick(windows()[0], Qt::Key_Q, Qt::ControlModifier);
        QTRY_VERIFY(!m_bench->window->isVisible());
        QCOMPARE(windows().size(), 0);
    }

    void whoStaysKeepsTheWindows() {
        auto& local = m_bench->workspace->localBroker();
        local.start(local.options());
        QTRY_COMPARE(local.state(), session::LocalBrokerState::Running);
        session::BrokerConnection client;
        client.clientId = "somebody";
        m_bench->broker->attached = {client};
        m_bench->open("topic", "orders");
        inMenuOf(1, "Open in a window")->trigger();
        m_bench->prompts.agrees = false;
        QEvent quit(QEvent::Quit);
        QApplication::sendEvent(qApp, &quit);
        QCOMPARE(m_bench->prompts.times, 1);
        QVERIFY(m_bench->window->isVisible());
        QCOMPARE(windows().size(), 1);
    }

    void aClusterIsToldOfEveryPageOnScreen() {
        const auto topics = [&] {
            QStringList all;
            for (const auto& [page, names] : m_bench->fake().data().interests)
                all += names;
            all.sort();
            return all;
        };
        m_bench->open("topic", "orders");
        inMenuOf(1, "Open in a window")->trigger();
        m_bench->open("topic", "shipments");
        QCOMPARE(topics(), QStringList({"orders", "shipments"}));
        m_bench->open("overview");
        QCOMPARE(topics(), QStringList({"orders"}));
        windows()[0]->close();
        QTRY_COMPARE(topics(), QStringList());
    }

    void theFirstWindowFitsTheScreen() {
        m_bench->window.reset();
        QFile::remove(m_bench->path("settings.ini"));
        widgets::MainWindow window(*m_bench->workspace, m_bench->prompts, m_bench->theme,
                                   widgets::PaneRegistry::standard());
        const QRect room = window.screen()->availableGeometry();
        QVERIFY(room.contains(QRect(window.pos(), window.size())));
        QVERIFY(window.height() <= room.height() - 40); // a title bar
    }

    void aPageOfAllClustersComesBackBehindWhatIsInFront() {
        m_bench->open("topics");
        m_bench->window->openPane({widgets::PageKind::Runs, {}, {}});
        m_bench->open("topic", "orders");
        m_bench->restart();
        QVERIFY(titles().contains("Runs"));
        QVERIFY(m_bench->window->currentPane()->key().kind != widgets::PageKind::Runs);
        m_bench->window->openPane({widgets::PageKind::Runs, {}, {}});
        QTest::keyClick(m_bench->window.get(), Qt::Key_W, Qt::ControlModifier);
        m_bench->restart();
        QVERIFY(!titles().contains("Runs"));
    }
};

QTEST_MAIN(TabStripTest)
#include "tab_strip_test.moc"
