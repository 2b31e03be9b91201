#include <QApplication>
#include <QClipboard>
#include <QTreeView>

#include "models/cells.h"
#include "models/record_model.h"
#include "support/messages_page.h"

using session::RecordMark;
using session::RecordRow;
using support::record;
using support::WindowBench;

/// What stands apart from the table is the record it was, and gets the news of no other.
class MessagesIdentityTest : public QObject, support::MessagesPage {
    Q_OBJECT

    /// Of which the table keeps a part.
    static RecordRow cut() {
        auto row = record(7, QByteArray(10, 'x'));
        row.valueSize = 1000;
        return row;
    }
    static RecordRow whole(char fill = 'x') { return record(7, QByteArray(1000, fill)); }
    static QString copied() { return QApplication::clipboard()->text(); }
    bool isShownAs(const char* words) { return says(m_bench->see("recordView"), words); }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        QApplication::clipboard()->setText("as before");
    }
    void cleanup() { m_bench.reset(); }

    void aTransactionThatEndsIsToldBesideTheTable() {
        auto row = record(7, "v");
        row.mark = RecordMark::Open;
        open({row, record(6, "w")});
        select(0);
        openTab(3);
        QTRY_VERIFY(isShownAs("pending"));
        fake().rows[0].mark = RecordMark::Committed;
        emit browser()->rowsChanged(0, 1);
        QTRY_VERIFY(isShownAs("committed"));
        QVERIFY(!isShownAs("pending"));
    }

    void anotherTopicsRecordIsNotShownForIt() {
        open({cut()});
        select(0);
        QTRY_VERIFY(isSeen("copyPayload"));
        m_bench->click("copyPayload");
        emit browser()->recordLoaded(whole('y'));
        emit browser()->recordLoaded(whole());
        QTRY_COMPARE(copied().size(), 1000);
        QVERIFY(!copied().contains('y'));
    }

    void aCopyThatFailedIsNotMadeLater() {
        open({cut()});
        select(0);
        QTRY_VERIFY(isSeen("payloadNoteAct"));
        m_bench->click("copyPayload");
        emit browser()->recordFailed(0, 7, {.name = "CONNECTION_CLOSED", .cause = "gone", .remedy = {}});
        m_bench->click("payloadNoteAct");
        emit browser()->recordLoaded(whole());
        QTRY_VERIFY(!isSeen("payloadNoteAct"));
        QCOMPARE(copied(), QString("as before"));
    }

    void anotherTopicsRecordIsComparedAndNotMarkedAsTheOld() {
        open({record(2, R"({"a":"old"})"), record(1, "{}")});
        const auto badge = [this](int row) {
            return table()
                ->model()
                ->index(row, models::RecordModel::Timestamp)
                .data(models::BadgeRole)
                .toString();
        };
        select(0);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(badge(0), QString("A"));
        auto fresh = record(2, R"({"a":"new"})");
        fresh.timestampMs += 1000;
        fake().answers = {fresh, record(1, "{}")};
        browser()->run({});
        QVERIFY2(badge(0) != "A", "it is another record");
        select(0);
        QCOMPARE(badge(0), QString("B"));
        const auto* compared = m_bench->see<QTreeView>("compareTree")->model();
        const auto cell = [compared](int column) { return compared->index(0, column).data().toString(); };
        QTRY_VERIFY(cell(1).contains("old") && cell(2).contains("new"));
    }
};

QTEST_MAIN(MessagesIdentityTest)
#include "messages_identity_test.moc"
