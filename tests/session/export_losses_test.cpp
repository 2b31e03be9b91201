#include <QTest>

#include "run_bench.h"
#include "support/file_limit.h"

using namespace session;

/// What an export has not got, and says so.
class ExportLossesTest : public QObject, run_bench::RunBench {
    Q_OBJECT

    QString m_topic;

    void deleteBefore(std::int64_t offset) {
        const std::vector<client::RecordDeletion> deletions{
            {{m_topic.toStdString(), base::PartitionId(0)}, base::Offset(offset)}};
        QVERIFY(!m_cluster->deleteRecords(deletions).value().front().error);
    }
    /// What a table keeps of such a record.
    RecordRow rowOf(qint64 offset) const {
        RecordRow row;
        row.offset = offset;
        row.timestampMs = 1'700'000'000'000;
        row.value = QByteArray(100, 'a');
        row.valueSize = 100'000;
        return row;
    }

private slots:
    void init() { m_topic = makeTopic(); }

    void whatIsDeletedUnderIt() {
        send(m_topic, 'a', 41);
        const ExportDraft draft{.topic = m_topic, .path = m_folder.filePath("range.jsonl")};
        QString id;
        {
            const support::FileLimit full(3'000'000);
            id = m_runs->startExport(here(), draft);
            QCOMPARE(ended(id)->state, RunState::Failed);
        }
        const qint64 written = m_runs->find(id)->figures.records;
        QVERIFY(written > 0 && written < 40);
        QCOMPARE(m_runs->find(id)->figures.deleted, 0);
        deleteBefore(40);
        m_runs->goOn(id, Skip::Nothing);
        const RunPtr run = ended(id);
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, written + 1);
        QCOMPARE(run->figures.deleted, 40 - written);
        const auto* line = noted(run, RunNote::DeletedUnread);
        QVERIFY(line);
        QCOMPARE(line->count, 40 - written);
        restart();
        QCOMPARE(m_runs->find(id)->figures.deleted, 40 - written);
        QVERIFY(noted(m_runs->find(id), RunNote::DeletedUnread));
    }

    void rowsThatAreGoneAreLeftOutAndNamed() {
        send(m_topic, 'a', 4);
        deleteBefore(2);
        const std::vector<RecordRow> rows{rowOf(1), rowOf(2), rowOf(3)};
        const ExportDraft exported{.topic = m_topic, .rows = rows, .path = m_folder.filePath("rows.jsonl")};
        const SendAgainDraft sent{QString::fromStdString(m_under.bootstrap()), m_topic, rows, m_topic, {}};
        for (const QString& id :
             {m_runs->startExport(here(), exported), m_runs->startSending(here(), sent)}) {
            const RunPtr run = ended(id);
            QVERIFY2(run->state == RunState::Finished, run->error ? run->error->cause.c_str() : "");
            QCOMPARE(run->figures.records, 2);
            QCOMPARE(run->figures.skipped, 1);
            QCOMPARE(run->figures.done, 3);
            const auto* line = noted(run, RunNote::RowGone);
            QVERIFY(line);
            QCOMPARE(line->count, 1);
            QCOMPARE(line->other, 0);
        }
    }

    void aSendingOfWhichAllIsGoneEnds() {
        send(m_topic, 'a', 3);
        deleteBefore(3);
        const RunPtr run = ended(m_runs->startSending(
            here(),
            {QString::fromStdString(m_under.bootstrap()), m_topic, {rowOf(0), rowOf(2)}, m_topic, {}}));
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->figures.records, 0);
        QCOMPARE(run->figures.skipped, 2);
        QVERIFY(!run->canGoOn);
    }
};

QTEST_GUILESS_MAIN(ExportLossesTest)
#include "export_losses_test.moc"
