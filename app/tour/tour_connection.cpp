#include <algorithm>

#include <QTreeWidget>
#include <QWindow>

#include "tour/steps.h"
#include "tour/tour.h"

namespace tour {
namespace {

const QString kProduction = QStringLiteral("live");
const QString kRenamed = QStringLiteral("was live");

} // namespace

/// The cluster once more, as somebody would remember it who runs it in production.
void Tour::connectsToProduction() {
    m_home = cluster()->profile().id;
    const QString bootstrap = cluster()->profile().bootstrap;
    STEP(openRail(QStringLiteral("Connect…")));
    STEP(m_hands.type(QStringLiteral("bootstrap"), bootstrap));
    STEP(m_hands.type(QStringLiteral("name"), kProduction));
    STEP(m_hands.choose(QStringLiteral("environment"), int(session::Environment::Production)));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(cluster()->profile().name == kProduction && cluster()->data().topic(kTopic),
                             kLongMs);
    QVERIFY(cluster()->connection().isLocked());
}

void Tour::unlocksProductionFirst() {
    STEP(openRail(QStringLiteral("Topics")));
    STEP(m_hands.selectRow(QStringLiteral("topicTable"), kTopic));
    STEP(m_hands.press(QStringLiteral("deleteTopics")));
    QTRY_VERIFY(m_hands.dialog());
    QVERIFY(!m_hands.see(QStringLiteral("typedName")));
    m_hands.picture(QStringLiteral("17-unlock"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY(m_hands.see(QStringLiteral("typedName")));
    QVERIFY(!cluster()->connection().isLocked());
    QVERIFY(!m_hands.see(QStringLiteral("actButton"))->isEnabled());
    STEP(m_hands.type(QStringLiteral("typedName"), kTopic));
    QVERIFY(m_hands.see(QStringLiteral("actButton"))->isEnabled());
    m_hands.picture(QStringLiteral("18-delete-in-production"));
    m_hands.key(Qt::Key_Escape);
    QTRY_VERIFY(!m_hands.dialog());
    QVERIFY(cluster()->data().topic(kTopic));
}

bool Tour::pickFromCluster(const QString& name, const QString& entry) {
    auto* rail = m_hands.see<QTreeWidget>(QStringLiteral("rail"));
    const auto found = rail ? rail->findItems(name, Qt::MatchExactly) : QList<QTreeWidgetItem*>();
    if (found.isEmpty())
        return false;
    // To the window as a whole: Qt makes the wish for a menu of a press only there.
    const QPoint at = rail->visualItemRect(found.first()).center();
    QTest::mouseClick(m_window->windowHandle(), Qt::RightButton, {},
                      rail->viewport()->mapTo(m_window.get(), at));
    return m_hands.pick(entry);
}

void Tour::editsAConnection() {
    STEP(pickFromCluster(kProduction, QStringLiteral("Edit…")));
    STEP(m_hands.type(QStringLiteral("name"), kRenamed));
    STEP(m_hands.choose(QStringLiteral("environment"), int(session::Environment::Development)));
    m_hands.picture(QStringLiteral("19-edit-connection"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QCOMPARE(cluster()->profile().name, kRenamed);
    QCOMPARE(cluster()->profile().environment, session::Environment::Development);
}

void Tour::forgetsIt() {
    STEP(pickFromCluster(kRenamed, QStringLiteral("Forget…")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("20-forget"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QVERIFY(std::ranges::none_of(m_workspace.clusters().profiles(),
                                 [](const auto& profile) { return profile.name == kRenamed; }));
    QCOMPARE(cluster()->profile().id, m_home);
}

} // namespace tour
