#include <ctime>

#include <QDateTime>
#include <QTest>

#include "models/formats.h"

using namespace models;

class FormatsTest : public QObject {
    Q_OBJECT

    static QString plain(QString text) { return text.replace(QChar(0xa0), QLatin1Char(' ')); }

private slots:
    void countsAreGroupedByThousands_data() {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << "0";
        QTest::newRow("three digits") << qint64(999) << "999";
        QTest::newRow("four digits") << qint64(1000) << "1 000";
        QTest::newRow("millions") << qint64(1204551) << "1 204 551";
        QTest::newRow("negative three") << qint64(-100) << "-100";
        QTest::newRow("negative four") << qint64(-1234) << "-1 234";
        QTest::newRow("largest") << std::numeric_limits<qint64>::max() << "9 223 372 036 854 775 807";
    }
    void countsAreGroupedByThousands() {
        QFETCH(qint64, value);
        QTEST(plain(formatCount(value)), "text");
    }

    void countsInWordsAreGrouped() {
        QCOMPARE(plain(counted("Delete 10000 topics?", 10'000)), QString("Delete 10 000 topics?"));
        QCOMPARE(counted("Delete 3 topics?", 3), QString("Delete 3 topics?"));
        const qint64 large = 3'000'000'000; // words take no more than an int
        QCOMPARE(plain(counted(QString("%1 apart").arg(pluralOf(large)), large)),
                 QString("3 000 000 000 apart"));
        QCOMPARE(pluralOf(1), 1);
    }

    void markupOfDescriptionsIsNotShown() {
        QCOMPARE(
            plainWords("See <a href=\"https://kafka.apache.org\">the page</a> for <code>x &lt; 1</code>."),
            QString("See the page for x < 1."));
        QCOMPARE(plainWords("A ratio < 1 & > 0\nas it is"), QString("A ratio < 1 & > 0\nas it is"));
    }

    void localTimesAreToldApart() {
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", "America/New_York");
        tzset();
        const auto written = [](const char* utc) {
            return plain(
                formatTime(QDateTime::fromString(utc, Qt::ISODate).toMSecsSinceEpoch(), Zone::Local));
        };
        QCOMPARE(written("2026-06-01T12:00:00Z"), QString("2026-06-01 08:00:00.000 -04:00"));
        QCOMPARE(written("2026-11-01T05:30:00Z"), QString("2026-11-01 01:30:00.000 -04:00"));
        QCOMPARE(written("2026-11-01T06:30:00Z"), QString("2026-11-01 01:30:00.000 -05:00"));
        QCOMPARE(zoneName(Zone::Local), QString("America/New_York"));
        for (const char* id : {"Europe/Berlin", "Asia/Calcutta", "EST5EDT", "Zulu", "UTC+02:00"})
            QCOMPARE(zoneName(Zone::named(id)), QString(id));
        for (const char* word : {"Berlin", "Reykj", "UTC"})
            QCOMPARE(Zone::named(word), Zone(Zone::Utc));
        before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
        tzset();
    }

    void whatHasOneLineShowsLineEndsAndControlsAsSigns() {
        QCOMPARE(models::onOneLine("plain – text"), QString("plain – text"));
        QCOMPARE(models::onOneLine(QString("a\r\nb\tc") + QChar(0x2028) + QChar(0x1b) + QChar(0x7f)),
                 QString::fromUtf8("a\u240d\u21b5b\u21e5c\u21b5\u241b\u2421"));
        QCOMPARE(models::onOneLine(QString(QChar(0)) + QChar(0x85)), QString::fromUtf8("\u2400\ufffd"));
        QCOMPARE(models::onOneLine(QString::fromUtf8("a\u200bb\ufeffc\u00add")),
                 QString::fromUtf8("a\ufffdb\ufffdc\ufffdd"));
    }

    void whatTurnsDirectionsIsSeen() {
        const auto text = QString::fromUtf8("a\u202eb\u202cc\u200ed\u2068e");
        const auto shown = QString::fromUtf8("a\u21a4b\u21a5c\u21a6d\u2194e");
        QCOMPARE(models::onOneLine(text), shown);
        QCOMPARE(models::withDirectionSigns(text + "\n\t"), shown + "\n\t");
        QCOMPARE(models::onOneLine(QString::fromUtf8("\u05d0\u200d")), QString::fromUtf8("\u05d0\u200d"));
    }

    void unknownIsADashAndNeverZero() {
        QCOMPARE(formatCount(std::optional<qint64>()), QString(unknownSign));
        QCOMPARE(formatRate(std::optional<double>()), QString(unknownSign));
        QCOMPARE(formatRate(qQNaN()), QString(unknownSign));
        QCOMPARE(formatBytes(std::optional<qint64>()), QString(unknownSign));
        QCOMPARE(formatTime(std::nullopt, Zone::Utc), QString(unknownSign));
        QCOMPARE(formatTime(-1, Zone::Utc), QString(unknownSign));
        QCOMPARE(plain(formatTime(-5, Zone::Utc)), QStringLiteral("1969-12-31 23:59:59.995"));
        QCOMPARE(plain(formatTime(-62135596800000, Zone::Utc)), QStringLiteral("0001-01-01 00:00:00.000"));
    }

    void smallRatesKeepADecimal() {
        QCOMPARE(formatRate(0.0), QStringLiteral("0"));
        QCOMPARE(formatRate(0.04), QStringLiteral("<0.1"));
        QCOMPARE(formatRate(6.44), QStringLiteral("6.4"));
        QCOMPARE(formatRate(9.96), QStringLiteral("10"));
        QCOMPARE(plain(formatRate(21940.4)), QStringLiteral("21 940"));
    }

    void sizesAreBinary() {
        QCOMPARE(plain(formatBytes(qint64(0))), QStringLiteral("0 B"));
        QCOMPARE(plain(formatBytes(qint64(1023))), QStringLiteral("1023 B"));
        QCOMPARE(plain(formatBytes(qint64(1024))), QStringLiteral("1.0 KiB"));
        QCOMPARE(plain(formatBytes(qint64(1024) * 1024 - 1)), QStringLiteral("1.0 MiB"));
        QCOMPARE(plain(formatBytes(std::numeric_limits<qint64>::max())), QStringLiteral("8.0 EiB"));
        QCOMPARE(plain(formatExactBytes(1536)), QStringLiteral("1 536 bytes"));
        QCOMPARE(formatExactBytes(1), QStringLiteral("1 byte"));
        QCOMPARE(formatExactBytes(0), QStringLiteral("0 bytes"));
    }

    void timesAreIsoWithMilliseconds() {
        QCOMPARE(plain(formatTime(1795348805121, Zone::Utc)), QStringLiteral("2026-11-22 12:00:05.121"));
        QCOMPARE(formatClock(1795348805121, Zone::Utc), QStringLiteral("12:00:05"));
        QCOMPARE(formatClock(1795348805121, Zone::Utc, true), QStringLiteral("12:00:05.121"));
    }

    void durationsShowTwoUnits() {
        QCOMPARE(plain(formatDuration(12)), QStringLiteral("12 ms"));
        QCOMPARE(plain(formatDuration(800)), QStringLiteral("800 ms"));
        QCOMPARE(plain(formatDuration(1300)), QStringLiteral("1.3 s"));
        QCOMPARE(plain(formatDuration(42'000)), QStringLiteral("42 s"));
        QCOMPARE(plain(formatDuration(78'000)), QStringLiteral("1 min 18 s"));
        QCOMPARE(plain(formatDuration(8'040'000)), QStringLiteral("2 h 14 min"));
    }

    void retentionIsExact() {
        QCOMPARE(plain(formatRetention(604'800'000)), QStringLiteral("7 d"));
        QCOMPARE(plain(formatRetention(90'000)), QStringLiteral("90 s"));
        QCOMPARE(plain(formatRetention(100'000'000)), QStringLiteral("1 d 3 h 46 min 40 s"));
        QCOMPARE(plain(formatRetention(5'000 * 86'400'000LL)), QStringLiteral("5 000 d"));
        QCOMPARE(plain(formatRetention(86'400'001)), QStringLiteral("86 400 001 ms"));
        QCOMPARE(formatRetention(-1), QString(infinitySign));
    }

    void axisLabelsAreShort() {
        QCOMPARE(formatAxis(0), QStringLiteral("0"));
        QCOMPARE(formatAxis(800), QStringLiteral("800"));
        QCOMPARE(plain(formatAxis(20'000)), QStringLiteral("20 k"));
        QCOMPARE(plain(formatAxis(1'500'000)), QStringLiteral("1.5 M"));
        QCOMPARE(plain(formatByteAxis(1'572'864)), QStringLiteral("1.5 MiB"));
    }
};

QTEST_GUILESS_MAIN(FormatsTest)
#include "formats_test.moc"
