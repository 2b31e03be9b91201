#include <cmath>

#include <QElapsedTimer>
#include <QTest>

#include "session/payloads.h"
#include "session/records/typed_key.h"

using namespace session;

class PayloadsTest : public QObject {
    Q_OBJECT

    static QByteArray hex(PayloadKind kind, const char* text) {
        const auto parsed = parsePayload(kind, text);
        return parsed.problem == PayloadProblem::None ? parsed.bytes.toHex() : QByteArray("refused");
    }

private slots:
    void numbersAreBigEndianAndMustFit() {
        QCOMPARE(hex(PayloadKind::Int64, "1234567"), QByteArray("000000000012d687"));
        QCOMPARE(hex(PayloadKind::Int32, " -1 "), QByteArray("ffffffff"));
        QCOMPARE(hex(PayloadKind::Int16, "258"), QByteArray("0102"));
        QCOMPARE(hex(PayloadKind::Int8, "-128"), QByteArray("80"));
        QCOMPARE(hex(PayloadKind::Double, "1.5"), QByteArray("3ff8000000000000"));
        QCOMPARE(hex(PayloadKind::Float, "1.5"), QByteArray("3fc00000"));
        QCOMPARE(parsePayload(PayloadKind::Int8, "128").problem, PayloadProblem::OutOfRange);
        QCOMPARE(parsePayload(PayloadKind::Int64, "9223372036854775808").problem, PayloadProblem::NotANumber);
        QCOMPARE(parsePayload(PayloadKind::Float, "1e300").problem, PayloadProblem::OutOfRange);
        QCOMPARE(parsePayload(PayloadKind::Int32, "").problem, PayloadProblem::NotANumber);
    }

    void aKeyIsTypedAsItIsShown() {
        const auto typed = [](const char* text, const char* kind) { return keyOfTyped(text, kind).toHex(); };
        QCOMPARE(typed("3000", "int32"), QByteArray("00000bb8"));
        QCOMPARE(typed("3000", "int32-le"), QByteArray("b80b0000"));
        QCOMPARE(typed("1000000000005", "int64"), QByteArray("000000e8d4a51005"));
        QCOMPARE(typed("6b29fc40-ca47-1067-b31d-00dd010662da", "uuid"),
                 QByteArray("6b29fc40ca471067b31d00dd010662da"));
        QCOMPARE(typed("1.5", "float64"), QByteArray("3ff8000000000000"));
        QCOMPARE(typed("1.5", "float64-le"), QByteArray("000000000000f83f"));
        QCOMPARE(typed("1.5", "float32"), QByteArray("3fc00000"));
        QCOMPARE(typed("3000", "text"), QByteArray("33303030"));
        QCOMPARE(typed("cus-1", "int32"), QByteArray("cus-1").toHex());
        QCOMPARE(typed("0xff00", ""), QByteArray("ff00"));
        QCOMPARE(typed("0xff00", "text"), QByteArray("0xff00").toHex());
        QCOMPARE(typed("ff 00", "hex"), QByteArray("ff00"));
        QCOMPARE(typed("ff 00", ""), QByteArray("ff 00").toHex());
        const auto shown = [](const char* hex, const char* kind) {
            return typedOfKey(QByteArray::fromHex(hex), kind);
        };
        QCOMPARE(shown("fffffffe", "int32"), QString("-2"));
        QCOMPARE(shown("feffffff", "int32-le"), QString("-2"));
        QCOMPARE(shown("8000000000000000", "int64"), QString("-9223372036854775808"));
        QCOMPARE(shown("6b29fc40ca471067b31d00dd010662da", "uuid"),
                 QString("6b29fc40-ca47-1067-b31d-00dd010662da"));
        QCOMPARE(shown("3ff8000000000000", "float64"), QString("1.5"));
        QCOMPARE(shown("cdcccc3d", "float32-le"), QString("0.1"));
        QCOMPARE(shown("7ff8000000000001", "float64"), QString("0x7ff8000000000001")); // one of many NaN
        QCOMPARE(shown("6375732d31", "int32"), QString("cus-1"));
        QCOMPARE(shown("ff00", ""), QString("0xff00"));
        QVERIFY(shown("ff00", "text").isNull());
        // Text that would be taken for a number of another key.
        QCOMPARE(shown("33303030", "int64"), QString("0x33303030"));
    }

    void otherKindsRead() {
        QCOMPARE(hex(PayloadKind::Uuid, "6b29fc40-ca47-1067-b31d-00dd010662da"),
                 QByteArray("6b29fc40ca471067b31d00dd010662da"));
        QCOMPARE(hex(PayloadKind::Uuid, "00000000-0000-0000-0000-000000000000"), QByteArray(32, '0'));
        QCOMPARE(hex(PayloadKind::Uuid, "6b29fc40"), QByteArray("refused"));
        QCOMPARE(hex(PayloadKind::Base64, "/w E=\n"), QByteArray("ff01"));
        QCOMPARE(hex(PayloadKind::Base64, "!"), QByteArray("refused"));
        QCOMPARE(hex(PayloadKind::Hex, "0xff 01"), QByteArray("ff01"));
        QCOMPARE(hex(PayloadKind::Text, "a\r\n"), QByteArray("610d0a"));
        QVERIFY(!parsePayload(PayloadKind::Text, {}).bytes.isNull());
        QVERIFY(!parsePayload(PayloadKind::Base64, {}).bytes.isNull());
    }

    void whatIsNoneOfItsKindIsNotSentAsAnother() {
        const QString id = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
        for (const QString& none : {id + "-42", id + "xyz", id + "1", "{" + id, id + "}", id.chopped(1)})
            QCOMPARE(parsePayload(PayloadKind::Uuid, none).problem, PayloadProblem::NotUuid);
        for (const QString& one : {id, id.toUpper(), "{" + id + "}", " " + id + "\n"})
            QCOMPARE(parsePayload(PayloadKind::Uuid, one).bytes.toHex(), QString(id).remove('-').toLatin1());
        QCOMPARE(keyOfTyped(id + "1", "uuid"), (id + "1").toUtf8());
        for (const char* none : {"QUJDR", "QR", "QR==", "QQ=", "QQ===", "Q"})
            QVERIFY2(parsePayload(PayloadKind::Base64, none).problem == PayloadProblem::NotBase64, none);
        for (const char* one : {"QQ", "QQ==", "Q Q = ="})
            QCOMPARE(hex(PayloadKind::Base64, one), QByteArray("41"));
        QCOMPARE(parsePayload(PayloadKind::Float, "1e-50").problem, PayloadProblem::OutOfRange);
        QCOMPARE(hex(PayloadKind::Float, "0.0"), QByteArray("00000000"));
        QCOMPARE(hex(PayloadKind::Float, "1e-45"), QByteArray("00000001"));
    }

    void placeholdersAreFilledIn() {
        QCOMPARE(filled("{{n}}-{{n}}", 12), QByteArray("12-12"));
        QCOMPARE(filled("{{m}} {n} {{random 5}} {{", 1), QByteArray("{{m}} {n} {{random 5}} {{"));
        QCOMPARE(filled("{{{n}}}", 7), QByteArray("{7}"));
        for (int i = 0; i < 100; ++i) {
            const int number = filled("{{random -3 3}}", 1).toInt();
            QVERIFY(number >= -3 && number <= 3);
            QVERIFY(QByteArray("abc").contains(filled("{{pick a|b|c}}", 1)));
        }
        QCOMPARE(filled("{{uuid}}", 1).size(), 36);
        QVERIFY(filled("{{uuid}}", 1) != filled("{{uuid}}", 1));
        QVERIFY(isTemplate("k-{{n}}") && !isTemplate("k-{{m}}"));
        QCOMPARE(strangePlaceholder("{{n}} {{random 5 1}} {{m}}"), QByteArray("{{random 5 1}}"));
        QCOMPARE(strangePlaceholder("{{pick}}"), QByteArray("{{pick}}"));
        QCOMPARE(strangePlaceholder(R"({"a":{{{n}}}, {{"b":{"c":1}} {{now}})"), QByteArray());
        QVERIFY(isRandom("{{n}}{{uuid}}") && !isRandom("{{n}}"));
    }

    void aTypedTemplateBecomesTheBytesOfEachRecord() {
        const auto one = [](PayloadKind kind, const char* pattern, qint64 n) {
            const auto parsed = filledAs(kind, pattern, n);
            return parsed.problem == PayloadProblem::None ? parsed.bytes.toHex() : QByteArray("refused");
        };
        QCOMPARE(one(PayloadKind::Int64, "{{n}}", 258), QByteArray("0000000000000102"));
        QCOMPARE(one(PayloadKind::Int8, "-{{n}}", 2), QByteArray("fe"));
        QCOMPARE(one(PayloadKind::Int8, "{{n}}", 127), QByteArray("7f"));
        QCOMPARE(one(PayloadKind::Int8, "{{n}}", 128), QByteArray("refused"));
        QCOMPARE(one(PayloadKind::Double, "{{n}}.5", 1), QByteArray("3ff8000000000000"));
        QCOMPARE(one(PayloadKind::Uuid, "{{uuid}}", 1).size(), 32);
        QCOMPARE(one(PayloadKind::Int32, "{{m}}", 1), QByteArray("refused"));
        QCOMPARE(one(PayloadKind::Text, "{{n}}", 7), QByteArray("37"));
        QCOMPARE(filledAs(PayloadKind::Int8, "{{n}}", 128).text, QByteArray("128"));
        QVERIFY(isTyped(PayloadKind::Uuid) && isTyped(PayloadKind::Float) && !isTyped(PayloadKind::Base64));
    }

    void whatIsGivenAsBytesIsNotFilledIn() {
        QVERIFY(isFilledIn(PayloadKind::Text) && isFilledIn(PayloadKind::Json));
        QVERIFY(!isFilledIn(PayloadKind::Hex) && !isFilledIn(PayloadKind::Base64));
        QCOMPARE(filledAs(PayloadKind::Hex, "{{n}}", 7).bytes, QByteArray("{{n}}"));
    }

    void bracesWithoutEndAreGoneThroughOnce() {
        const QByteArray braces = QByteArray(256 * 1024, '{') + "n}} {{n}}";
        QElapsedTimer took;
        took.start();
        QCOMPARE(filled(braces, 7), QByteArray(256 * 1024 - 2, '{') + "7 7");
        QVERIFY(isTemplate(braces) && !isRandom(braces));
        QCOMPARE(strangePlaceholder(braces.chopped(9) + "}}"), QByteArray("{{}}"));
        QVERIFY2(took.elapsed() < 1000, qPrintable(QString::number(took.elapsed()) + " ms"));
    }

    void sizesAreOfWhatIsFilledIn() {
        QCOMPARE(meanSize("plain", 1000), 5.0);
        QCOMPARE(meanSize("{{uuid}}", 30'000), 36.0);
        QCOMPARE(meanSize("{{n}}", 1), 1.0);
        QCOMPARE(meanSize("{{n}}", 99), (9.0 + 90 * 2) / 99);
        const double mean = meanSize("{{n}}", 30'000); // 138 894 digits in all
        QVERIFY2(std::abs(mean - 4.63) < 0.05, qPrintable(QString::number(mean)));
    }
};

QTEST_GUILESS_MAIN(PayloadsTest)
#include "payloads_test.moc"
