#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include "session/workspace.h"
#include "support/fake_session.h"
#include "support/window_bench.h"
#include "widgets/charts/chart_legend.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/main_window.h"
#include "widgets/prompts/connect_dialog.h"
#include "widgets/prompts/prompts.h"
#include "widgets/theme/colours.h"
#include "widgets/window/first_place.h"

using namespace widgets;
using support::AnsweringPrompts;
using support::FakeBroker;

namespace {

constexpr qint64 now = 1'795'348'805'121;

} // namespace

class MainWindowTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    theme::Theme* m_theme = nullptr;
    FakeBroker* m_broker = nullptr;
    std::unique_ptr<session::Workspace> m_workspace;
    AnsweringPrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;

    void open() {
        auto broker = std::make_unique<FakeBroker>();
        m_broker = broker.get();
        m_workspace = std::make_unique<session::Workspace>(
            std::move(broker), m_folder.filePath("settings.ini"), std::make_shared<base::SystemClock>(),
            support::makeFakeSession);
        m_window = std::make_unique<MainWindow>(*m_workspace, m_prompts, *m_theme, PaneRegistry::standard());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
    }
    session::ClusterSession& connectTo(const QString& name,
                                       session::Environment environment = session::Environment::Development) {
        session::ConnectionProfile profile;
        profile.id = QUuid::createUuid();
        profile.name = name;
        profile.environment = environment;
        profile.bootstrap = name + ":9092";
        m_workspace->clusters().saveProfile(profile);
        session::ClusterSession* cluster = m_workspace->clusters().open(profile.id);
        support::fillWithSample(*cluster, now);
        return *cluster;
    }
    template <class W = QPushButton>
    W* find(const char* name) {
        W* found = m_window->findChild<W*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s in the window", name);
        return found;
    }
    /// Whether the figure is written in the muted colour, as it looks.
    bool isGrey(Figure& figure) {
        const QColor muted = theme::colours(m_window->palette()).tone(models::Tone::Muted);
        const QColor text = theme::colours(m_window->palette()).tone(models::Tone::Text);
        const QImage picture = figure.grab().toImage();
        bool strong = false, quiet = false;
        for (int y = picture.height() / 2; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                strong = strong || picture.pixelColor(x, y) == text;
                quiet = quiet || picture.pixelColor(x, y) == muted;
            }
        return quiet && !strong;
    }
    void chooseTheme(const QString& name) {
        QTest::mouseClick(find("themeButton"), Qt::LeftButton);
        auto* menu = find<QMenu>("themeMenu");
        for (QAction* action : menu->actions())
            if (action->text() == name)
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QTRY_VERIFY(!m_window->findChild<QMenu*>("themeMenu"));
    }
    QStringList tabs() {
        QStringList result;
        auto* bar = find<QTabBar>("tabs");
        for (int i = 0; i < bar->count(); ++i)
            if (bar->isTabVisible(i))
                result << bar->tabText(i);
        return result;
    }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_theme = new theme::Theme(*qApp);
        m_theme->choose(theme::Choice::Light);
    }
    void init() {
        QFile::remove(m_folder.filePath("settings.ini"));
        m_prompts = {};
        open();
    }
    void cleanup() {
        m_window.reset();
        m_workspace.reset();
    }
    void cleanupTestCase() { delete m_theme; }

    void aWindowOfALargerScreenIsWholeOnThisOne() {
        QWidget large;
        large.setGeometry(40, 30, 5'000, 4'000);
        QWidget window;
        widgets::place(window, large.saveGeometry());
        const QRect room = window.screen()->availableGeometry();
        QVERIFY(room.contains(QRect(window.pos(), window.size())));
        QVERIFY(window.width() > room.width() - 100); // and no smaller than it need be
    }

    void withoutAClusterThreeDoorsStandOpen() {
        QCOMPARE(tabs(), QStringList("Welcome"));
        QVERIFY(find("startBrokerButton")->isEnabled());
        QVERIFY(find("connectDoorButton")->isEnabled());
        QVERIFY(find("playAdderButton")->isEnabled());
        QVERIFY(!find("newTopicButton")->isEnabled());
    }

    void startingABrokerOpensItsCluster() {
        QTest::mouseClick(find("startBrokerButton"), Qt::LeftButton);
        QTRY_COMPARE(tabs(), QStringList("Overview"));
        QVERIFY(m_workspace->clusters().current()->profile().localBroker);
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(tabs(), QStringList({"Overview", "Local broker"}));
    }

    void aBrokerThatDoesNotStartSaysWhyOnTheWelcomePage() {
        m_broker->refusal =
            base::Error{-1, "EADDRINUSE", "Port 9092 is taken.", "Choose another port.", false};
        QTest::mouseClick(find("startBrokerButton"), Qt::LeftButton);
        QTRY_VERIFY(find<MessageBar>("brokerBar")->isVisible());
        QCOMPARE(tabs(), QStringList("Welcome"));
    }

    void theConnectDoorRemembersAndOpens() {
        QTest::mouseClick(find("connectDoorButton"), Qt::LeftButton);
        QCOMPARE(m_workspace->clusters().profiles().size(), std::size_t(1));
        QCOMPARE(m_workspace->clusters().current()->profile().name, QString("typed"));
    }

    void theFiguresAreThoseOfTheSnapshot() {
        connectTo("staging");
        QCOMPARE(find<Figure>("figureTopics")->value(), QString("23"));
        QCOMPARE(find<Figure>("figureBrokers")->value(), QString("3"));
        session::ClusterSnapshot next = support::sampleSnapshot(now + 1000);
        next.figures.worstLag.reset();
        support::fakeOf(*m_workspace->clusters().current()).data().publish(next);
        QCOMPARE(find<Figure>("figureLag")->value(), QString(models::unknownSign));
    }

    void aClickInTheLegendHidesASeries() {
        connectTo("staging");
        auto* chart = find<TimeChart>("chartIn");
        auto* legend = find<ChartLegend>("chartInLegend");
        QVERIFY(chart->series().size() >= 5);
        const QString first = chart->series().first().name;
        QTRY_COMPARE(legend->height(), legend->sizeHint().height()); // laid out for its series
        QTest::mouseClick(legend, Qt::LeftButton, {}, QPoint(30, 30));
        QVERIFY(chart->isHidden(first));
        QTest::mouseClick(legend, Qt::LeftButton, {}, QPoint(30, 30));
        QVERIFY(!chart->isHidden(first));
    }

    void thePointerIsSharedByAllCharts() {
        connectTo("staging");
        auto* chart = find<TimeChart>("chartOut");
        QTest::mouseMove(chart->viewport(), QPoint(chart->width() / 2, 20));
        QTRY_VERIFY(find<TimeAxis>("timeAxis")->pointer().has_value());
    }

    void holdingStandsStillUntilItGoesOn() {
        session::ClusterSession& cluster = connectTo("staging");
        auto* chart = find<TimeChart>("chartIn");
        const auto before = chart->series().first().points.last();
        QTest::mouseClick(find("holdButton"), Qt::LeftButton);
        support::fillWithSample(cluster, now + 60'000);
        QCOMPARE(chart->series().first().points.last(), before);
        QTest::mouseClick(find("holdButton"), Qt::LeftButton);
        QVERIFY(chart->series().first().points.last() != before);
    }

    void theChartsAreSavedAsCsv() {
        connectTo("staging");
        m_prompts.path = m_folder.filePath("charts.csv");
        QTest::mouseClick(find("saveCsvButton"), Qt::LeftButton);
        QFile file(m_prompts.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readLine().trimmed(), QByteArray("chart,series,time,value"));
        QVERIFY(file.readLine().startsWith("Messages in,clickstream,2026-11-22 "));
    }

    void aNameWithACommaAndQuotesIsOneFieldOfTheCsv() {
        session::ClusterSession& cluster = connectTo("staging");
        support::fakeOf(cluster).series().busiestGroups = QStringList{"billing,\"eu\""};
        support::fakeOf(cluster).data().publish(support::sampleSnapshot(now + 1000));
        m_prompts.path = m_folder.filePath("quoted.csv");
        QTest::mouseClick(find("saveCsvButton"), Qt::LeftButton);
        QFile file(m_prompts.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("\r\nLag,\"billing,\"\"eu\"\"\",2026-"));
    }

    void aLostConnectionIsSaidAndKeepsTheData() {
        session::ClusterSession& cluster = connectTo("staging");
        m_window->resize(1900, 900); // the age has room beside the ranges of time
        QTRY_COMPARE(m_window->width(), 1900);
        support::fakeOf(cluster).connection().errorNow =
            base::Error{-1, "ECONNREFUSED", "Nobody listens there.", "Start the broker.", true};
        support::fakeOf(cluster).connection().become(session::ConnectionState::Lost);
        auto* bar = m_window->currentPane()->findChild<MessageBar*>("connectionBar");
        QVERIFY(bar->isVisible());
        QCOMPARE(find<Figure>("figureTopics")->value(), QString("23"));
        QVERIFY(isGrey(*find<Figure>("figureTopics")));
        auto* age = m_window->currentPane()->findChild<Badge*>("ageBadge");
        QTRY_VERIFY(age->isVisible());
        QVERIFY2(age->accessibleName().startsWith("as of 12:00:05"), qPrintable(age->accessibleName()));
        QVERIFY(!find("newTopicButton")->isEnabled());
        const auto hasIcon = [&] {
            const QColor bad = theme::colours(m_window->palette()).tone(models::Tone::Bad);
            const QImage picture = bar->grab(QRect(0, 0, 40, bar->height())).toImage();
            for (int i = 0; i < picture.width() * picture.height(); ++i)
                if (picture.pixelColor(i % picture.width(), i / picture.width()) == bad)
                    return true;
            return false;
        };
        QVERIFY(hasIcon());
        chooseTheme("Dark");
        QVERIFY(hasIcon()); // in the colour that is bad now
        chooseTheme("Light");
        QTest::mouseClick(bar->findChild<QPushButton*>("connectionBarAct"), Qt::LeftButton);
        QCOMPARE(support::fakeOf(cluster).connection().retries, 1);
        support::fakeOf(cluster).connection().become(session::ConnectionState::Connected);
        QVERIFY(!bar->isVisible());
        QVERIFY(!age->isVisible());
        support::fakeOf(cluster).connection().become(session::ConnectionState::Lost);
        for (const char* page : {"topics", "groups"}) {
            m_window->openPane({*widgets::pageKindOf(page), cluster.profile().id, {}});
            QVERIFY(m_window->currentPane()->findChild<Badge*>("ageBadge")->isVisible());
        }
        m_window->openPane({widgets::PageKind::Overview, cluster.profile().id, {}});
        support::fakeOf(cluster).connection().become(session::ConnectionState::Connected);
        QVERIFY(!isGrey(*find<Figure>("figureTopics")));
    }

    void anAnswerThatIsOverdueIsSaidBeforeItFails() {
        session::ClusterSession& cluster = connectTo("staging");
        const auto* state = find<StateLabel>("connectionState");
        const auto publishFrom = [&](qint64 secondsAgo) {
            support::fakeOf(cluster).data().publish(
                support::sampleSnapshot(QDateTime::currentMSecsSinceEpoch() - secondsAgo * 1000));
        };
        publishFrom(0);
        QCOMPARE(state->accessibleName(), QString("connected"));
        publishFrom(14); // asked every 5 s
        QTRY_VERIFY2(state->accessibleName().startsWith("no answer for 14"),
                     qPrintable(state->accessibleName()));
        publishFrom(0);
        QCOMPARE(state->accessibleName(), QString("connected"));
        publishFrom(14);
        cluster.connection().setIntervalMs(0);
        publishFrom(14);
        QCOMPARE(state->accessibleName(), QString("connected")); // held: nothing was asked
    }

    void tabsTakeTheirRoomAgainWhenTheirClusterIsBack() {
        const QUuid first = connectTo("local").profile().id;
        for (const char* page : {"topics", "groups"})
            m_window->openPane({*widgets::pageKindOf(page), first, {}});
        m_window->openPane({widgets::PageKind::Topic, first, "orders"});
        m_window->openPane({widgets::PageKind::Group, first, "billing"});
        auto* bar = find<QTabBar>("tabs");
        const QStringList before = tabs();
        const auto settled = [&] {
            QCoreApplication::processEvents();
            int left = 0;
            for (int i = 0; i < bar->count(); ++i) {
                if (!bar->isTabVisible(i))
                    continue;
                if (bar->tabRect(i).left() != left)
                    return QStringLiteral("%1 begins at %2 of %3")
                        .arg(bar->tabText(i))
                        .arg(bar->tabRect(i).left())
                        .arg(bar->width());
                const QFontMetrics metrics(bar->font());
                if (bar->tabRect(i).width() < std::min(metrics.horizontalAdvance(bar->tabText(i)) + 36, 240))
                    return QStringLiteral("%1 is %2 wide").arg(bar->tabText(i)).arg(bar->tabRect(i).width());
                left = bar->tabRect(i).right() + 1;
            }
            return left > bar->width() ? QStringLiteral("the bar is %1 wide").arg(bar->width()) : QString();
        };
        QCOMPARE(settled(), QString());
        const QUuid second = connectTo("big").profile().id;
        m_window->openPane(
            {widgets::PageKind::Topic, second, "a-topic-with-a-name-that-is-much-longer-than-any-tab"});
        QCOMPARE(settled(), QString());
        chooseTheme("Dark");
        QCOMPARE(settled(), QString());
        m_workspace->clusters().open(first);
        QCOMPARE(tabs(), before);
        QCOMPARE(settled(), QString());
        m_workspace->clusters().open(second);
        QCOMPARE(settled(), QString());
        chooseTheme("Light");
    }

    void aGroupsLagIsDrawnByTopic() {
        const session::ClusterSession& cluster = connectTo("staging");
        m_window->openPane({widgets::PageKind::Group, cluster.profile().id, "billing"});
        auto* chart = find<TimeChart>("groupLagChart");
        QStringList names;
        for (const auto& series : chart->series())
            names << series.name;
        QCOMPARE(names, QStringList({"customers", "orders", "payments.v1", "payments.v1.retry", "refunds"}));
        QVERIFY(chart->series()[0].colour != chart->series()[1].colour);
    }

    void productionHasAFrameAndIsUnlockedOnRequest() {
        session::ClusterSession& cluster = connectTo("production", session::Environment::Production);
        QCOMPARE(m_window->contentsMargins().left(), 2);
        QVERIFY(cluster.connection().isLocked());
        m_prompts.agrees = false;
        QTest::mouseClick(find("lockButton"), Qt::LeftButton);
        QVERIFY(cluster.connection().isLocked());
        m_prompts.agrees = true;
        QTest::mouseClick(find("lockButton"), Qt::LeftButton);
        QVERIFY(!cluster.connection().isLocked());
        const auto locksItself = [this] {
            const auto badges = m_window->findChildren<widgets::Badge*>();
            return std::ranges::any_of(badges, [](const widgets::Badge* one) {
                return one->accessibleName().contains("locks itself");
            });
        };
        QVERIFY(locksItself());
        connectTo("staging"); // and back: it is still told how long
        m_workspace->clusters().open(cluster.profile().id);
        QVERIFY(locksItself());
        QTest::mouseClick(find("lockButton"), Qt::LeftButton);
        QVERIFY(cluster.connection().isLocked());
    }

    void keysOpenCloseAndTurnPages() {
        const session::ClusterSession& cluster = connectTo("staging");
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(tabs(), QStringList({"Overview", "Topics"}));
        m_window->openPane({widgets::PageKind::Topic, cluster.profile().id, "orders"});
        QCOMPARE(tabs(), QStringList({"Overview", "Topics", "orders"}));
        QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QTRY_COMPARE(m_window->currentPane()->key().kind, widgets::PageKind::Overview);
        m_window->openPane({widgets::PageKind::Topic, cluster.profile().id, "orders"});
        QCOMPARE(tabs().size(), 3); // once an object
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(tabs(), QStringList({"Overview", "Topics"}));
        const int before = support::fakeOf(cluster).data().refreshes;
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_COMPARE(support::fakeOf(cluster).data().refreshes, before + 1);
    }

    void tabsComeBackWithTheirCluster() {
        const QUuid id = connectTo("staging").profile().id;
        m_window->openPane({widgets::PageKind::Topics, id, {}});
        m_window->openPane({widgets::PageKind::Topic, id, "orders"});
        m_workspace->clusters().close(id);
        QCOMPARE(tabs(), QStringList("Welcome"));
        m_workspace->clusters().open(id);
        QCOMPARE(tabs(), QStringList({"Overview", "Topics", "orders"}));
        QCOMPARE(m_window->currentPane()->key().object, QString("orders"));
    }

    void eachClusterHasItsOwnTabs() {
        const QUuid first = connectTo("one").profile().id;
        m_window->openPane({widgets::PageKind::Topics, first, {}});
        connectTo("two");
        QCOMPARE(tabs(), QStringList("Overview"));
        m_workspace->clusters().open(first);
        QCOMPARE(tabs(), QStringList({"Overview", "Topics"}));
        QCOMPARE(m_window->currentPane()->key().kind, widgets::PageKind::Topics);
    }

    void theThemeSwitchesWhileItRuns() {
        connectTo("staging");
        chooseTheme("Dark");
        QTRY_VERIFY(theme::isDark(m_window->palette()));
        QCOMPARE(m_workspace->settings().value("theme").toString(), QString("dark"));
        QCOMPARE(find("themeButton")->accessibleName(), QString("Theme: Dark"));
        chooseTheme("Light");
        QTRY_VERIFY(!theme::isDark(m_window->palette()));
        chooseTheme("As the system");
        QCOMPARE(m_workspace->settings().value("theme").toString(), QString("system"));
        QCOMPARE(m_theme->choice(), theme::Choice::System);
        m_theme->choose(theme::Choice::Light);
    }

    void closingWithClientsAttachedAsks() {
        QTest::mouseClick(find("startBrokerButton"), Qt::LeftButton);
        QTRY_VERIFY(m_workspace->clusters().current());
        session::BrokerConnection client;
        client.clientId = "billing";
        m_broker->attached = {client};
        m_prompts.agrees = false;
        QVERIFY(!m_window->close());
        QVERIFY(!m_prompts.asked.title.isEmpty());
        QVERIFY(m_window->isVisible());
        m_prompts.agrees = true;
        m_window->close();
        QTRY_VERIFY(!m_window->isVisible());
    }

    void everyButtonHasAnAccessibleName() {
        connectTo("staging");
        for (const auto* button : m_window->findChildren<QAbstractButton*>())
            if (button->isVisible())
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
    }

    void addressesAreCheckedBesideTheField_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << "localhost:9092" << true;
        QTest::newRow("several") << "a:9092, b:9093" << true;
        QTest::newRow("ipv6") << "[::1]:9092" << true;
        QTest::newRow("empty") << "" << false;
        QTest::newRow("no port") << "kafka-1" << false;
        QTest::newRow("port too large") << "kafka-1:70000" << false;
        QTest::newRow("port is a word") << "kafka-1:http" << false;
        QTest::newRow("url") << "http://kafka-1:9092" << false;
        QTest::newRow("bare ipv6") << "::1:9092" << false;
        QTest::newRow("blank inside") << "kaf ka:9092" << false;
    }
    void addressesAreCheckedBesideTheField() {
        QFETCH(QString, address);
        QTEST(ConnectDialog::addressError(address).isEmpty(), "good");
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
