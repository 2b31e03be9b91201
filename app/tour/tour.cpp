#include "tour/tour.h"

#include <QSignalSpy>
#include <QTableView>
#include <QTreeWidget>

#include "embedded_broker.h"
#include "tour/steps.h"

using session::ConnectionState;

namespace tour {

Tour::Tour(widgets::theme::Theme& theme, const QString& bootstrap, const QString& folder)
    : m_bootstrap(bootstrap)
    , m_workspace(std::make_unique<EmbeddedBroker>(), m_settings.filePath(QStringLiteral("settings.ini")))
    , m_hands(theme, folder)
    , m_window(std::make_unique<widgets::MainWindow>(m_workspace, m_prompts, theme,
                                                     widgets::PaneRegistry::standard())) {
    m_hands.setWindow(m_window.get());
}

Tour::~Tour() = default;

void Tour::initTestCase() {
    session::LocalBrokerOptions options;
    options.storage = session::BrokerStorage::Memory;
    m_workspace.localBroker().setOptions(options);
    m_window->resize(1440, 900);
    m_window->show();
    // The window manager may still be on its way: asked once, it could have been asked too early.
    const auto active = [this] {
        m_window->activateWindow();
        return m_window->isActiveWindow();
    };
    if (!QTest::qWaitFor(active, kShortMs / 3))
        QApplication::setActiveWindow(m_window.get()); // no window manager, or one that gives no focus
    QVERIFY(m_window->isActiveWindow());
}

void Tour::init() {
    if (m_failedBefore)
        QSKIP("An earlier step failed, and this one needs it.");
}

void Tour::cleanup() {
    if (!QTest::currentTestFailed())
        return;
    m_failedBefore = true;
    m_hands.picture(QStringLiteral("failed-%1").arg(QString::fromLatin1(QTest::currentTestFunction())));
}

void Tour::welcomesWithThreeDoors() {
    for (const char* door : {"brokerDoor", "connectDoor", "adderDoor"})
        QVERIFY2(m_hands.see(QString::fromLatin1(door)), door);
    m_hands.picture(QStringLiteral("01-welcome"));
}

void Tour::comesToACluster() {
    STEP(m_hands.press(QStringLiteral("connectDoorButton")));
    STEP(m_hands.type(QStringLiteral("bootstrap"),
                      m_bootstrap.isEmpty() ? QStringLiteral("kafka.example:9092") : m_bootstrap));
    m_hands.picture(QStringLiteral("02-connect"));
    if (m_bootstrap.isEmpty()) {
        QTest::keyClick(m_hands.dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!m_hands.dialog());
        STEP(m_hands.press(QStringLiteral("startBrokerButton")));
    } else {
        STEP(m_hands.press(QStringLiteral("actButton")));
    }
    QTRY_VERIFY_WITH_TIMEOUT(cluster() && cluster()->state() == ConnectionState::Connected, kLongMs);
    STEP(m_hands.press(QStringLiteral("intervalButton")));
    STEP(m_hands.pick(QStringLiteral("Every 1 s")));
    QCOMPARE(cluster()->connection().intervalMs(), 1000);
    QTRY_VERIFY_WITH_TIMEOUT(cluster()->data().snapshot()->takenAtMs > 0, kShortMs);
}

bool Tour::openRail(const QString& title) {
    auto* rail = m_hands.see<QTreeWidget>(QStringLiteral("rail"));
    if (!rail)
        return false;
    for (auto* item : rail->findItems(title, Qt::MatchExactly | Qt::MatchRecursive)) {
        if (rail->visualItemRect(item).isEmpty())
            continue;
        rail->scrollToItem(item);
        QTest::mouseClick(rail->viewport(), Qt::LeftButton, {}, rail->visualItemRect(item).center());
        return true;
    }
    return false;
}

bool Tour::lookAtDialog(const QString& button, const QString& picture) {
    if (!m_hands.press(button) || !QTest::qWaitFor([] { return Hands::dialog() != nullptr; }, kShortMs))
        return false;
    m_hands.picture(picture);
    QTest::keyClick(Hands::dialog(), Qt::Key_Escape);
    return QTest::qWaitFor([] { return !Hands::dialog(); }, kShortMs);
}

void Tour::showsEveryPage() {
    const auto rowsOf = [this](const QString& name) {
        const auto* table = m_hands.see<QTableView>(name);
        return table ? table->model()->rowCount() : 0;
    };
    STEP(openRail(QStringLiteral("Overview")));
    QSignalSpy rounds(&cluster()->data(), &session::ClusterData::snapshotChanged);
    QTRY_VERIFY_WITH_TIMEOUT(rounds.count() >= 2, kShortMs); // the charts are drawn up to now
    m_hands.picture(QStringLiteral("10-overview"));
    STEP(openRail(QStringLiteral("Topics")));
    STEP(m_hands.selectRow(QStringLiteral("topicTable"), kTopic));
    m_hands.picture(QStringLiteral("11-topics"));
    m_hands.key(Qt::Key_Return);
    STEP(m_hands.clickTab(QStringLiteral("topicTabs"), QStringLiteral("Partitions")));
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(QStringLiteral("partitionTable")) > 0, kShortMs);
    m_hands.picture(QStringLiteral("12-partitions"));
    STEP(m_hands.clickTab(QStringLiteral("topicTabs"), QStringLiteral("Groups")));
    QTRY_VERIFY_WITH_TIMEOUT(rowsOf(QStringLiteral("topicGroupTable")) > 0, kShortMs);
    m_hands.picture(QStringLiteral("13-topic-groups"));
}

void Tour::showsItsKeysAndSettings() {
    m_hands.key(Qt::Key_F1);
    QTRY_VERIFY(m_hands.dialog());
    QCOMPARE(m_hands.dialog()->objectName(), QStringLiteral("helpDialog"));
    m_hands.picture(QStringLiteral("32-keys"));
    m_hands.key(Qt::Key_Escape);
    QTRY_VERIFY(!m_hands.dialog());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isActiveWindow(), kShortMs); // the window manager gives the focus back
    m_hands.key(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(m_hands.dialog());
    QCOMPARE(m_hands.dialog()->objectName(), QStringLiteral("settingsDialog"));
    m_hands.picture(QStringLiteral("33-settings"));
    m_hands.key(Qt::Key_Escape);
    QTRY_VERIFY(!m_hands.dialog());
}

void Tour::cleanupTestCase() {
    m_load.reset();
    QVERIFY(m_failedBefore || m_hands.pictures() > 20);
}

} // namespace tour
