#include <set>

#include <QHeaderView>
#include <QTableView>

#include "models/record_model.h"
#include "tour/steps.h"
#include "tour/tour.h"

namespace tour {
namespace {

constexpr int kLimit = 500; ///< rows that a reading stops at

std::set<int> partitionsOf(const models::RecordModel& records) {
    std::set<int> out;
    for (int row = 0; row < records.rowCount(); ++row)
        out.insert(records.record(row)->partition);
    return out;
}

void clickHeader(const QTableView& table, int column) {
    const auto* header = table.horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(column) + 20, header->height() / 2));
}

} // namespace

void Tour::readsFromChosenPartitions() {
    auto* table = m_hands.see<QTableView>(QStringLiteral("recordTable"));
    QVERIFY(table);
    const auto* records = qobject_cast<models::RecordModel*>(table->model());
    STEP(m_hands.press(QStringLiteral("partitionChoice")));
    STEP(m_hands.type(QStringLiteral("partitionRanges"), QStringLiteral("0,3@100000")));
    QTest::keyClick(m_hands.see(QStringLiteral("partitionRanges")), Qt::Key_Return);
    // Beyond the end of partition 3 there is nothing.
    QTRY_COMPARE_WITH_TIMEOUT(partitionsOf(*records), (std::set<int>{0}), kShortMs);
    m_hands.picture(QStringLiteral("31-partitions"));
    STEP(m_hands.press(QStringLiteral("partitionChoice")));
    STEP(m_hands.type(QStringLiteral("partitionRanges"), {}));
    QTest::keyClick(m_hands.see(QStringLiteral("partitionRanges")), Qt::Key_Return);
    // One partition has no such number; which of the others they are from is up to the times they were sent
    // at.
    QTRY_COMPARE_WITH_TIMEOUT(records->rowCount(), kLimit, kShortMs);
    QVERIFY(partitionsOf(*records).size() > 1);
}

void Tour::findsByAnExpressionAndSorts() {
    auto* table = m_hands.see<QTableView>(QStringLiteral("recordTable"));
    QVERIFY(table);
    const auto* records = qobject_cast<models::RecordModel*>(table->model());
    STEP(m_hands.press(QStringLiteral("filterWhere")));
    STEP(m_hands.choose(QStringLiteral("findKind"), 1));
    QTest::keyClick(m_hands.see(QStringLiteral("findPanel")), Qt::Key_Escape);
    STEP(m_hands.type(QStringLiteral("recordFilter"), QStringLiteral("\"orderId\": 77[0-9],")));
    QTest::keyClick(m_hands.see(QStringLiteral("recordFilter")), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 10, kShortMs);
    clickHeader(*table, models::RecordModel::Key);
    QTRY_COMPARE_WITH_TIMEOUT(records->record(0)->key, QByteArray("cus-770"), kShortMs);
    QTRY_COMPARE_WITH_TIMEOUT(records->record(9)->key, QByteArray("cus-779"), kShortMs);
    const auto click = [table](int row) {
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(row, 1)).center());
    };
    click(0);
    m_hands.picture(QStringLiteral("32-found"));
    QTest::keyClick(table, Qt::Key_D, Qt::ControlModifier);
    click(4);
    QTRY_VERIFY(m_hands.see(QStringLiteral("compareTree")));
    m_hands.picture(QStringLiteral("32-compared"));
    STEP(m_hands.press(QStringLiteral("compareClose")));
    clickHeader(*table, models::RecordModel::Key);
    QTRY_COMPARE_WITH_TIMEOUT(records->record(0)->key, QByteArray("cus-779"), kShortMs);
    clickHeader(*table, models::RecordModel::Key); // as they were read
    STEP(m_hands.press(QStringLiteral("filterWhere")));
    STEP(m_hands.choose(QStringLiteral("findKind"), 0));
    QTest::keyClick(m_hands.see(QStringLiteral("findPanel")), Qt::Key_Escape);
    STEP(m_hands.type(QStringLiteral("recordFilter"), {}));
    STEP(runBrowse());
    QCOMPARE(table->model()->rowCount(), kLimit);
}

} // namespace tour
