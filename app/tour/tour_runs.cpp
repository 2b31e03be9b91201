#include <QFile>
#include <QPlainTextEdit>
#include <QTableView>

#include "tour/steps.h"
#include "tour/tour.h"

namespace tour {

namespace {

const QString kCopy = QStringLiteral("copy-of-orders");

} // namespace

bool Tour::newestRunEnds() {
    return QTest::qWaitFor(
        [this] {
            const auto& rows = m_workspace.runs().rows();
            return !rows.empty() && rows.front()->state == session::RunState::Finished;
        },
        kLongMs);
}

void Tour::exportsThem() {
    const QString file = m_settings.filePath(QStringLiteral("orders.jsonl"));
    STEP(m_hands.press(QStringLiteral("exportMessages")));
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.type(QStringLiteral("exportPath"), file));
    m_hands.picture(QStringLiteral("31-export"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    STEP(newestRunEnds());
    m_hands.picture(QStringLiteral("32-exported"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY(!m_hands.dialog());
    QFile made(file);
    QVERIFY(made.open(QIODevice::ReadOnly));
    QCOMPARE(made.readAll().count('\n'), qsizetype(kRecords));
}

void Tour::importsThemIntoAnotherTopic() {
    STEP(openRail(QStringLiteral("Topics")));
    STEP(m_hands.press(QStringLiteral("newTopicButton")));
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.type(QStringLiteral("topicName"), kCopy));
    STEP(m_hands.type(QStringLiteral("topicPartitions"), QStringLiteral("4")));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QTRY_VERIFY_WITH_TIMEOUT(cluster()->data().topic(kCopy), kShortMs);
    STEP(m_hands.press(QStringLiteral("importHere")));
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.type(QStringLiteral("importPath"), m_settings.filePath(QStringLiteral("orders.jsonl"))));
    QTRY_VERIFY_WITH_TIMEOUT(m_hands.see(QStringLiteral("actButton"))->isEnabled(), kShortMs);
    m_hands.picture(QStringLiteral("33-import"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    STEP(newestRunEnds());
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY(!m_hands.dialog());
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->data().topic(kCopy)->messages.value_or(-1), qint64(kRecords),
                              kShortMs);
}

void Tour::sendsOneAgain() {
    STEP(runBrowse());
    auto* table = m_hands.see<QTableView>(QStringLiteral("recordTable"));
    QVERIFY(table);
    QCOMPARE(table->model()->rowCount(), 500);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(2, 1)).center());
    QTRY_COMPARE(table->currentIndex().row(), 2);
    QTest::keyClick(table, Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.see(QStringLiteral("sendValueText")) != nullptr);
    m_hands.see<QPlainTextEdit>(QStringLiteral("sendValueText"))->setPlainText(QStringLiteral("sent again"));
    m_hands.picture(QStringLiteral("34-send-again"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    STEP(newestRunEnds());
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY(!m_hands.dialog());
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->data().topic(kCopy)->messages.value_or(-1), qint64(kRecords + 1),
                              kShortMs);
}

void Tour::showsWhatRan() {
    STEP(openRail(QStringLiteral("Runs")));
    auto* table = m_hands.see<QTableView>(QStringLiteral("runTable"));
    QVERIFY(table);
    QTRY_VERIFY(table->model()->rowCount() >= 3);
    STEP(m_hands.selectRow(QStringLiteral("runTable"), QStringLiteral("Export of %1").arg(kTopic)));
    m_hands.picture(QStringLiteral("35-runs"));
    STEP(m_hands.clickTab(QStringLiteral("tabs"), kCopy));
    STEP(m_hands.press(QStringLiteral("deleteHere")));
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!cluster()->data().topic(kCopy), kLongMs);
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
    STEP(m_hands.clickTab(QStringLiteral("tabs"), kTopic));
}

} // namespace tour
