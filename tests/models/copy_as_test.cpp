#include <algorithm>

#include <QTest>

#include "models/copy_as.h"

using models::CopyAs;
using session::RecordRow;

class CopyAsTest : public QObject {
    Q_OBJECT

    static RecordRow row(std::optional<QByteArray> key, std::optional<QByteArray> value) {
        RecordRow out;
        out.partition = 3;
        out.offset = 42;
        out.timestampMs = 1'700'000'000'123;
        out.keySize = key ? key->size() : -1;
        out.valueSize = value ? value->size() : -1;
        out.key = std::move(key);
        out.value = std::move(value);
        return out;
    }
    static QString copied(CopyAs form, const RecordRow& record) {
        return models::copyText(form, "here:9092", "orders", {record});
    }

private slots:
    void jsonIsKcatsEnvelope() {
        QCOMPARE(copied(CopyAs::Json, row("k", "v")),
                 QString("{\"topic\":\"orders\",\"partition\":3,\"offset\":42,\"tstype\":\"create\","
                         "\"ts\":1700000000123,\"key\":\"k\",\"payload\":\"v\"}\n"));
    }
    void aValueIsItsTextOrItsBytes() {
        QCOMPARE(copied(CopyAs::Value, row({}, "two\nlines")), QString("two\nlines"));
        QCOMPARE(copied(CopyAs::Value, row({}, "\xff\x01")), QString("ff 01"));
    }
    void programsSendTheSameBytes() {
        auto record = row("\xff", "say \"hi\"\n");
        record.headers = {{"a", "1"}, {"a", std::nullopt}};
        const QString java = copied(CopyAs::Java, record);
        QVERIFY(java.contains("HexFormat.of().parseHex(\"ff\")"));
        QVERIFY(java.contains("\"say \\\"hi\\\"\\n\".getBytes(StandardCharsets.UTF_8)"));
        QVERIFY(java.contains("record.headers().add(\"a\", null);"));
        QVERIFY(copied(CopyAs::Java, row({}, {})).contains("(byte[]) null,\n    (byte[]) null);"));
        const QString several = models::copyText(CopyAs::Java, "here:9092", "orders", {record, record});
        QCOMPARE(several.count("\n{\nProducerRecord<byte[], byte[]> record ="), 2);
        QCOMPARE(several.count("producer.send(record);\n}\n"), 2);
        const QString python = copied(CopyAs::Python, record);
        QVERIFY(python.contains("key=bytes.fromhex(\"ff\")"));
        QVERIFY(python.contains("value=\"say \\\"hi\\\"\\n\".encode()"));
        QVERIFY(python.contains("headers=[(\"a\", \"1\".encode()), (\"a\", None)]"));
        QVERIFY(python.contains("timestamp=1700000000123"));
        QVERIFY(copied(CopyAs::Python, row({}, {})).contains("key=None"));
    }
    void aByteOrderMarkInAHeadersNameIsCopiedToo() {
        auto record = row("k", "v");
        record.headers = {{"\xef\xbb\xbfh", "1"}};
        const QString line = copied(CopyAs::Kcat, record);
        QVERIFY2(line.contains(QString(QChar(0xfeff)) + "h=1"), qPrintable(line));
    }
    void bracesInARecordAreItsOwn() {
        auto record = row("{{n}}", "{{uuid}} {{n}}");
        record.headers = {{"h", "{{now}} {{n}}"}};
        const QString line = copied(CopyAs::Kcat, record);
        QVERIFY2(line.contains("'{{n}}\t{{uuid}} {{n}}'"), qPrintable(line));
        QVERIFY2(line.contains("-H 'h={{now}} {{n}}'"), qPrintable(line));
        record.headers = {{"\xff", "v"}};
        QVERIFY(copied(CopyAs::Kcat, record).contains("name that is not text cannot stand"));
    }
    void rowsAreSentInTheOrderInWhichTheyWereWritten() {
        auto older = row("k", "older"), newer = row("k", "newer"), other = row("k", "other");
        older.offset = 41; // its time is later than that of the next
        older.timestampMs += 500;
        other.partition = 1;
        other.offset = 7;
        other.timestampMs += 100;
        const auto order = [&](CopyAs form) {
            const QString text = models::copyText(form, "here:9092", "orders", {newer, older, other});
            QStringList out{"older", "newer", "other"};
            std::ranges::sort(out, {}, [&text](const QString& one) { return text.indexOf(one); });
            return out.join(' ');
        };
        for (const auto form : {CopyAs::Json, CopyAs::Kcat, CopyAs::Java, CopyAs::Python})
            QCOMPARE(order(form), QString("other older newer"));
        QCOMPARE(order(CopyAs::Value), QString("newer older other")); // as the table shows them
    }
    void aClientIsToldToSendWhatIsLargerThanItWouldUnasked() {
        const auto large = row("k", QByteArray(1'500'000, 'x'));
        QVERIFY(copied(CopyAs::Kcat, large).contains(" -X message.max.bytes=1565537"));
        QVERIFY(copied(CopyAs::Python, large).contains("\"message.max.bytes\": 1565537})"));
        QVERIFY(copied(CopyAs::Java, large).contains("max.request.size=1565537,"));
        for (const auto form : {CopyAs::Kcat, CopyAs::Python, CopyAs::Java})
            QVERIFY(!copied(form, row("k", QByteArray(900'000, 'x'))).contains("max."));
    }
    void aLongTextIsPutTogetherFromWhatACompilerTakes() {
        QString text(19'999, u'é');
        text += QString::fromUtf8("\xF0\x9F\x98\x80"); // two units, which belong together
        text += QString(80'000, u'z');
        const QString java = copied(CopyAs::Java, row("k", text.toUtf8()));
        QVERIFY(java.contains("String.join(\"\", \"é"));
        QString together;
        for (const auto& piece : java.split(u'"')) {
            QVERIFY(piece.toUtf8().size() <= 65'535);
            if (piece.startsWith(u'z') || piece.startsWith(u'é') || piece.startsWith(text[19'999]))
                together += piece;
        }
        QCOMPARE(together, text);
        QVERIFY(copied(CopyAs::Java, row("k", QByteArray(40'000, '\xff')))
                    .contains("parseHex(String.join(\"\", \"ffff"));
    }
    void aByteOrderMarkIsKept() {
        const QByteArray marked("\xEF\xBB\xBF{}");
        QVERIFY(copied(CopyAs::Kcat, row("k", marked)).toUtf8().contains("'k\t" + marked + '\''));
        QVERIFY(copied(CopyAs::Python, row("k", marked)).contains("efbbbf7b7d"));
    }
    void whatAClientCannotSendIsSaid() {
        auto record = row("k", "v");
        record.headers = {{"h", "v"}, {"\xff", "v"}};
        QCOMPARE(
            copied(CopyAs::Java, record).section('\n', 1),
            QString(
                "// Partition 3, offset 42: Java's client sends no header whose name is not plain text.\n"));
        const QString python = copied(CopyAs::Python, record);
        QVERIFY2(python.contains("\n# Partition 3, offset 42: confluent_kafka sends no header"),
                 qPrintable(python));
        QVERIFY(!python.contains("produce("));
        record.headers = {{QByteArray("a\0b", 3), "v"}};
        QVERIFY(!copied(CopyAs::Python, record).contains("produce("));
        QVERIFY(copied(CopyAs::Java, record).contains("add(\"a\\u0000b\""));
    }
    void aTimeThatStandsForNowIsNotPassedOn() {
        auto record = row("k", "v");
        record.timestampMs = 0;
        const QString python = copied(CopyAs::Python, record);
        QVERIFY2(python.contains("# Partition 3, offset 42: confluent_kafka cannot set a record's time to 0"),
                 qPrintable(python));
        QVERIFY(!python.contains("timestamp="));
        QVERIFY(copied(CopyAs::Java, record).contains("\"orders\", 3, 0L,"));
    }
    void aTimeBefore1970IsPassedOnByWhoTakesIt() {
        auto record = row("k", "v");
        record.timestampMs = -5;
        QVERIFY(copied(CopyAs::Python, record).contains("timestamp=-5"));
        const QString java = copied(CopyAs::Java, record);
        QVERIFY2(java.contains("no time before 1970") && java.contains("\"orders\", 3, null,"),
                 qPrintable(java));
    }
    void whatKcatCannotSendIsSaid() {
        QVERIFY(copied(CopyAs::Kcat, row("k", "v")).contains("kcat -P -b here:9092 -t orders"));
        auto record = row("k", "v");
        record.headers = {{"", "v"}};
        QCOMPARE(copied(CopyAs::Kcat, record),
                 QString("# kcat cannot set a record's time: it is that of sending.\n"
                         "# Partition 3, offset 42: kcat sends no header without a name.\n"));
    }
};

QTEST_GUILESS_MAIN(CopyAsTest)
#include "copy_as_test.moc"
