#include <QAbstractItemModelTester>
#include <QSet>
#include <QTest>

#include "models/run_model.h"
#include "models/run_words.h"

using models::Zone;
using session::RunKind;
using session::RunRow;
using session::RunState;

namespace {

std::shared_ptr<RunRow> run(const char* id, RunKind kind, RunState state) {
    auto row = std::make_shared<RunRow>();
    row->id = id;
    row->subject = {kind, {}, "staging", "orders", "/tmp/orders.jsonl"};
    row->state = state;
    row->startedMs = 1'795'348'805'121;
    return row;
}

QString plain(QString text) {
    return models::withPlainBlanks(std::move(text));
}

} // namespace

class RunModelTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsNotKnownIsADash() {
        models::RunModel model;
        QAbstractItemModelTester tester(&model);
        model.update({run("1", RunKind::Export, RunState::Running)});
        const auto cell = [&](const char* column) {
            return model.index(0, model.columnOf(column)).data().toString();
        };
        QCOMPARE(cell("name"), QString("Export of orders"));
        QCOMPARE(cell("state"), QString("Running"));
        for (const char* column : {"progress", "rate", "left"})
            QCOMPARE(cell(column), QString(models::unknownSign));
    }

    void aShareIsToldInWholeNumbers() {
        auto row = run("1", RunKind::Export, RunState::Running);
        for (int done = 0; done <= 100; ++done) {
            row->figures = {.done = done, .total = 100};
            QCOMPARE(plain(models::runProgress(*row)), QStringLiteral("%1 %").arg(done));
            QCOMPARE((session::PartitionShare{0, done, 100}.percent()), done);
        }
    }

    void everyNoteSaysSomethingOfItsOwn() {
        QSet<QString> told;
        for (int note = 0; note <= int(session::RunNote::TopicMadeAnew); ++note) {
            const QString words = models::runNote({0, session::RunNote(note), 2, 3, "why"});
            QVERIFY2(!words.isEmpty() && !told.contains(words), qPrintable(QString::number(note) + words));
            told << words;
        }
    }

    void whatWillNotStayIsPartOfTheResult() {
        auto row = run("1", RunKind::Import, RunState::Finished);
        row->figures = {.records = 5, .done = 5, .total = 5};
        row->log = {{0, session::RunNote::OlderThanKept, 2, 604'800'000},
                    {0, session::RunNote::OlderThanKept, 1, 604'800'000}};
        QCOMPARE(plain(models::runResult(*row)),
                 QString("5 sent; of those read, 3 record(s) older than the topic keeps (7 d): what was sent "
                         "of them will be deleted"));
        QVERIFY(plain(models::runNote(row->log.front())).contains("2 record(s) older than"));
        row->log.clear();
        QCOMPARE(plain(models::runResult(*row)), QString("5 sent"));
    }

    void whatMayBeStoredIsNotToldAsNotArrived() {
        auto row = run("1", RunKind::Produce, RunState::Failed);
        row->figures = {.records = 10, .refused = 2, .done = 10, .total = 20, .unsure = 8};
        QCOMPARE(plain(models::runDone(*row)), QString("10 of 20 sent, 2 not, 8 not known"));
        QCOMPARE(plain(models::runNote({0, session::RunNote::Unsure, 8})),
                 QString("Not known whether they arrived, since no answer came: 8 record(s)"));
    }

    void oneOfAKindIsToldAsOne() {
        QVERIFY(plain(models::runNote({0, session::RunNote::DamagedBatches, 1})).endsWith("1 batch(es)"));
        QVERIFY(
            plain(models::runNote({0, session::RunNote::NotText, 1'000})).contains("1 000 key(s), value(s)"));
    }

    void whyATimeIsNotToldIsTold() {
        auto row = run("1", RunKind::Import, RunState::Running);
        row->figures = {.done = 250, .total = 1000};
        QVERIFY(models::runLeftTip(*row).contains("counted"));
        row->figures.linesTotal = 10;
        QVERIFY(models::runLeftTip(*row).contains("length"));
        QVERIFY(models::runProgressTip(*row).contains("bytes of the file"));
        row->leftMs = 1000;
        QCOMPARE(models::runLeftTip(*row), QString());
        row->leftMs.reset();
        row->state = RunState::Stopped;
        QCOMPARE(models::runLeftTip(*row), QString());
    }

    void progressAndResultAreTold() {
        auto row = run("1", RunKind::SendAgain, RunState::Running);
        row->figures = {.records = 250, .done = 250, .total = 1000};
        row->leftMs = 18'400;
        QCOMPARE(models::runProgress(*row), QString("25 %"));
        QCOMPARE(plain(models::runLeft(*row)), QString("18 s"));
        QCOMPARE(plain(models::runResult(*row)), QString("250 of 1 000 sent"));
        row->figures.skipped = 10;
        QCOMPARE(plain(models::runResult(*row)), QString("250 of 1 000 sent, 10 skipped"));
        QVERIFY(plain(models::runNote({0, session::RunNote::Finished, 990, 10})).contains(", 10 skipped"));
        QVERIFY(plain(models::runNote({0, session::RunNote::SentOnceMore, 3}))
                    .contains("sent once more, after those behind them: 3"));
        row->figures.skipped = 0;
        row->figures.refused = 2;
        QCOMPARE(plain(models::runResult(*row)), QString("250 of 1 000 sent, 2 not"));
        row->state = RunState::Failed;
        row->error = base::Error{-1, "ENOSPC", "The disk is full.", {}, false};
        QCOMPARE(models::runResult(*row), QString("The disk is full."));
        row = run("1", RunKind::Produce, RunState::CutOff);
        row->figures = {.records = 5, .done = 5, .total = 9};
        QVERIFY2(plain(models::runResult(*row)).startsWith("at least 5 of 9"),
                 qPrintable(models::runResult(*row)));
        row->figures = {};
        QVERIFY(models::runResult(*row).contains("before anything was counted"));
        for (auto figure :
             {&session::RunFigures::looked, &session::RunFigures::done, &session::RunFigures::refused}) {
            row->figures = {};
            (row->figures.*figure) = 3; // looked through, and nothing of it fitted
            QVERIFY2(!models::runResult(*row).contains("anything"), qPrintable(models::runResult(*row)));
        }
        auto exported = run("2", RunKind::Export, RunState::Finished);
        exported->figures = {.records = 1473, .bytes = 2048};
        QCOMPARE(models::runProgress(*exported), QString("100 %"));
        QVERIFY2(plain(models::runResult(*exported)).startsWith("1 473 record"),
                 qPrintable(models::runResult(*exported)));
    }

    void whatAnExportHasNotGotIsTold() {
        auto row = run("1", RunKind::Export, RunState::Finished);
        row->figures = {.records = 20, .bytes = 2048, .deleted = 1'400'000};
        QVERIFY2(plain(models::runResult(*row)).endsWith("1 400 000 were deleted before they were read"),
                 qPrintable(models::runResult(*row)));
        const QString line = plain(models::runNote({0, session::RunNote::DeletedUnread, 1'400'000}));
        QVERIFY2(line.startsWith("Deleted before they were read, so not written: "), qPrintable(line));
        QVERIFY2(line.contains("1 400 000 record"), qPrintable(line));
        row->figures = {.records = 19, .skipped = 1};
        QCOMPARE(plain(models::runResult(*row)), QString("19 record(s), 1 skipped"));
        QVERIFY(
            plain(models::runNote({0, session::RunNote::RowGone, 4, 2})).endsWith("offset 4 of partition 2"));
        row->figures = {.records = 15, .bytes = 2048, .behindOpen = 1003};
        const QString open = plain(models::runResult(*row));
        QVERIFY2(open.contains("read up to open transactions"), qPrintable(open));
        QVERIFY2(open.endsWith("1 003 behind them"), qPrintable(open));
        QVERIFY(plain(models::runNote({0, session::RunNote::BehindOpen, 1003})).contains("1 003 record"));
        QVERIFY(models::runNote({0, session::RunNote::Uncommitted, 2}).startsWith("Aborted or not"));
        QVERIFY(models::runNote({0, session::RunNote::Uncommitted, 2, 1}).startsWith("Not known whether"));
    }

    void aPartitionThatLagsFarBehindIsNamed() {
        auto row = run("1", RunKind::Export, RunState::Running);
        QVERIFY(!models::runSlowest(*row));
        row->figures = {.done = 160, .total = 300, .partitions = {{0, 62, 100}, {4, 54, 100}, {9, 44, 100}}};
        QVERIFY(!models::runSlowest(*row)); // 53 of a hundred in all: 44 is not far
        row->figures = {.done = 168, .total = 300, .partitions = {{0, 62, 100}, {4, 62, 100}, {9, 44, 100}}};
        QCOMPARE(models::runSlowest(*row)->partition, 9);
        row->figures = {.done = 0, .total = 100, .partitions = {{9, 0, 100}}};
        QVERIFY(!models::runSlowest(*row)); // alone
    }

    void whatDidNotFinishIsNeverAllDone() {
        auto row = run("1", RunKind::Export, RunState::Failed);
        row->figures = {.records = 5, .bytes = 2048, .looked = 9, .done = 5, .total = 9};
        QCOMPARE(models::runProgress(*row), QString("55 %"));
        QVERIFY(models::runProgressTip(*row).contains("failed"));
        QVERIFY2(models::runDone(*row).endsWith("written"), qPrintable(models::runDone(*row)));
        row->state = RunState::CutOff;
        QCOMPARE(models::runProgress(*row), models::estimateSign + QString(" 55 %"));
        QVERIFY(!models::runProgressTip(*row).isEmpty());
        row->figures.done = 9;
        for (const RunState state : {RunState::Failed, RunState::CutOff, RunState::Stopped}) {
            row->state = state;
            QCOMPARE(models::runProgress(*row), QString(models::unknownSign));
        }
    }

    void whatHasARestSaysWhyItCannotGoOn() {
        auto row = run("1", RunKind::Import, RunState::CutOff);
        QVERIFY(models::runRestProblem(*row).contains("cannot go on"));
        QVERIFY(!models::runRestProblem(*row).contains("Run again"));
        row->canRepeat = true;
        QVERIFY(models::runRestProblem(*row).endsWith("sends once more what arrived already."));
        row->subject.kind = RunKind::Export;
        QVERIFY(models::runRestProblem(*row).endsWith("begins anew."));
        row->state = RunState::Stopped; // by a program that has ended
        QVERIFY(models::runRestProblem(*row).contains("cannot go on"));
        row->canGoOn = true;
        QCOMPARE(models::runRestProblem(*row), QString());
        row->canGoOn = false;
        row->state = RunState::Finished;
        QCOMPARE(models::runRestProblem(*row), QString());
    }

    void everyStateHasAShapeAndAWord() {
        for (const RunState state :
             {RunState::Running, RunState::Finished, RunState::Stopped, RunState::Failed, RunState::CutOff}) {
            const auto words = models::runState(state);
            QVERIFY(!words.word.isEmpty());
            QVERIFY(words.shape != models::Shape::None);
        }
    }

    void whatCanBeSkippedIsNamed() {
        QCOMPARE(models::skipAndGoOn(run("1", RunKind::Import, RunState::Failed)->subject),
                 QString("Skip the line and go on"));
        QCOMPARE(models::skipAndGoOn(run("2", RunKind::SendAgain, RunState::Failed)->subject),
                 QString("Skip the record and go on"));
    }

    void theLogIsTextForOthers() {
        auto row = run("1", RunKind::Import, RunState::Failed);
        row->log = {{row->startedMs, session::RunNote::Started},
                    {row->startedMs + 5, session::RunNote::LineAtFault, 84'213, 1204, "oops"},
                    {row->startedMs + 9, session::RunNote::LineAtFault, 84'214, 0, "{}"}};
        QCOMPARE(models::runLog(*row, Zone::Utc),
                 QString("2026-11-22 12:00:05.121  Started\n"
                         "2026-11-22 12:00:05.126  Line 84 213, column 1 204: oops\n"
                         "2026-11-22 12:00:05.130  Line 84 214: {}\n"));
    }
};

QTEST_GUILESS_MAIN(RunModelTest)
#include "run_model_test.moc"
