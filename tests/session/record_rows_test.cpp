#include <QTest>

#include "browse/record.h"
#include "session/records/record_inbox.h"
#include "session/records/record_rows.h"

using namespace session;

class RecordRowsTest : public QObject {
    Q_OBJECT

private slots:
    void theBatchsChecksumIsTheStoredOne() {
        auto batch = std::make_shared<browse::BatchFacts>();
        batch->crc = 0x8f3a11d4;
        batch->crcValid = false;
        browse::Record record;
        record.batch = batch;
        const auto row = makeRecordRow(record);
        QCOMPARE(row.batch.crc, 0x8f3a11d4u);
        QVERIFY(!row.batch.crcMatches);
    }

    void theEndOfATransactionMarksItsOpenRowsOnly() {
        browse::Record record;
        record.partition = base::PartitionId(2);
        record.offset = base::Offset(10);
        record.transaction = browse::TransactionState::Open;
        auto batch = std::make_shared<browse::BatchFacts>();
        batch->producerId = base::ProducerId(7);
        record.batch = batch;
        const auto open = makeRecordRow(record);
        QCOMPARE(open.mark, RecordMark::Open);
        const auto decided = [&open](int partition, int producer, int offset, browse::Control kind) {
            RecordRow row = open;
            decide(row,
                   {base::PartitionId(partition), {base::ProducerId(producer), base::Offset(offset), kind}});
            return row.mark;
        };
        QCOMPARE(decided(2, 7, 11, browse::Control::Abort), RecordMark::Aborted);
        QCOMPARE(decided(2, 7, 11, browse::Control::Commit), RecordMark::Committed);
        QCOMPARE(decided(2, 8, 11, browse::Control::Commit), RecordMark::Open);
        QCOMPARE(decided(1, 7, 11, browse::Control::Commit), RecordMark::Open);
        QCOMPARE(decided(2, 7, 9, browse::Control::Commit), RecordMark::Open);
    }

    void rowsThatWaitAreDecidedToo() {
        RecordInbox inbox(100, [] {});
        auto record = std::make_shared<browse::Record>();
        record->transaction = browse::TransactionState::Open;
        auto batch = std::make_shared<browse::BatchFacts>();
        batch->producerId = base::ProducerId(7);
        record->batch = batch;
        inbox.put(std::vector<browse::RecordPtr>{record}, 3);
        inbox.put(std::vector<browse::Decision>{
            {base::PartitionId(0), {base::ProducerId(7), base::Offset(1), browse::Control::Abort}}});
        auto news = inbox.take(true);
        QCOMPARE(news.rows.front().mark, RecordMark::Aborted);
        QCOMPARE(news.filters, std::vector<int>{3});
        QCOMPARE(news.decisions.size(), std::size_t(1));
        QVERIFY(inbox.take(true).decisions.empty());
    }

    void itIsCutWhereTheEndOfAHeaderIsMissing() {
        browse::Record record;
        record.headers = {{"a", std::nullopt}, {"b", base::Buffer::copyOf(base::asBytes("12"))}};
        record.headerCount = 2;
        record.headerBytes = 4;
        QVERIFY(!makeRecordRow(record).isCut());
        record.headerBytes = 5;
        QVERIFY(makeRecordRow(record).headersCut());
        QVERIFY(makeRecordRow(record).isCut());
        record.headerCount = 3;
        QVERIFY(makeRecordRow(record).headersCut());
    }

    void aRecordIsAsLongAsKeyValueAndHeaders() {
        browse::Record record;
        record.keyBytes = -1;
        record.valueBytes = 8;
        record.headerBytes = 60'000;
        record.headerCount = 5000;
        const auto row = makeRecordRow(record);
        QCOMPARE(row.size(), qint64(60'008));
        QCOMPARE(row.headerSize, qint64(60'000));
    }
};

QTEST_GUILESS_MAIN(RecordRowsTest)
#include "record_rows_test.moc"
