#include <algorithm>

#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include "run_bench.h"
#include "session/records/produce_job.h"
#include "session/runs/export_preview.h"
#include "session/runs/import_preview.h"
#include "support/file_limit.h"

using namespace session;

namespace {

RecordRow rowOf(int partition, qint64 offset, std::optional<QByteArray> key,
                std::optional<QByteArray> value) {
    RecordRow row;
    row.partition = partition;
    row.offset = offset;
    row.timestampMs = 1'700'000'000'000 + offset;
    row.keySize = key ? key->size() : -1;
    row.valueSize = value ? value->size() : -1;
    row.key = std::move(key);
    row.value = std::move(value);
    row.headers = {{"a", "1"}, {"a", std::nullopt}};
    row.headerCount = 2;
    row.headerSize = 3;
    return row;
}

} // namespace

class RunsTest : public QObject, run_bench::RunBench {
    Q_OBJECT

    RunState waitEnd(const QString& id) { return ended(id)->state; }
    QString sendRows(const QString& topic, std::vector<RecordRow> rows) {
        return m_runs->startSending(here(), {{}, {}, std::move(rows), topic, {}});
    }

private slots:
    void init() {
        QFile::remove(m_folder.filePath("settings.ini"));
        restart();
    }

    void whatEndedIsRememberedAndWhatDidNotIsCutOff() {
        const RunSubject subject{RunKind::Export, QUuid::createUuid(), "staging", "orders", "/tmp/x.jsonl"};
        const QString done = m_runs->begin(subject, {});
        m_runs->advance(done, {.records = 7, .bytes = 70, .done = 7, .total = 7});
        m_runs->end(done, RunState::Finished, {});
        const QString failed = m_runs->begin(subject, {});
        m_runs->end(failed, RunState::Failed,
                    base::Error{-1, "ENOSPC", "The disk is full.", "Make room.", false});
        const QString running = m_runs->begin(subject, {});
        restart();
        QCOMPARE(m_runs->rows().size(), std::size_t(3));
        QCOMPARE(m_runs->running().size(), std::size_t(0));
        QCOMPARE(m_runs->find(done)->figures.records, 7);
        QCOMPARE(m_runs->find(done)->subject, subject);
        QCOMPARE(m_runs->find(failed)->error->cause, std::string("The disk is full."));
        QCOMPARE(m_runs->find(failed)->state, RunState::Failed);
        QCOMPARE(m_runs->find(running)->state, RunState::CutOff);
        QVERIFY(!m_runs->find(failed)->canGoOn);
        m_runs->remove(failed);
        restart();
        QVERIFY(!m_runs->find(failed));
        QCOMPARE(m_runs->find(running)->state, RunState::CutOff);
    }

    void aProgramThatWasKilledLeavesItsRunsCutOff() {
        {
            SettingsStore other(m_folder.filePath("killed.ini"));
            RunRow row;
            row.id = "x";
            row.startedMs = QDateTime::currentMSecsSinceEpoch() - 60'000;
            RunStore(other).save(row);
        }
        SettingsStore later(m_folder.filePath("killed.ini"));
        const auto loaded = RunStore(later).load(QDateTime::currentMSecsSinceEpoch());
        QCOMPARE(loaded.front().state, RunState::CutOff);
        QVERIFY(loaded.front().log.back().atMs > loaded.front().startedMs); // when it was seen last
        QVERIFY(RunStore(later).load(QDateTime::currentMSecsSinceEpoch() + RunStore::keptMs + 1000).empty());
    }

    void aRunOfAnotherWindowIsItsOwn() {
        const QString file = m_folder.filePath("shared.ini");
        QString id;
        SettingsStore settings(file);
        const auto stored = [&] {
            return QJsonDocument::fromJson(SettingsStore(file).value("runs/" + id).toByteArray());
        };
        {
            LiveRuns first(settings);
            id = first.begin({RunKind::Export, {}, "staging", "orders", "/tmp/x.jsonl"}, {});
            QTRY_VERIFY(!stored().isNull());
            {
                SettingsStore others(file);
                QVERIFY(!LiveRuns(others).find(id));
            }
            QCOMPARE(stored()["state"].toInt(), int(RunState::Running));
        }
        QTRY_COMPARE(stored()["state"].toInt(), int(RunState::CutOff));
        SettingsStore others(file);
        QVERIFY(LiveRuns(others).find(id));
    }

    void onlySoManyAreKept() {
        for (std::size_t i = 0; i < RunStore::mostKept + 5; ++i)
            m_runs->end(m_runs->begin({}, {}), RunState::Finished, {});
        QCOMPARE(m_runs->rows().size(), RunStore::mostKept);
    }

    void aJobIsFollowedAndStopped() {
        auto* job = new Job<Nothing>;
        const QString id = m_runs->follow(job, {RunKind::Produce, {}, "staging", "orders"});
        QCOMPARE(job->parent(), m_runs.get());
        job->progress(10, 40);
        QTRY_COMPARE(m_runs->find(id)->figures.done, 10);
        QCOMPARE(m_runs->find(id)->figures.total, 40);
        m_runs->stop(id);
        QVERIFY(job->stopToken().stop_requested());
        QSignalSpy ended(m_runs.get(), &Runs::ended);
        job->fail({-1, "CANCELLED", "It was cancelled.", {}, false});
        QCOMPARE(ended.count(), 1);
        QCOMPARE(m_runs->find(id)->state, RunState::Stopped);
    }

    void aJobThatIsTakenOverCountsFromItsOwnStart() {
        auto* job = new Job<Nothing>;
        job->progress(1000, 4000);
        const auto age = [job] { return QDateTime::currentMSecsSinceEpoch() - job->startedMs(); };
        QTRY_VERIFY(age() >= 1000);
        const QString id = m_runs->follow(job, {RunKind::Produce, {}, "staging", "orders"});
        QCOMPARE(m_runs->find(id)->startedMs, job->startedMs());
        QCOMPARE(m_runs->find(id)->log.front().atMs, job->startedMs());
        QVERIFY(m_runs->find(id)->perSecond.value_or(1e9) <= 1000);
        QVERIFY(m_runs->find(id)->leftMs.value_or(0) >= 3000);
        QSignalSpy changed(m_runs.get(), &Runs::changed);
        QTRY_VERIFY(!changed.isEmpty()); // a beat later
        QVERIFY(m_runs->find(id)->perSecond.value_or(1e9) <= 1000);
        job->progress(4000, 4000);
        job->succeed({});
        QVERIFY(*m_runs->find(id)->perSecond <= 4000);
    }

    void whatIsExportedComesBack() {
        const QString topic = makeTopic({}, 2), copy = makeTopic({}, 2);
        const QString sent =
            sendRows(topic, {rowOf(0, 0, "k", "{\"n\":1}"), rowOf(1, 1, std::nullopt, "\xff"),
                             rowOf(0, 2, "", std::nullopt)});
        QCOMPARE(waitEnd(sent), RunState::Finished);
        QCOMPARE(m_runs->find(sent)->figures.records, 3);
        ExportDraft draft;
        draft.topic = topic;
        draft.path = m_folder.filePath("out.jsonl");
        const QString exported = m_runs->startExport(here(), draft);
        QCOMPARE(waitEnd(exported), RunState::Finished);
        QCOMPARE(m_runs->find(exported)->figures.records, 3);
        const auto look = lookAtImport(draft.path);
        QCOMPARE(look->records, 3);
        QVERIFY(look->exact);
        QCOMPARE(look->topic, topic);
        QCOMPARE(look->highestPartition, 1);
        const QString imported = m_runs->startImport(here(), {draft.path, copy, {}});
        QCOMPARE(waitEnd(imported), RunState::Finished);
        draft.topic = copy;
        draft.path = m_folder.filePath("again.jsonl");
        QCOMPARE(waitEnd(m_runs->startExport(here(), draft)), RunState::Finished);
        const auto read = [&](const char* name) {
            QFile file(m_folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("no %s", name);
            return file.readAll().replace(copy.toUtf8(), "T").replace(topic.toUtf8(), "T");
        };
        QCOMPARE(read("again.jsonl"), read("out.jsonl"));
    }

    void anExportThatEndsAtTheFirstLaterRecordSaysSo() {
        ExportDraft draft{.topic = makeTopic(), .path = m_folder.filePath("range.jsonl"), .replace = true};
        draft.query.untilMs = 1'700'000'000'000;
        for (const bool toEnds : {false, true}) {
            draft.query.toEnds = toEnds;
            const QString id = m_runs->startExport(here(), draft);
            QCOMPARE(waitEnd(id), RunState::Finished);
            const auto& log = m_runs->find(id)->log;
            QCOMPARE(std::ranges::count(log, RunNote::UpToFirstLater, &RunLine::note), toEnds ? 0 : 1);
        }
    }

    void aRefusedFileCanBeGoneOnWithAndRepeated() {
        const QString topic = makeTopic();
        QCOMPARE(waitEnd(sendRows(topic, {rowOf(0, 0, "k", "v")})), RunState::Finished);
        ExportDraft draft;
        draft.topic = topic;
        draft.path = m_folder.filePath("none/out.jsonl");
        const QString id = m_runs->startExport(here(), draft);
        QCOMPARE(waitEnd(id), RunState::Failed);
        QCOMPARE(m_runs->find(id)->error->name, std::string("ENOENT"));
        QVERIFY(m_runs->find(id)->canGoOn);
        QVERIFY(QDir(m_folder.path()).mkpath("none"));
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(m_runs->find(id)->state, RunState::Running);
        QCOMPARE(waitEnd(id), RunState::Finished);
        QCOMPARE(m_runs->find(id)->figures.records, 1);
        QVERIFY(!m_runs->find(id)->canGoOn);
        const auto before = m_runs->rows().size();
        m_runs->repeat(id); // the file is there now, and stays
        QCOMPARE(m_runs->rows().size(), before + 1);
        QCOMPARE(waitEnd(m_runs->rows().front()->id), RunState::Finished);
        QCOMPARE(m_runs->rows().front()->subject.file, m_folder.filePath("none/out-2.jsonl"));
    }

    void chosenRowsGoOnWhereTheDiskWasFull() {
        for (const auto packing : {ExportPacking::None, ExportPacking::Gzip}) {
            QByteArray noise(900'000, Qt::Uninitialized); // nothing that packing makes small
            QRandomGenerator(1).generate(noise.begin(), noise.end());
            ExportDraft draft;
            for (int i = 0; i < 5; ++i)
                draft.rows.push_back(rowOf(0, i, QByteArray::number(i), noise));
            draft.topic = "orders";
            draft.path = m_folder.filePath(packing == ExportPacking::None ? "chosen.jsonl" : "chosen.gz");
            draft.packing = packing;
            QString id;
            {
                const support::FileLimit full(3'000'000);
                id = m_runs->startExport(here(), draft);
                QCOMPARE(waitEnd(id), RunState::Failed);
            }
            const qint64 written = m_runs->find(id)->figures.records;
            QVERIFY(written > 0 && written < 5);
            QCOMPARE(m_runs->find(id)->figures.done, written);
            QCOMPARE(m_runs->find(id)->figures.total, 5);
            QVERIFY(m_runs->find(id)->canGoOn);
            m_runs->goOn(id, Skip::Nothing);
            QCOMPARE(waitEnd(id), RunState::Finished);
            QCOMPARE(m_runs->find(id)->figures.records, 5);
            QCOMPARE(m_runs->find(id)->figures.done, 5);
            QCOMPARE(m_runs->find(id)->figures.total, 5);
            const auto look = lookAtImport(draft.path);
            QCOMPARE(look->records, 5);
        }
    }

    void aFileOfWhichNothingCouldBeWrittenGoesAndMayBeBegunAgain() {
        ExportDraft draft;
        draft.rows = {rowOf(0, 0, "k", "v"), rowOf(0, 1, "k", "w")};
        draft.topic = "orders";
        draft.path = m_folder.filePath("nothing.jsonl");
        QString id;
        {
            const support::FileLimit full(0);
            id = m_runs->startExport(here(), draft);
            QCOMPARE(waitEnd(id), RunState::Failed);
        }
        QVERIFY(!QFile::exists(draft.path));
        QCOMPARE(m_runs->find(id)->figures.done, 0); // though both were read
        QCOMPARE(m_runs->find(id)->figures.total, 2);
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(waitEnd(id), RunState::Finished);
        QCOMPARE(lookAtImport(draft.path)->records, 2);
    }

    void settingsThatAFullDiskRefusedAreWrittenLater() {
        const QString file = m_folder.filePath("full.ini");
        {
            SettingsStore store(file);
            store.setValue("before", 1);
            store.setValue("gone/a", 1);
        }
        {
            SettingsStore store(file);
            {
                const support::FileLimit full(0);
                store.setValue("refused", 2);
                store.remove("gone");
                QTest::qWait(300);
            }
            SettingsStore other(file);
            QCOMPARE(other.value("before"), 1); // nothing half is taken for whole
            store.setValue("after", 3);
        }
        SettingsStore later(file);
        QCOMPARE(later.value("before"), 1);
        QCOMPARE(later.value("refused"), 2);
        QCOMPARE(later.value("after"), 3);
        QVERIFY(!later.keys().contains("gone/a"));
        QCOMPARE(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    }

    void whatRanCanRunAgainAfterARestart() {
        const QString topic = makeTopic();
        QCOMPARE(waitEnd(sendRows(topic, {rowOf(0, 0, "k", "left out"), rowOf(0, 1, "k", "taken")})),
                 RunState::Finished);
        ExportDraft draft;
        draft.topic = topic;
        draft.path = m_folder.filePath("a.b.jsonl.zst");
        draft.packing = ExportPacking::Zstd;
        draft.query.filter = "taken";
        draft.query.fromMs = 1'700'000'000'000;
        draft.query.parts = {{0, 1, std::nullopt}};
        QCOMPARE(waitEnd(m_runs->startExport(here(), draft)), RunState::Finished);
        restart();
        const auto found = std::ranges::find(m_runs->rows(), RunKind::Export,
                                             [](const RunPtr& run) { return run->subject.kind; });
        QVERIFY((*found)->canRepeat);
        m_runs->repeat((*found)->id);
        const QString id = m_runs->rows().front()->id;
        QCOMPARE(waitEnd(id), RunState::Finished);
        QCOMPARE(m_runs->find(id)->subject.file, m_folder.filePath("a.b-2.jsonl.zst"));
        QCOMPARE(m_runs->find(id)->figures.records, 1);
        QCOMPARE(lookAtImport(m_folder.filePath("a.b-2.jsonl.zst"))->records, 1);
        // What holds records itself is not kept.
        const auto sent = std::ranges::find(m_runs->rows(), RunKind::SendAgain,
                                            [](const RunPtr& run) { return run->subject.kind; });
        QVERIFY(!(*sent)->canRepeat);
    }

    void aSendingTakenOverRunsAgainAfterARestart() {
        const QString topic = makeTopic();
        const ConnectionProfile profile = here();
        ProduceDraft draft{
            .topic = topic, .value = "no {{n}}", .headers = {{"h", std::nullopt}}, .repeat = 3};
        auto* job = new Job<ProducedRecords>;
        const QString first = m_runs->followSending(job, profile, draft);
        QCOMPARE(m_runs->find(first)->subject, (RunSubject{RunKind::Produce, profile.id, "here", topic}));
        job->succeed({});
        QVERIFY(m_runs->find(first)->canRepeat);
        restart();
        QVERIFY(m_runs->find(first)->canRepeat);
        m_runs->repeat(first);
        const QString again = m_runs->rows().front()->id;
        QCOMPARE(waitEnd(again), RunState::Finished);
        QCOMPARE(m_runs->find(again)->figures.records, 3);
        QVERIFY(m_runs->find(again)->canRepeat);
        ExportDraft all;
        all.topic = topic;
        all.path = m_folder.filePath("sent.jsonl");
        QCOMPARE(waitEnd(m_runs->startExport(profile, all)), RunState::Finished);
        const auto lines = lookAtImport(all.path)->lines.join('\n');
        QVERIFY2(lines.contains("no 3"), qPrintable(lines));
        // One that is too large to be kept is there as long as the program lives.
        draft.value = QByteArray(1'000'000, 'x');
        job = new Job<ProducedRecords>;
        const QString large = m_runs->followSending(job, profile, draft);
        job->succeed({});
        QVERIFY(m_runs->find(large)->canRepeat);
        restart();
        QVERIFY(!m_runs->find(large)->canRepeat);
    }

    void aTopicThatKeepsNoTimesIsToldOf() {
        const QString topic = makeTopic({{"message.timestamp.type", "LogAppendTime"}});
        const auto said = [this](const QString& id) {
            const RunPtr run = m_runs->find(id);
            const auto* line = noted(run, RunNote::TimesNotKept);
            return line ? *line : RunLine();
        };
        const QString again = sendRows(topic, {rowOf(0, 0, {}, "a"), rowOf(0, 1, {}, "b")});
        QCOMPARE(waitEnd(again), RunState::Finished);
        QCOMPARE(said(again).count, 2);
        QCOMPARE(said(again).text, topic);
        restart();
        QCOMPARE(said(again).text, topic);
        const QString kept = sendRows(makeTopic(), {rowOf(0, 0, {}, "a")});
        QCOMPARE(waitEnd(kept), RunState::Finished);
        QCOMPARE(said(kept).count, 0);
        auto* job = new Job<ProducedRecords>;
        const QString produced = m_runs->followSending(job, here(), {.topic = topic});
        job->succeed({.sent = 3, .timesNotKept = 3});
        QCOMPARE(said(produced).count, 3);
    }

    void aRepeatedSendingStopsAndGoesOnWhereItWas() {
        const QString topic = makeTopic();
        auto* job = new Job<ProducedRecords>;
        m_runs->repeat([&] {
            const QString id = m_runs->followSending(
                job, here(), {.topic = topic, .value = "{{n}}", .repeat = 200, .perSecond = 50});
            job->succeed({});
            return id;
        }());
        const QString id = m_runs->rows().front()->id;
        QTRY_VERIFY_WITH_TIMEOUT(m_runs->find(id)->figures.records > 0, 20'000);
        m_runs->stop(id);
        QCOMPARE(waitEnd(id), RunState::Stopped);
        QVERIFY(m_runs->find(id)->figures.records < 200);
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(waitEnd(id), RunState::Finished);
        QCOMPARE(m_runs->find(id)->figures.records, 200);
        QCOMPARE(m_runs->find(id)->figures.total, 200);
    }

    void aSendingTakenOverGoesOnWhereItWas() {
        const ProduceDraft draft{.topic = makeTopic(), .value = "{{n}}", .repeat = 200, .perSecond = 50};
        QThreadPool pool;
        auto* job = runJob<ProducedRecords>(pool, nullptr, [&](JobContext& context) {
            return produceRecords(m_options, m_reaper, draft, context, {});
        });
        const QString id = m_runs->followSending(job, here(), draft);
        QTRY_VERIFY_WITH_TIMEOUT(m_runs->find(id)->figures.records > 0, 20'000);
        m_runs->stop(id);
        QCOMPARE(waitEnd(id), RunState::Stopped);
        QVERIFY(m_runs->find(id)->figures.records < 200);
        QVERIFY(m_runs->find(id)->canGoOn);
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(waitEnd(id), RunState::Finished);
        QCOMPARE(m_runs->find(id)->figures.records, 200);
        QCOMPARE(m_runs->find(id)->figures.bytes, 9 + 2 * 90 + 3 * 101);
        ExportDraft sent;
        sent.topic = draft.topic;
        sent.path = m_folder.filePath("rest.jsonl");
        QCOMPARE(waitEnd(m_runs->startExport(here(), sent)), RunState::Finished);
        QCOMPARE(lookAtImport(sent.path)->records, 200); // none twice
    }

    void aLineAtFaultIsNamedAndSkipped() {
        const QString topic = makeTopic();
        const QString file =
            fileOf("{\"payload\":\"a\"}\noops\n{\"payload\":\"b\"}\nno\nno\n{\"payload\":\"c\"}\n\nno\n");
        const QString id = m_runs->startImport(here(), {file, topic, {}});
        QCOMPARE(waitEnd(id), RunState::Failed);
        const auto run = m_runs->find(id);
        QVERIFY(run->canSkip);
        const auto* fault = noted(run, RunNote::LineAtFault);
        QVERIFY(fault);
        QCOMPARE(fault->count, 2);
        QCOMPARE(fault->text, QString("oops"));
        m_runs->goOn(id, Skip::Fault);
        QCOMPARE(waitEnd(id), RunState::Failed);
        QVERIFY(m_runs->find(id)->canSkipAll);
        m_runs->goOn(id, Skip::AllSuch);
        QCOMPARE(waitEnd(id), RunState::Finished);
        QCOMPARE(m_runs->find(id)->figures.records, 3);
        QCOMPARE(m_runs->find(id)->log.back().other, 4);
        restart();
        QCOMPARE(m_runs->find(id)->figures.skipped, 4);
        QVERIFY(noted(m_runs->find(id), RunNote::LinesPassed));
    }

    void aLineThatTheBrokerRefusesIsNamedAndSkipped() {
        const QString file =
            fileOf("{\"payload\":\"a\"}\n{\"payload\":\"b\",\"partition\":7}\n{\"payload\":\"c\"}\n");
        const QString id = m_runs->startImport(here(), {file, makeTopic(), {}});
        QCOMPARE(waitEnd(id), RunState::Failed);
        const auto run = m_runs->find(id);
        QVERIFY(run->canSkip);
        const auto* fault = noted(run, RunNote::LineAtFault);
        QVERIFY(fault);
        QCOMPARE(fault->count, 2);
        QCOMPARE(fault->other, 0);
        QVERIFY(!run->canSkipAll);
        m_runs->goOn(id, Skip::Fault);
        QCOMPARE(waitEnd(id), RunState::Finished);
        const auto& figures = m_runs->find(id)->figures;
        QCOMPARE(figures.records, 2);
        QCOMPARE(figures.skipped, 1);
        QCOMPARE(figures.refused, 0);
    }

    void whatIsSkippedMakesAnImportNoFaster() {
        QFile file(m_folder.filePath("long.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(1'000'000, 'x') + '\n');
        for (int i = 0; i < 200; ++i)
            file.write("{\"payload\":\"" + QByteArray(1000, 'y') + "\"}\n");
        file.close();
        ImportDraft draft{file.fileName(), makeTopic(), {}};
        draft.sending.perSecond = 20;
        const QString id = m_runs->startImport(here(), draft);
        QCOMPARE(waitEnd(id), RunState::Failed);
        m_runs->goOn(id, Skip::Fault);
        QTRY_VERIFY_WITH_TIMEOUT(m_runs->find(id)->leftMs, 10'000);
        QVERIFY2(*m_runs->find(id)->leftMs > 2000, qPrintable(QString::number(*m_runs->find(id)->leftMs)));
        m_runs->stop(id);
        QCOMPARE(waitEnd(id), RunState::Stopped);
    }

    void aSlowSendingIsStoppedAndGoesOn() {
        const QString topic = makeTopic();
        std::vector<RecordRow> rows;
        for (int i = 0; i < 200; ++i)
            rows.push_back(rowOf(0, i, "k", QByteArray::number(i)));
        SendAgainDraft draft{{}, {}, rows, topic, {}};
        draft.sending.perSecond = 50;
        const QString id = m_runs->startSending(here(), draft);
        QTRY_VERIFY_WITH_TIMEOUT(m_runs->find(id)->figures.records > 0, 20'000);
        m_runs->stop(id);
        QCOMPARE(waitEnd(id), RunState::Stopped);
        QVERIFY(m_runs->find(id)->figures.records < 200);
        const auto rested = [until = m_runs->find(id)->endedMs] {
            return QDateTime::currentMSecsSinceEpoch() - until;
        };
        QTRY_VERIFY(rested() >= 500);
        const qint64 rest = rested();
        m_runs->goOn(id, Skip::Nothing);
        QCOMPARE(waitEnd(id), RunState::Finished);
        const auto run = m_runs->find(id);
        QCOMPARE(run->figures.records, 200);
        // Its rate is one of the time in which it worked, which is how long it is said to have lasted.
        const qint64 worked = run->workedMs(run->endedMs);
        QVERIFY(worked <= run->endedMs - run->startedMs - rest);
        QCOMPARE(*run->perSecond * double(worked), 200'000.0);
        restart();
        QCOMPARE(m_runs->find(id)->workedMs(run->endedMs), worked);
        QVERIFY(*run->perSecond * double(run->endedMs - run->startedMs - rest) >= 199'999);
    }

    void aRecordThatTheBrokerRefusesIsNamedAndSkipped() {
        std::vector<RecordRow> rows{rowOf(0, 4, "k", "a"), rowOf(3, 5, "k", "b"), rowOf(0, 6, "k", "c")};
        SendAgainDraft draft{{}, {}, rows, makeTopic(), {}};
        draft.sending.keepPartition = true;
        const QString id = m_runs->startSending(here(), draft);
        QCOMPARE(waitEnd(id), RunState::Failed);
        const auto run = m_runs->find(id);
        QVERIFY(run->canSkip);
        QVERIFY2(run->error->cause.starts_with("The record at offset 5 of partition 3: "),
                 run->error->cause.c_str());
        m_runs->goOn(id, Skip::Fault);
        QCOMPARE(waitEnd(id), RunState::Finished);
        const auto& figures = m_runs->find(id)->figures;
        QCOMPARE(figures.records, 2);
        QCOMPARE(figures.skipped, 1);
        QCOMPARE(figures.done, 3);
    }

    void aPreviewIsWhatWillBeWritten() {
        ExportDraft draft;
        draft.topic = "orders";
        const std::vector<RecordRow> rows{rowOf(0, 0, "k", "v\n"), rowOf(0, 1, "k", QByteArray(1000, 'x'))};
        auto lines = previewExport(draft, rows, 3);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0], envelopeOf("orders", rows[0]));
        QCOMPARE(lines[1].size(), 401);
        draft.format = ExportFormat::Csv;
        lines = previewExport(draft, rows, 2);
        QVERIFY(lines[0].startsWith("topic,partition"));
        QCOMPARE(lines[1].count('\n'), 0);
        draft.format = ExportFormat::RawFiles;
        QCOMPARE(previewExport(draft, rows, 1), QStringList("0-00000000000000000000.txt"));
    }
};

QTEST_GUILESS_MAIN(RunsTest)
#include "runs_test.moc"
