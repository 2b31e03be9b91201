#include <QSignalSpy>
#include <QTest>

#include "ports_bench.h"

/// A production cluster that was unlocked.
class RelockTest : public QObject {
    Q_OBJECT

    static constexpr qint64 minute = 60'000;

private slots:
    void itLocksItselfAfterTenMinutes_data() {
        QTest::addColumn<bool>("asleep");
        QTest::newRow("at work") << false;
        QTest::newRow("asleep") << true;
    }
    void itLocksItselfAfterTenMinutes() {
        QFETCH(const bool, asleep);
        PortsBench bench(Environment::Production);
        auto& clock = asleep ? bench.clock->aheadMs : bench.clock->ms; // the steady one stands still then
        QVERIFY(bench.connection.isLocked());
        bench.connection.setLocked(false);
        QSignalSpy changed(&bench.connection, &Connection::lockChanged);
        clock += 9 * minute;
        QVERIFY(!bench.connection.isLocked());
        QCOMPARE(bench.connection.locksInMs(), std::optional<qint64>(minute));
        clock += minute;
        QVERIFY(bench.connection.isLocked()); // at once
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(!bench.connection.locksInMs());
    }

    void aClockThatIsSetBackGivesNoMoreTime() {
        PortsBench bench(Environment::Production);
        bench.connection.setLocked(false);
        bench.clock->aheadMs = -60 * minute;
        bench.clock->ms += 10 * minute;
        QVERIFY(bench.connection.isLocked());
    }
};

QTEST_GUILESS_MAIN(RelockTest)
#include "relock_test.moc"
