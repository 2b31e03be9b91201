#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeView>

#include "models/record_model.h"
#include "session/payloads.h"
#include "tour/steps.h"
#include "tour/tour.h"

namespace tour {

void Tour::createsATopic() {
    STEP(openRail(QStringLiteral("Topics")));
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.type(QStringLiteral("topicName"), QStringLiteral("no blanks")));
    QVERIFY(!m_hands.see(QStringLiteral("actButton"))->isEnabled());
    STEP(m_hands.type(QStringLiteral("topicName"), kTopic));
    STEP(m_hands.type(QStringLiteral("topicPartitions"), QStringLiteral("4")));
    STEP(m_hands.press(QStringLiteral("keep168h")));
    STEP(m_hands.press(QStringLiteral("checkTopic")));
    QTRY_VERIFY_WITH_TIMEOUT(m_hands.see(QStringLiteral("actButton"))->isEnabled(), kShortMs);
    QVERIFY(!cluster()->data().topic(kTopic));
    m_hands.picture(QStringLiteral("03-create-topic"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        cluster()->data().topic(kTopic) && cluster()->data().topic(kTopic)->partitions == 4, kShortMs);
}

void Tour::producesAThousandRecords() {
    STEP(m_hands.press(QStringLiteral("produceHere")));
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.choose(QStringLiteral("produceKeyKind"), int(session::PayloadKind::Text)));
    STEP(m_hands.type(QStringLiteral("produceKeyText"), QStringLiteral("cus-{{n}}")));
    STEP(m_hands.type(QStringLiteral("produceValueText"),
                      QStringLiteral("{\"orderId\": {{n}}, \"total\": 742.40, \"status\": \"pending\"}")));
    STEP(m_hands.press(QStringLiteral("addHeader")));
    STEP(m_hands.type(QStringLiteral("headerName"), QStringLiteral("source")));
    STEP(m_hands.type(QStringLiteral("headerValue"), QStringLiteral("tour")));
    STEP(m_hands.type(QStringLiteral("produceRepeat"), QString::number(kRecords)));
    m_hands.picture(QStringLiteral("04-produce"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kLongMs);
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->data().topic(kTopic)->messages.value_or(-1), qint64(kRecords),
                              kShortMs);
}

bool Tour::runBrowse() {
    // While the page reads, the same button stops it: it reads by itself what was just sent.
    const auto* button = m_hands.see<QPushButton>(QStringLiteral("runBrowse"));
    const auto reads = [button](bool wanted) {
        return QTest::qWaitFor([&] { return (button->text() != QLatin1String("Run")) == wanted; }, kShortMs);
    };
    // What the run before has shown stays until this one finds something: at its end all rows are its own.
    return button && reads(false) && m_hands.press(QStringLiteral("runBrowse")) && reads(false);
}

void Tour::browsesThemNewestFirst() {
    STEP(runBrowse());
    auto* table = m_hands.see<QTableView>(QStringLiteral("recordTable"));
    QVERIFY(table);
    QCOMPARE(table->model()->rowCount(), 500);
    const auto* records = qobject_cast<models::RecordModel*>(table->model());
    QVERIFY(records);
    for (int row = 1; row < records->rowCount(); ++row)
        QVERIFY2(records->record(row - 1)->timestampMs >= records->record(row)->timestampMs,
                 qPrintable(QStringLiteral("row %1 is older than row %2").arg(row - 1).arg(row)));
    STEP(m_hands.type(QStringLiteral("recordFilter"), QStringLiteral("\"orderId\": 777,")));
    QTest::keyClick(m_hands.see(QStringLiteral("recordFilter")), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, kShortMs);
    QCOMPARE(records->record(0)->key, QByteArray("cus-777"));
    STEP(m_hands.type(QStringLiteral("recordFilter"), {}));
    STEP(runBrowse());
    QCOMPARE(table->model()->rowCount(), 500);
}

void Tour::showsOneRecordInEveryForm() {
    auto* table = m_hands.see<QTableView>(QStringLiteral("recordTable"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(3, 1)).center());
    auto* fields = m_hands.see<QTreeView>(QStringLiteral("valueTree"));
    QTRY_VERIFY(fields && fields->model()->rowCount() > 0);
    m_hands.picture(QStringLiteral("05-messages"));
}

void Tour::changesASettingAfterReview() {
    STEP(m_hands.clickTab(QStringLiteral("topicTabs"), QStringLiteral("Configuration")));
    STEP(m_hands.selectRow(QStringLiteral("configTable"), QStringLiteral("retention.ms")));
    STEP(m_hands.type(QStringLiteral("settingFieldNumber"), QStringLiteral("14")));
    QTRY_VERIFY(m_hands.see(QStringLiteral("changesBar")));
    m_hands.picture(QStringLiteral("06-configuration"));
    STEP(m_hands.press(QStringLiteral("reviewEdits")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("07-review"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->data().topic(kTopic)->retentionMs.value_or(0), 14 * 86'400'000LL,
                              kLongMs);
}

void Tour::asksBeforeHarm() {
    const auto messages = cluster()->data().topic(kTopic)->messages;
    STEP(lookAtDialog(QStringLiteral("addPartitionsHere"), QStringLiteral("14-add-partitions")));
    STEP(lookAtDialog(QStringLiteral("emptyHere"), QStringLiteral("15-empty")));
    STEP(m_hands.clickTab(QStringLiteral("topicTabs"), QStringLiteral("Partitions")));
    STEP(m_hands.selectRow(QStringLiteral("partitionTable"), QStringLiteral("0")));
    STEP(lookAtDialog(QStringLiteral("deleteRecords"), QStringLiteral("16-delete-records")));
    QSignalSpy rounds(&cluster()->data(), &session::ClusterData::snapshotChanged);
    QTRY_VERIFY_WITH_TIMEOUT(rounds.count() >= 2, kShortMs);
    QVERIFY(cluster()->data().topic(kTopic));
    QCOMPARE(cluster()->data().topic(kTopic)->partitions, 4);
    QCOMPARE(cluster()->data().topic(kTopic)->messages, messages);
}

void Tour::addsAPartition() {
    STEP(m_hands.press(QStringLiteral("addPartitionsHere")));
    STEP(m_hands.type(QStringLiteral("totalPartitions"), QStringLiteral("5")));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->data().topic(kTopic)->partitions, 5, kLongMs);
    auto* table = m_hands.see<QTableView>(QStringLiteral("partitionTable"));
    QVERIFY(table);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 5, kShortMs);
    QCOMPARE(cluster()->data().topic(kTopic)->messages.value_or(-1), qint64(kRecords + kMoreRecords));
}

void Tour::deletesRecordsBeforeAnOffset() {
    constexpr qint64 cut = 100;
    STEP(m_hands.selectRow(QStringLiteral("partitionTable"), QStringLiteral("0")));
    STEP(m_hands.press(QStringLiteral("deleteRecords")));
    QTRY_VERIFY(m_hands.dialog());
    STEP(m_hands.choose(QStringLiteral("deleteChoice"), 1));
    STEP(m_hands.type(QStringLiteral("deleteOffset"), QString::number(cut)));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QTRY_COMPARE_WITH_TIMEOUT(logStarts(), QVector<qint64>({cut, 0, 0, 0, 0}), kLongMs);
    QCOMPARE(cluster()->data().topic(kTopic)->messages.value_or(-1), qint64(kRecords + kMoreRecords - cut));
}

QVector<qint64> Tour::logStarts() const {
    QVector<qint64> starts;
    for (const auto& partition : cluster()->data().topic(kTopic)->partitionRows)
        starts << partition.logStart.value_or(-1);
    return starts;
}

void Tour::emptiesTheTopic() {
    STEP(m_hands.clickTab(QStringLiteral("tabs"), kTopic));
    const int partitions = cluster()->data().topic(kTopic)->partitions;
    STEP(m_hands.press(QStringLiteral("emptyHere")));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_hands.dialog(), kShortMs);
    QTRY_COMPARE_WITH_TIMEOUT(cluster()->data().topic(kTopic)->messages.value_or(-1), qint64(0), kLongMs);
    for (const auto& partition : cluster()->data().topic(kTopic)->partitionRows)
        QCOMPARE(partition.logStart, partition.end);
    QCOMPARE(cluster()->data().topic(kTopic)->partitions, partitions);
    QCOMPARE(cluster()->data().topic(kTopic)->retentionMs.value_or(0), 14 * 86'400'000LL);
}

void Tour::deletesTheTopic() {
    STEP(m_hands.clickTab(QStringLiteral("tabs"), kTopic));
    STEP(m_hands.press(QStringLiteral("deleteHere")));
    QTRY_VERIFY(m_hands.dialog());
    m_hands.picture(QStringLiteral("29-delete"));
    STEP(m_hands.press(QStringLiteral("actButton")));
    QTRY_VERIFY_WITH_TIMEOUT(!cluster()->data().topic(kTopic), kLongMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_hands.see(QStringLiteral("pageBar")), kShortMs);
    m_hands.picture(QStringLiteral("30-deleted"));
}

} // namespace tour
