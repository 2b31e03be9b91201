#include <QDateTime>
#include <QFile>
#include <QTest>

#include "run_bench.h"
#include "session/runs/import_preview.h"

using namespace session;

/// Records that are given times of long ago, and topics that keep records for so long only.
class ImportTimesTest : public QObject, run_bench::RunBench {
    Q_OBJECT

    static constexpr qint64 kHour = 3'600'000;

    /// Two records of two hours ago, one of now and one without a time.
    QString file() {
        QFile file(m_folder.filePath("lines.jsonl"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        for (const qint64 ms : {now, now - 2 * kHour, now - 2 * kHour + 1})
            file.write(R"({"key":"k","payload":"a","ts":)" + QByteArray::number(ms) + "}\n");
        file.write(R"({"key":"k","payload":"b"})");
        return file.fileName();
    }
    RunLine noteOf(const QString& topic, const SendingDraft& sending = {}) {
        const QString id = m_runs->startImport(here(), {file(), topic, sending});
        if (ended(id)->state != RunState::Finished)
            qFatal("the run fails");
        restart();
        const RunPtr run = m_runs->find(id);
        const auto* line = noted(run, RunNote::OlderThanKept);
        return line ? *line : RunLine();
    }

private slots:
    void whatIsOlderThanTheTopicKeepsIsToldOf() {
        const RunLine told = noteOf(makeTopic({{"retention.ms", std::to_string(kHour)}}));
        QCOMPARE(told.count, 2);
        QCOMPARE(told.other, kHour);
    }

    void whatStaysIsNot() {
        QCOMPARE(noteOf(makeTopic({{"retention.ms", "-1"}})).count, 0);
        QCOMPARE(noteOf(makeTopic({{"retention.ms", std::to_string(3 * kHour)}})).count, 0);
        const auto hour = std::to_string(kHour);
        QCOMPARE(noteOf(makeTopic({{"retention.ms", hour}, {"cleanup.policy", "compact"}})).count, 0);
        QCOMPARE(
            noteOf(makeTopic({{"retention.ms", hour}, {"message.timestamp.type", "LogAppendTime"}})).count,
            0);
        SendingDraft anew;
        anew.keepTime = false;
        QCOMPARE(noteOf(makeTopic({{"retention.ms", hour}}), anew).count, 0);
    }

    void recordsSentAgainTellOfTheirTimes() {
        std::vector<RecordRow> rows;
        for (const qint64 ms : {qint64(-1), qint64(-1), qint64(0), QDateTime::currentMSecsSinceEpoch(),
                                QDateTime::currentMSecsSinceEpoch() - 2 * kHour}) {
            RecordRow row;
            row.timestampMs = ms;
            row.value = QByteArray("v");
            row.valueSize = 1;
            rows.push_back(row);
        }
        SendAgainDraft draft{{}, {}, rows, makeTopic({{"retention.ms", std::to_string(kHour)}}), {}};
        const auto counts = [&] {
            const RunPtr run = ended(m_runs->startSending(here(), draft));
            if (run->state != RunState::Finished)
                qFatal("the run fails");
            QList<qint64> out;
            for (const auto what : {RunNote::WithoutTime, RunNote::UnusableTime, RunNote::OlderThanKept}) {
                const auto* line = noted(run, what);
                out += line ? line->count : 0;
            }
            return out;
        };
        QCOMPARE(counts(), (QList<qint64>{2, 1, 1}));
        draft.sending.keepTime = false;
        QCOMPARE(counts(), (QList<qint64>{0, 0, 0}));
    }

    void aLookAtTheFileFindsTheOldest() {
        const auto look = lookAtImport(file());
        QVERIFY(look && look->oldestMs);
        QVERIFY(QDateTime::currentMSecsSinceEpoch() - *look->oldestMs >= 2 * kHour);
    }
};

QTEST_GUILESS_MAIN(ImportTimesTest)
#include "import_times_test.moc"
