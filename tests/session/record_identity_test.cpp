#include <QTest>

#include "session/records/record_identity.h"

using namespace session;

/// Whether two rows at one place are one record.
class RecordIdentityTest : public QObject {
    Q_OBJECT

    static RecordRow row() {
        RecordRow out;
        out.partition = 1;
        out.offset = 7;
        out.timestampMs = 1000;
        out.key = "k";
        out.keySize = 1;
        out.value = "value";
        out.valueSize = 5;
        out.headers = {{"h", QByteArray("1")}};
        out.headerCount = 1;
        out.headerSize = 2;
        out.batch.baseOffset = 5;
        out.batch.crc = 3;
        return out;
    }
    template <class Change>
    static bool isSameAfter(Change change) {
        RecordRow other = row();
        change(other);
        return isSameRecord(row(), other) && isSameRecord(other, row());
    }

private slots:
    void whatMayBecomeOfARecordLeavesItTheSame() {
        QVERIFY(isSameAfter([](auto&) {}));
        QVERIFY(isSameAfter([](auto& one) { one.mark = RecordMark::Committed; }));
        QVERIFY2(isSameAfter([](auto& one) { one.value = "val"; }), "it is cut");
        QVERIFY2(isSameAfter([](auto& one) { one.headers.clear(); }), "they are cut");
        QVERIFY2(isSameAfter([](auto& one) { one.batch.records = 9, one.batch.crc = 4; }), "compacted");
    }

    void anotherTopicsRecordIsAnother() {
        QVERIFY(!isSameAfter([](auto& one) { ++one.offset; }));
        QVERIFY(!isSameAfter([](auto& one) { ++one.partition; }));
        QVERIFY(!isSameAfter([](auto& one) { ++one.timestampMs; }));
        QVERIFY(!isSameAfter([](auto& one) { one.key.reset(); }));
        QVERIFY(!isSameAfter([](auto& one) { one.value = "va1ue"; }));
        QVERIFY(!isSameAfter([](auto& one) { ++one.valueSize; }));
        QVERIFY(!isSameAfter([](auto& one) { one.headers[0].value = "2"; }));
        QVERIFY(!isSameAfter([](auto& one) { one.batch.crc = 4; }));
        QVERIFY(!isSameAfter([](auto& one) { one.batch.producerId = 9; }));
    }
};

QTEST_GUILESS_MAIN(RecordIdentityTest)
#include "record_identity_test.moc"
