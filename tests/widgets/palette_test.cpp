#include <QLineEdit>
#include <QListView>
#include <QScrollArea>

#include "support/window_bench.h"
#include "widgets/acts/act.h"
#include "widgets/acts/program_act.h"
#include "widgets/common/controls.h"
#include "widgets/common/palette.h"
#include "widgets/window/pane_window.h"

using support::WindowBench;
using widgets::PageKind;
using widgets::Palette;

class PaletteTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    static Palette* shown() { return qobject_cast<Palette*>(QApplication::activePopupWidget()); }
    Palette* open() {
        QTest::keyClick(m_bench->window.get(), Qt::Key_K, Qt::ControlModifier);
        return shown();
    }
    static QLineEdit* field() { return shown()->findChild<QLineEdit*>("paletteField"); }
    static QListView* list() { return shown()->findChild<QListView*>("paletteList"); }
    static QStringList rows(int role = Qt::DisplayRole) {
        QStringList result;
        for (int i = 0; i < list()->model()->rowCount(); ++i)
            result << list()->model()->index(i, 0).data(role).toString();
        return result;
    }
    /// All that is told of the row that Enter would take.
    static QString current() { return list()->currentIndex().data(Qt::AccessibleTextRole).toString(); }

    void publishWith(const QString& topic) const {
        session::ClusterSnapshot snapshot = *m_bench->cluster->data().snapshot();
        session::TopicRow row = *snapshot.topics.front();
        row.name = topic;
        row.internal = false;
        snapshot.topics.push_back(std::make_shared<const session::TopicRow>(row));
        std::ranges::sort(snapshot.topics, {}, [](const auto& each) { return each->name; });
        m_bench->fake().data().publish(snapshot);
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void typingAndEnterGoToATopic() {
        QVERIFY(open());
        QTest::keyClicks(field(), "orders.d");
        QCOMPARE(rows().mid(0, 2), QStringList({"Topics", "orders.dlq"}));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_COMPARE(m_bench->window->currentPane()->key().object, QString("orders.dlq"));
        QVERIFY(!shown());
    }

    void arrowsPassTheHeadings() {
        open();
        QTest::keyClicks(field(), "billing");
        const QStringList found = rows();
        QVERIFY(found.contains("Groups"));
        QTest::keyClicks(field(), "");
        for (int i = 0; i < 30; ++i) {
            QVERIFY(list()->currentIndex().flags() & Qt::ItemIsSelectable);
            QTest::keyClick(field(), Qt::Key_Down);
        }
    }

    void rowsThatComeUnderAMouseAtRestAreNotChosen() {
        open();
        QTest::keyClicks(field(), "r");
        const auto pointTo = [](int row) {
            const QPoint at = list()->visualRect(list()->model()->index(row, 0)).center();
            QTest::mouseMove(list()->viewport(), at);
            return at;
        };
        pointTo(2);
        QTRY_COMPARE(list()->currentIndex().row(), 2);
        const QPoint at = pointTo(3);
        QTRY_COMPARE(list()->currentIndex().row(), 3);
        QTest::keyClicks(field(), "r");
        QCOMPARE(list()->currentIndex().row(), 1);
        // As the system tells a widget whose contents have changed below the mouse.
        list()->clearSelection();
        QEvent left(QEvent::Leave);
        QApplication::sendEvent(list()->viewport(), &left);
        QMouseEvent still(QEvent::MouseMove, at, list()->viewport()->mapToGlobal(at), Qt::NoButton,
                          Qt::NoButton, {});
        QApplication::sendEvent(list()->viewport(), &still);
        QCOMPARE(list()->currentIndex().row(), 1);
        pointTo(2);
        QTRY_COMPARE(list()->currentIndex().row(), 2);
    }

    void everyPageIsFoundByItsName() {
        const auto registry = widgets::PaneRegistry::standard();
        QStringList titles{"Runs"};
        for (const auto* page : registry.onRail(m_bench->cluster->profile()))
            titles << page->title;
        for (const QString& title : titles) {
            QVERIFY(open());
            QTest::keyClicks(field(), title.toLower());
            QVERIFY2(rows(Qt::AccessibleTextRole).filter("Pages " + title).size() > 0, qPrintable(title));
            QTest::keyClick(field(), Qt::Key_Escape);
        }
    }

    void theLatestEventsAreGoneToWhereverTheyAre() {
        m_bench->window->resize(1024, 700);
        const auto areGoneTo = [this] {
            open();
            QTest::keyClicks(field(), "events");
            if (!rows().contains("Latest events"))
                return rows().join('|');
            field()->setText("latest events");
            if (current() != "Pages Latest events Overview  ")
                return current();
            QTest::keyClick(field(), Qt::Key_Return);
            return QString();
        };
        const auto inSight = [this] {
            auto* page = m_bench->window->currentPane();
            auto* events = page->findChild<QWidget*>("eventList");
            auto* area = page->findChild<QScrollArea*>("overviewScroll");
            return events && events->hasFocus() && events->height() > 200 &&
                   area->viewport()->rect().contains(
                       QRect(events->mapTo(area->viewport(), QPoint()), events->size()));
        };
        m_bench->open("overview");
        QVERIFY(!inSight());
        QCOMPARE(areGoneTo(), QString()); // below the charts
        QTRY_VERIFY(inSight());
        m_bench->open("topics");
        QCOMPARE(areGoneTo(), QString());
        QTRY_VERIFY(inSight());
        m_bench->openWindow(); // none of its pages was laid out
        m_bench->window->resize(1024, 700);
        m_bench->open("topics");
        QCOMPARE(areGoneTo(), QString());
        QTRY_VERIFY(inSight());
        m_bench->window->resize(1440, 900);
        QCOMPARE(areGoneTo(), QString()); // beside them
        QTRY_VERIFY(inSight());
    }

    void aClickGoesThereToo() {
        open();
        QTest::keyClicks(field(), "@billing");
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(list()->model()->index(1, 0)).center());
        QTRY_COMPARE(m_bench->window->currentPane()->key().kind, PageKind::Group);
    }

    void actsAreDoneFromHere() {
        m_bench->open("topic", "orders");
        open();
        QTest::keyClicks(field(), ">delete topics");
        QVERIFY2(rows().contains("Delete topics: orders"), qPrintable(rows().join('|')));
        m_bench->prompts.agrees = false;
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(m_bench->prompts.asked.title, QString("Delete orders?"));
    }

    void whatWasOpenedFromHereIsRecent() {
        open();
        QTest::keyClicks(field(), "page-views");
        QTest::keyClick(field(), Qt::Key_Return);
        m_bench->openWindow();
        open();
        QCOMPARE(rows().mid(0, 2), QStringList({"Recent", "page-views"}));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_COMPARE(m_bench->window->currentPane()->key().object, QString("page-views"));
    }

    void whatWasOpenedFromAPageIsRecentToo() {
        emit m_bench->window->context().openRequested({PageKind::Group, m_bench->cluster->id(), "billing"});
        QVERIFY(open());
        QCOMPARE(rows().mid(0, 2), QStringList({"Recent", "billing"}));
    }

    void whatIsListedIsCountedAndStandsThereOnce() {
        emit m_bench->window->context().openRequested({PageKind::Group, m_bench->cluster->id(), "billing"});
        QVERIFY(open());
        QCOMPARE(rows().count("billing"), 1); // under Recent
        QTest::keyClicks(field(), "billing");
        QCOMPARE(rows().count("billing"), 1); // among the groups
        QVERIFY(!rows().contains("Recent"));
        int listed = 0;
        for (int i = 0; i < list()->model()->rowCount(); ++i)
            listed += list()->model()->index(i, 0).flags() & Qt::ItemIsSelectable ? 1 : 0;
        QVERIFY(listed > 1); // with what can be done to it
        const QString count = shown()->findChild<widgets::ToneLabel*>("paletteCount")->text();
        QVERIFY2(count.startsWith(QString("%1 of ").arg(listed)), qPrintable(count));
    }

    void everyActOnTheLocalBrokerIsFound() {
        for (const widgets::ProgramAct& act : widgets::brokerActs()) {
            QVERIFY(open());
            QTest::keyClicks(field(), ">" + act.full);
            QVERIFY2(current().contains(act.full), qPrintable(current()));
            QTest::keyClick(field(), Qt::Key_Escape);
        }
    }

    void everyActIsFoundWithItsKey() {
        for (const widgets::Act& act : widgets::allActs()) {
            QVERIFY(open());
            QTest::keyClicks(field(), ">" + act.full);
            const QString told = rows(Qt::AccessibleTextRole).join('\n');
            QVERIFY2(told.contains(act.full), qPrintable(act.full + ": " + told));
            QVERIFY2(told.contains(act.shortcut.toString(QKeySequence::NativeText)), qPrintable(told));
            QTest::keyClick(field(), Qt::Key_Escape);
        }
    }

    void whatCannotBeDoneSaysWhy() {
        m_bench->open("topic", "__consumer_offsets");
        open();
        QTest::keyClicks(field(), ">delete topics");
        QVERIFY2(current().contains("internal topics"), qPrintable(current()));
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(shown()); // nothing happened
        QCOMPARE(m_bench->prompts.times, 0);
        QTest::keyClick(field(), Qt::Key_Escape);

        m_bench->fake().connection().become(session::ConnectionState::Lost);
        open();
        QTest::keyClicks(field(), ">create a topic");
        QVERIFY2(current().contains("no connection"), qPrintable(current()));
    }

    void anActAsksWhatItIsDoneTo() {
        m_bench->open("overview");
        m_bench->prompts.agrees = false;
        open();
        QTest::keyClicks(field(), ">delete topics");
        QVERIFY2(current().contains("choose a topic"), qPrintable(current()));
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(shown());
        QTest::keyClicks(field(), "ordlq");
        QCOMPARE(rows(), QStringList({"orders.dlq"}));
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(m_bench->prompts.asked.title, QString("Delete orders.dlq?"));
    }

    void whatIsFoundOffersWhatCanBeDoneToIt() {
        open();
        QTest::keyClicks(field(), "orders");
        QVERIFY2(rows().contains("Browse messages: orders"), qPrintable(rows().join('|')));
        for (const QString& row : rows())
            QVERIFY2(!row.startsWith("Delete"), qPrintable(row)); // dangerous: by its own name only
        QTest::keyClicks(field(), "zzz");
        QVERIFY(rows().isEmpty());
        QVERIFY(shown()->findChild<widgets::ToneLabel*>("paletteNothing")->isVisible());
    }

    void anActIsFoundByItsWordAndItsObject() {
        open();
        QTest::keyClicks(field(), "browse ordlq");
        QVERIFY2(rows().contains("Browse messages: orders.dlq"), qPrintable(rows().join('|')));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_COMPARE(m_bench->window->currentPane()->key().object, QString("orders.dlq"));
    }

    void theLocalBrokerIsStartedFromHere() {
        open();
        QTest::keyClicks(field(), ">stop the local");
        QVERIFY2(current().contains("does not run"), qPrintable(current()));
        QTest::keyClick(field(), Qt::Key_Escape);
        open();
        QTest::keyClicks(field(), ">start the local");
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_COMPARE(m_bench->workspace->localBroker().state(), session::LocalBrokerState::Running);
    }

    void aLocalBrokerThatStandsStillIsLookedAt() {
        auto& broker = m_bench->workspace->localBroker();
        broker.start({});
        QTRY_VERIFY(m_bench->workspace->clusters().local());
        broker.stop();
        QTRY_COMPARE(broker.state(), session::LocalBrokerState::Stopped);
        m_bench->open("overview");
        open();
        QTest::keyClicks(field(), m_bench->workspace->clusters().local()->profile().name);
        for (int i = 0; i < list()->model()->rowCount() && !current().startsWith("Clusters"); ++i)
            QTest::keyClick(field(), Qt::Key_Down);
        QVERIFY2(current().contains("not connected"), qPrintable(current()));
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_COMPARE(m_bench->window->currentPane()->key().kind, PageKind::LocalBroker);
        QCOMPARE(broker.state(), session::LocalBrokerState::Stopped);
    }

    void whatAppearsIsFoundAtOnce() {
        m_bench->open("overview");
        open();
        QTest::keyClicks(field(), "newcomer");
        QVERIFY(!rows().contains("newcomer"));
        publishWith("newcomer");
        QTRY_VERIFY(rows().contains("newcomer"));
        field()->clear();
        QTest::keyClicks(field(), "#orders");
        QTest::keyClick(field(), Qt::Key_Down);
        const QString chosen = current();
        publishWith("orders-a"); // stands above it
        QTRY_VERIFY(rows().indexOf("orders-a") > 0);
        QCOMPARE(current(), chosen);
        QVERIFY(list()->currentIndex().row() > rows().indexOf("orders-a"));
    }

    void aPickerFollowsToo() {
        m_bench->open("overview");
        open();
        QTest::keyClicks(field(), ">delete topics");
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(!rows().contains("newcomer"));
        publishWith("newcomer");
        QVERIFY(rows().contains("newcomer"));
    }

    void aWindowOfItsOwnHasItToo() {
        m_bench->open("topic", "orders");
        open();
        QTest::keyClicks(field(), "billing");
        QTest::keyClick(field(), Qt::Key_Return, Qt::ControlModifier);
        widgets::PaneWindow* own = nullptr;
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (auto* window = qobject_cast<widgets::PaneWindow*>(widget); window && window->isVisible())
                own = window;
        QVERIFY(own);
        own->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(own));
        QTest::keyClick(own, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(shown());
        QTest::keyClicks(field(), ">delete groups");
        QVERIFY2(rows().contains("Delete groups: billing"), qPrintable(rows().join('|')));
        QTest::keyClick(field(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!shown());
    }

    void ctrlEnterOpensAWindow() {
        open();
        QTest::keyClicks(field(), "orders");
        QTest::keyClick(field(), Qt::Key_Return, Qt::ControlModifier);
        const auto windows = [] {
            int count = 0;
            for (QWidget* widget : QApplication::topLevelWidgets())
                count += qobject_cast<widgets::PaneWindow*>(widget) && widget->isVisible() ? 1 : 0;
            return count;
        };
        QTRY_COMPARE(windows(), 1);
    }

    void theToolBarOpensIt() {
        m_bench->click("searchDoor");
        QVERIFY(shown());
        QTest::keyClick(field(), Qt::Key_Escape);
        QVERIFY(!shown());
    }
};

QTEST_MAIN(PaletteTest)
#include "palette_test.moc"
