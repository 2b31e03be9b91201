#include <QTest>

#include "widgets/prompts/config_harm.h"

/// What a review tells of the records that an edit takes away.
class ConfigHarmTest : public QObject {
    Q_OBJECT

    static models::ConfigLine line(const QString& name, const std::optional<QString>& now,
                                   const std::optional<QString>& then) {
        models::ConfigLine out;
        out.row.name = name;
        out.row.value = now;
        out.row.defaultValue = then;
        out.edit = base::ConfigEdit{name.toStdString()}; // back to the default
        return out;
    }

private slots:
    void retentionTakesRecordsOnlyWhereThePolicyHasDelete_data() {
        using Policy = std::optional<QString>;
        QTest::addColumn<Policy>("policy");
        QTest::addColumn<QString>("told");
        const QString gone = "Records beyond the new limit are deleted soon after";
        QTest::newRow("delete") << Policy("delete") << gone + '.';
        QTest::newRow("both") << Policy("compact,delete") << gone + '.';
        QTest::newRow("both with a blank") << Policy("compact, delete") << gone + '.';
        QTest::newRow("compact") << Policy("compact") << QString();
        QTest::newRow("neither") << Policy("") << QString();
        QTest::newRow("not known") << Policy() << gone + " where cleanup.policy has delete.";
    }
    void retentionTakesRecordsOnlyWhereThePolicyHasDelete() {
        QFETCH(std::optional<QString>, policy);
        QFETCH(QString, told);
        QCOMPARE(widgets::configHarm(line("retention.ms", "604800000", "3600000"), policy, true), told);
        QCOMPARE(widgets::configHarm(line("retention.bytes", "-1", "1000"), policy, true), told);
    }

    void ofAValueThatIsNotKnownNothingIsSaid() {
        for (const char* name : {"retention.ms", "retention.bytes", "max.message.bytes", "cleanup.policy"}) {
            QCOMPARE(widgets::configHarm(line(name, "1000", {}), QString("delete"), true), QString());
            QCOMPARE(widgets::configHarm(line(name, {}, "1000"), QString("delete"), true), QString());
        }
    }

    void aLongerRetentionTakesNothing() {
        for (const auto& [now, then] : {std::pair{"1000", "2000"}, {"1000", "-1"}, {"1000", "1000"}})
            QCOMPARE(widgets::configHarm(line("retention.ms", now, then), QString("delete"), true),
                     QString());
    }

    void aPolicyTellsWhatItBringsAndNotWhatHeldBefore_data() {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("then");
        QTest::addColumn<QStringList>("told");
        const QString compaction = "newest record of each key", retention = "beyond retention.ms";
        const auto row = [](const char* now, const char* then, const QStringList& told) {
            QTest::addRow("%s to %s", now, then) << QString(now) << QString(then) << told;
        };
        row("delete", "compact", {compaction});
        row("delete", "compact,delete", {compaction});
        row("compact", "delete", {retention});
        row("compact", "compact,delete", {retention});
        row("compact,delete", "compact", {});
        row("compact,delete", "delete", {});
        row("", "compact,delete", {compaction, retention});
    }
    void aPolicyTellsWhatItBringsAndNotWhatHeldBefore() {
        QFETCH(QString, now);
        QFETCH(QString, then);
        QFETCH(QStringList, told);
        const QString words = widgets::configHarm(line("cleanup.policy", now, then), then, true);
        QCOMPARE(words.count('.') > 0, !told.isEmpty());
        QCOMPARE(words.contains("Compaction"), told.join(' ').contains("newest"));
        for (const QString& each : told)
            QVERIFY2(words.contains(each), qPrintable(words));
        QCOMPARE(words.contains("retention"), told.join(' ').contains("retention"));
    }

    void smallerBatchesAreToldOf() {
        QVERIFY(widgets::configHarm(line("max.message.bytes", "2000", "1000"), {}, true)
                    .contains("larger batches"));
        QCOMPARE(widgets::configHarm(line("max.message.bytes", "1000", "2000"), {}, true), QString());
    }
};

QTEST_GUILESS_MAIN(ConfigHarmTest)
#include "config_harm_test.moc"
