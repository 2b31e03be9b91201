#include <QTemporaryDir>
#include <QTest>

#include "session/runs/run_store.h"

using namespace session;

/// What is remembered of runs, and for how long.
class RunStoreTest : public QObject {
    Q_OBJECT

    static constexpr qint64 now = 1'795'348'805'121, day = 24 * 3600 * 1000LL;
    QTemporaryDir m_folder;
    std::unique_ptr<SettingsStore> m_settings;

    void save(const QString& id, qint64 startedMs) {
        RunRow row;
        row.id = id;
        row.state = RunState::Finished;
        row.startedMs = row.endedMs = startedMs;
        RunStore(*m_settings).save(row);
    }
    QStringList shownAt(qint64 ms) {
        QStringList out;
        for (const RunRow& row : RunStore(*m_settings).load(ms))
            out << row.id;
        return out;
    }

private slots:
    void init() {
        m_settings = std::make_unique<SettingsStore>(m_folder.filePath("settings.ini"));
        save("first", now - 20 * day);
        save("last", now);
    }
    void cleanup() {
        m_settings->remove("runs");
        m_settings.reset();
    }

    void whatIsOlderThanThirtyDaysGoes() {
        QCOMPARE(shownAt(now + day), QStringList({"last", "first"}));
        QCOMPARE(shownAt(now + 11 * day), QStringList({"last"}));
        QCOMPARE(shownAt(now + day), QStringList({"last"}));
    }

    void aClockThatIsFarAheadForgetsNothing() {
        QCOMPARE(shownAt(now + 365 * day), QStringList());
        QCOMPARE(shownAt(now + day), QStringList({"last", "first"}));
    }
};

QTEST_GUILESS_MAIN(RunStoreTest)
#include "run_store_test.moc"
