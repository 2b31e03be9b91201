#include <QTest>

#include "models/formats.h"
#include "widgets/prompts/export_dialog.h"
#include "widgets/prompts/export_transactions.h"

using models::Tone;
using session::RecordMark;
using namespace widgets;

/// What an export says beforehand of records of transactions.
class ExportTransactionsTest : public QObject {
    Q_OBJECT

    static session::RecordRow row(RecordMark mark) {
        session::RecordRow out;
        out.mark = mark;
        return out;
    }
    static QString plain(const TransactionWords& words) { return models::withPlainBlanks(words.text); }

private slots:
    void rowsThatWereNotCommittedAreCounted() {
        const ExportScope scope{.topic = "orders"};
        session::ExportDraft draft;
        draft.rows = {row(RecordMark::None), row(RecordMark::Committed)};
        QCOMPARE(plain(transactionWords(scope, draft)), QString());
        draft.rows = {row(RecordMark::Aborted), row(RecordMark::Open), row(RecordMark::Undecided),
                      row(RecordMark::None)};
        const auto words = transactionWords(scope, draft);
        QVERIFY2(plain(words).startsWith("Aborted or not committed here: 2. Not known whether committed: 1."),
                 qPrintable(words.text));
        QCOMPARE(words.tone, Tone::Warn);
        draft.rows = {row(RecordMark::Undecided)};
        QVERIFY(plain(transactionWords(scope, draft)).startsWith("Not known whether committed: 1."));
    }

    void aRangeSaysWhatBecomesOfAbortedOnes() {
        ExportScope scope{.topic = "orders", .read = {row(RecordMark::Committed)}};
        auto words = transactionWords(scope, {});
        QVERIFY2(plain(words).contains("aborted records are written too"), qPrintable(words.text));
        QCOMPARE(words.tone, Tone::Muted);
        scope.read.push_back(row(RecordMark::Aborted));
        QCOMPARE(transactionWords(scope, {}).tone, Tone::Warn);
    }

    void readCommittedSaysWhatItLeaves() {
        ExportScope scope{.topic = "orders", .read = {row(RecordMark::Committed)}};
        session::ExportDraft draft;
        draft.query.committedOnly = true;
        QCOMPARE(plain(transactionWords(scope, draft)), QString());
        scope.behindOpen = 1003;
        const auto words = transactionWords(scope, draft);
        QVERIFY2(plain(words).contains("1 003 when this was read"), qPrintable(words.text));
        QCOMPARE(words.tone, Tone::Warn);
    }
};

QTEST_MAIN(ExportTransactionsTest)
#include "export_transactions_test.moc"
