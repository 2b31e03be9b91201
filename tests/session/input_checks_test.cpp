#include <ctime>

#include <QDateTime>
#include <QScopeGuard>
#include <QTest>

#include "session/input_checks.h"

using namespace session;
using namespace Qt::StringLiterals;

class InputChecksTest : public QObject {
    Q_OBJECT
private slots:
    void aNameIsOnOneLineAndReadInOneDirection() {
        QCOMPARE(tidyName(u"  a\nb\t c "), QString("a b c"));
        QCOMPARE(tidyName(QString("a\u202Egpj.\u2069") + QChar(0) + "b"), QString("agpj. b"));
        QCOMPARE(tidyName(u"\u200F\n"), QString());
        QCOMPARE(tidyName(u"Größe \U0001F469\u200D\U0001F52C"), QString("Größe \U0001F469\u200D\U0001F52C"));
    }

    void aSettingsValueIsCheckedByItsType_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("problem");
        const auto row = [](const char* type, const char* value, ValueProblem problem) {
            QTest::addRow("%s %s", type, value) << QString(type) << QString(value) << int(problem);
        };
        row("INT", "2147483647", ValueProblem::None);
        row("INT", "-1", ValueProblem::None);
        row("INT", "2147483648", ValueProblem::TooLarge);
        row("SHORT", "32768", ValueProblem::TooLarge);
        row("LONG", "9223372036854775807", ValueProblem::None);
        row("LONG", "9223372036854775808", ValueProblem::TooLarge);
        row("LONG", "1.5", ValueProblem::NotWhole);
        row("LONG", "", ValueProblem::Missing);
        row("DOUBLE", "0.25", ValueProblem::None);
        row("DOUBLE", "half", ValueProblem::NotNumber);
        row("BOOLEAN", "true", ValueProblem::None);
        row("BOOLEAN", "yes", ValueProblem::NotBoolean);
        row("STRING", "", ValueProblem::None);
        row("LIST", "a,b", ValueProblem::None);
    }
    void aSettingsValueIsCheckedByItsType() {
        QFETCH(QString, type);
        QFETCH(QString, value);
        QFETCH(int, problem);
        QCOMPARE(int(checkValue(type, value)), problem);
    }
    void topicNamesFollowKafkasRules_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("problem");
        QTest::addColumn<QString>("offender");
        auto row = [](const char* tag, const QString& name, NameProblem problem,
                      const QString& offender = {}) {
            QTest::newRow(tag) << name << static_cast<int>(problem) << offender;
        };
        row("plain", u"orders.v2"_s, NameProblem::None);
        row("empty", u""_s, NameProblem::Empty);
        row("one dot", u"."_s, NameProblem::DotOrDots, u"."_s);
        row("two dots", u".."_s, NameProblem::DotOrDots, u".."_s);
        row("three dots", u"..."_s, NameProblem::None);
        row("blank", u"my topic"_s, NameProblem::BadCharacter, u" "_s);
        row("umlaut", u"größe"_s, NameProblem::BadCharacter, u"ö"_s);
        row("beyond the basic plane", u"a😀"_s, NameProblem::BadCharacter, u"😀"_s);
        row("249 letters", QString(249, u'a'), NameProblem::None);
        row("250 letters", QString(250, u'a'), NameProblem::TooLong);
        row("taken", u"pay.ments"_s, NameProblem::Exists, u"pay.ments"_s);
        row("same metric name", u"pay_ments"_s, NameProblem::Collides, u"pay.ments"_s);
    }
    void topicNamesFollowKafkasRules() {
        QFETCH(QString, name);
        QFETCH(int, problem);
        QFETCH(QString, offender);
        const auto check = checkTopicName(name, {u"orders"_s, u"pay.ments"_s});
        QCOMPARE(static_cast<int>(check.problem), problem);
        QCOMPARE(check.offender, offender);
    }

    void partitionsOnlyBecomeMoreAndNotTooMany_data() {
        QTest::addColumn<int>("total");
        QTest::addColumn<int>("now");
        QTest::addColumn<int>("problem");
        const auto row = [](const char* tag, int total, int now, CountProblem problem) {
            QTest::newRow(tag) << total << now << static_cast<int>(problem);
        };
        row("a new topic", 1, 0, CountProblem::None);
        row("a new topic without any", 0, 0, CountProblem::TooFew);
        row("one more", 13, 12, CountProblem::None);
        row("as many", 12, 12, CountProblem::TooFew);
        row("fewer", 3, 12, CountProblem::TooFew);
        row("the most", 100'000, 12, CountProblem::None);
        row("more than the most", 100'001, 0, CountProblem::TooMany);
        row("beyond the most already", 100'002, 100'001, CountProblem::TooMany);
    }
    void partitionsOnlyBecomeMoreAndNotTooMany() {
        QFETCH(int, total);
        QFETCH(int, now);
        QTEST(static_cast<int>(checkPartitions(total, now)), "problem");
    }

    void timesAreReadAsPeopleWriteThem() {
        const qint64 now = 1'700'000'000'000;
        QCOMPARE(parseTime(u"now", now, QTimeZone::utc()), now);
        QCOMPARE(parseTime(u" -15m ", now, QTimeZone::utc()), now - 15 * 60'000);
        QCOMPARE(parseTime(u"-2d", now, QTimeZone::utc()), now - 2 * 86'400'000LL);
        QCOMPARE(parseTime(u"1700000000123", now, QTimeZone::utc()), 1'700'000'000'123);
        QCOMPARE(parseTime(u"2023-11-14T22:13:20.123Z", now, QTimeZone::utc()), 1'700'000'000'123);
        QCOMPARE(parseTime(u"2023-11-14 22:13:20.123", now, QTimeZone::utc()), 1'700'000'000'123);
        QCOMPARE(parseTime(u"22:13:20.123", now, QTimeZone::utc()), 1'700'000'000'123);
        QCOMPARE(parseTime(u"22:13", now, QTimeZone::utc()), 1'699'999'980'000);
        QCOMPARE(parseTime(u"00:30", now, QTimeZone(3 * 3600)), 1'699'997'400'000);
        QCOMPARE(parseTime(u"2023-11-15T00:13:20+02:00", now, QTimeZone::systemTimeZone()), now);
    }

    void anHourThatTheComputerLeavesOutIsReadInTheZoneThatIsMeant() {
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", "America/New_York"); // its clocks go from 02:00 to 03:00 on that day
        const auto again = qScopeGuard([before] {
            if (before.isNull())
                qunsetenv("TZ");
            else
                qputenv("TZ", before);
            tzset();
        });
        tzset();
        const qint64 halfPastTwo = 1'772'937'000'000;
        QCOMPARE(parseTime(u"2026-03-08T02:30", 0, QTimeZone::utc()), halfPastTwo);
        QCOMPARE(parseTime(u"2026-03-08 02:30:00.000", 0, QTimeZone::utc()), halfPastTwo);
        QCOMPARE(parseTime(u"02:30", halfPastTwo, QTimeZone::utc()), halfPastTwo);
    }

    void anHourThatTheZoneLeavesOutIsNoTime() {
        const QTimeZone newYork("America/New_York");
        QVERIFY(!parseTime(u"2026-03-08T02:30", 0, newYork));
        QVERIFY(parseTime(u"2026-03-08T03:30", 0, newYork));
        // Samoa went over the date line.
        QVERIFY(!parseTime(u"2011-12-30", 0, QTimeZone("Pacific/Apia")));
        QVERIFY(!parseTime(u"2011-12-30 12:00", 0, QTimeZone("Pacific/Apia")));
        // In Beirut this day began at one o'clock.
        QCOMPARE(parseTime(u"2024-03-31", 0, QTimeZone("Asia/Beirut")), 1'711'836'000'000);
    }

    void ofAnHourThatTheZoneHasTwiceTheOneThatIsMeantIsRead() {
        const QTimeZone stJohns("America/St_Johns"); // its clocks go from 02:00 back to 01:00 on that day
        const auto at = [&](QStringView text, Twice which) { return parseTime(text, 0, stJohns, which); };
        const qint64 first = *parseTime(u"2026-11-01T01:45:00-02:30", 0, QTimeZone::utc());
        QCOMPARE(at(u"2026-11-01 01:45", Twice::First), first);
        QCOMPARE(at(u"2026-11-01 01:45", Twice::Second), first + 3'600'000);
        for (const Twice which : {Twice::First, Twice::Second}) {
            QCOMPARE(at(u"2026-11-01 00:59:59.999", which), first - 45 * 60'000 - 1);
            QCOMPARE(at(u"2026-11-01 02:00", which), first + 75 * 60'000);
        }
    }

    void timesThatCannotBeAreRefused_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "yesterday", "-15", "-15x", "2023", "2023-13-01", "-9999999999999w",
                                 "-1", "24:30", "22:13:20Z", "2023-02-30T00:00:00Z"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void timesThatCannotBeAreRefused() {
        QFETCH(QString, text);
        QVERIFY(!parseTime(text, 1'700'000'000'000, QTimeZone::utc()));
    }

    void hexIsReadInPairs() {
        QCOMPARE(parseHex(u"00 ff:7A"), QByteArray("\x00\xff\x7a", 3));
        QCOMPARE(parseHex(u"0xCAFE"), QByteArray("\xca\xfe"));
        QCOMPARE(parseHex(u""), QByteArray(""));
        QVERIFY(!parseHex(u"abc"));
        QVERIFY(!parseHex(u"zz"));
        QVERIFY(!parseHex(u"４２")); // full-width digits are no hex
    }

    void bootstrapAddressesAreCompleted() {
        QCOMPARE(parseBootstrap(u"localhost"), QStringList{u"localhost:9092"_s});
        QCOMPARE(parseBootstrap(u"a:1, [::1]:9093"), (QStringList{u"a:1"_s, u"[::1]:9093"_s}));
        QVERIFY(!parseBootstrap(u""));
        QVERIFY(!parseBootstrap(u"a:0"));
        QVERIFY(!parseBootstrap(u"a:65536"));
        QVERIFY(!parseBootstrap(u"a,,b"));
        QVERIFY(!parseBootstrap(u"http://a:9092"));
    }
};

QTEST_GUILESS_MAIN(InputChecksTest)
#include "input_checks_test.moc"
