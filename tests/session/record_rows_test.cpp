#include <QTest>

#include "browse/record.h"
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
