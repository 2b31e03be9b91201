#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>

#include "models/formats.h"
#include "support/messages_page.h"
#include "widgets/common/controls.h"

using session::RecordRow;
using session::SeekKind;
using support::record;
using support::WindowBench;

/// A tail that can be read while it runs: what stands still, what follows, and what it looks for.
class MessagesLiveTest : public QObject, support::MessagesPage {
    Q_OBJECT

    int m_next = 0; ///< rows that came so far

    /// A tail of so many rows; the page's are named "row N", the newest with the highest number.
    void goLive(int rows) {
        open();
        m_bench->click("liveBrowse");
        emit browser()->rowsAboutToReset();
        fake().rows.clear();
        emit browser()->rowsReset();
        browser()->resume();
        m_next = 0;
        arrive(rows);
        QCoreApplication::processEvents();
    }
    void arrive(int count) {
        std::vector<RecordRow> fresh;
        for (int i = 0; i < count; ++i, ++m_next)
            fresh.insert(fresh.begin(), record(m_next, "row " + QByteArray::number(m_next)));
        support::fakeOf(*browser()).prepend(fresh);
    }
    int top() { return table()->rowAt(2); }
    QString textAt(int row) { return table()->model()->index(row, 4).data().toString(); }
    QString topText() { return textAt(top()); }
    QString above() { return isSeen("newAbove") ? m_bench->see<QPushButton>("newAbove")->text() : QString(); }
    QScrollBar* bar() { return table()->verticalScrollBar(); }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void atTheTopTheNewestAreFollowed() {
        goLive(200);
        table()->setFocus(Qt::TabFocusReason);
        for (int beat = 0; beat < 3; ++beat) {
            arrive(5);
            QCoreApplication::processEvents();
            QCOMPARE(topText(), QString("row %1").arg(m_next - 1));
            QCOMPARE(above(), QString());
        }
        QTest::keyClick(table(), Qt::Key_Down); // not from the row that had the focus at first
        QCOMPARE(textAt(table()->currentIndex().row()), topText());
    }

    void noColumnSaysThatItOrdersATail() {
        open();
        table()->sortByColumn(4, Qt::AscendingOrder);
        const auto* header = table()->horizontalHeader();
        QVERIFY(header->isSortIndicatorShown());
        m_bench->click("liveBrowse");
        browser()->resume();
        QTRY_VERIFY(!header->isSortIndicatorShown());
        browser()->stop();
        QTRY_VERIFY(header->isSortIndicatorShown());
        QCOMPARE(header->sortIndicatorSection(), 4);
    }

    void aColumnOrdersTheTailOnceItEnds() {
        goLive(5);
        table()->sortByColumn(4, Qt::AscendingOrder);
        arrive(1);
        QCOMPARE(textAt(0), QString("row 5"));
        browser()->stop();
        QTRY_COMPARE(textAt(0), QString("row 0"));
    }

    void whoScrolledAwayReadsInPeace() {
        goLive(200);
        bar()->setValue(60);
        const QString read = topText();
        arrive(80);
        QCOMPARE(topText(), read); // before anything is drawn
        arrive(7);
        QCoreApplication::processEvents();
        QCOMPARE(topText(), read);
        QCOMPARE(above(), QString("87 new above"));
        bar()->setValue(30);
        QCOMPARE(above(), QString("30 new above")); // the others are in view or were
        bar()->setValue(0);
        QCOMPARE(above(), QString());
        arrive(3);
        QCoreApplication::processEvents();
        QCOMPARE(topText(), QString("row %1").arg(m_next - 1));
    }

    void theSelectedRowStaysWhereItIs() {
        goLive(200);
        select(4);
        const QRect where = table()->visualRect(table()->currentIndex());
        const QString value = textAt(table()->currentIndex().row());
        for (int beat = 0; beat < 3; ++beat) {
            arrive(40);
            QCoreApplication::processEvents();
            QCOMPARE(table()->visualRect(table()->currentIndex()), where);
            QCOMPARE(textAt(table()->currentIndex().row()), value);
        }
        QCOMPARE(above(), QString("120 new above"));
        QTRY_COMPARE(m_bench->window->findChild<QPlainTextEdit*>("payloadText")->toPlainText(), value);
    }

    void theWayBackFollowsAgain_data() {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("button") << false;
        QTest::newRow("Home") << true;
    }
    void theWayBackFollowsAgain() {
        QFETCH(const bool, byKey);
        goLive(200);
        select(4);
        arrive(40);
        if (byKey)
            QTest::keyClick(table(), Qt::Key_Home);
        else
            m_bench->click("newAbove");
        QVERIFY(!table()->selectionModel()->hasSelection());
        QVERIFY(table()->hasFocus());
        QCOMPARE(above(), QString());
        arrive(5);
        QCoreApplication::processEvents();
        QCOMPARE(topText(), QString("row %1").arg(m_next - 1));
    }

    void rowsLetGoAtTheEndMoveNothingAndAreNotCounted() {
        goLive(200);
        bar()->setValue(60);
        const QString read = topText();
        arrive(50);
        support::fakeOf(*browser()).drop(50);
        QCoreApplication::processEvents();
        QCOMPARE(topText(), read);
        QCOMPARE(above(), QString("50 new above"));
        arrive(190); // what was read is gone with these
        support::fakeOf(*browser()).drop(190);
        QCoreApplication::processEvents();
        QCOMPARE(bar()->value(), bar()->maximum());
        QCOMPARE(above(), QString("%1 new above").arg(bar()->value()));
    }

    void aRecordThatIsReadStaysThoughItsRowIsLetGo() {
        goLive(200);
        select(4);
        const QString value = textAt(4);
        arrive(198);
        support::fakeOf(*browser()).drop(198);
        QVERIFY(!table()->selectionModel()->hasSelection());
        QTRY_COMPARE(m_bench->window->findChild<QPlainTextEdit*>("payloadText")->toPlainText(), value);
        m_bench->click("recordUp");
        QCOMPARE(table()->currentIndex().row(), 199);
    }

    void enterLooksForTheTextInTheRunningTail() {
        goLive(20);
        const int runs = fake().runs;
        m_bench->type("recordFilter", "k7");
        QCOMPARE(fake().runs, runs);
        QVERIFY(isSeen("filterHint"));
        QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return);
        QCOMPARE(fake().runs, runs); // what was caught stays
        QCOMPARE(fake().refilters, 1);
        QCOMPARE(fake().asked.seek, SeekKind::Live);
        QCOMPARE(fake().asked.filter, QString("k7"));
        QVERIFY(!isSeen("filterHint"));
        browser()->resume();
        QTest::keyClick(m_bench->window.get(), Qt::Key_F5);
        QCOMPARE(fake().asked.seek, SeekKind::Live);
    }

    void partitionsAreChosenInTheRunningTail() {
        goLive(20);
        m_bench->click("partitionChoice");
        auto* ranges = m_bench->window->findChild<QLineEdit*>("partitionRanges");
        QTest::keyClicks(ranges, "3");
        QTest::keyClick(ranges, Qt::Key_Escape);
        QVERIFY(isSeen("filterHint"));
        QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return);
        QCOMPARE(fake().asked.seek, SeekKind::Live);
        QCOMPARE(fake().asked.partitions, QVector<int>{3});
        QVERIFY(!isSeen("filterHint"));
    }

    void theMiddleSaysWhatAnEmptyTailWaitsFor() {
        goLive(0);
        QVERIFY(says(table(), "Waiting for records"));
        fake().done.awaitsCluster = true;
        emit browser()->progressChanged();
        QVERIFY(says(table(), "Waiting for the cluster"));
        const auto* state = m_bench->see("scanStrip")->findChild<widgets::StateLabel*>();
        QCOMPARE(state->accessibleName(), QString("Live: waiting for the cluster"));
        fake().done.awaitsCluster = false;
        browser()->pause();
        fake().done.waiting = 3;
        emit browser()->progressChanged();
        QVERIFY(says(table(), "Paused: 3 new wait."));
    }

    void theTimeRunsOnWhileNothingComes() {
        goLive(0);
        fake().done.elapsedMs = 83'000;
        const QString told = models::formatDuration(83'000);
        const auto isTold = [&] {
            const auto labels = m_bench->see("scanStrip")->findChildren<QLabel*>();
            return std::ranges::any_of(labels, [&](const auto* one) { return one->text().contains(told); });
        };
        QVERIFY(!isTold());
        QTRY_VERIFY(isTold());
    }

    void itEndsAsTheConnectionIsClosed() {
        goLive(0);
        m_bench->fake().connection().close();
        QCOMPARE(browser()->state(), session::BrowseState::Stopped);
        fake().reason = session::StopReason::Cancelled;
        emit browser()->stateChanged();
        QVERIFY(says(table(), "The local broker is not running."));
    }

    void textThatIsNotAppliedYetIsMarked() {
        open();
        QVERIFY(!isSeen("filterHint"));
        m_bench->type("recordFilter", "pending");
        QVERIFY(isSeen("filterHint"));
        auto* field = m_bench->see<QLineEdit>("recordFilter");
        QCOMPARE(field->accessibleDescription(), QString("Enter to apply"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!isSeen("filterHint"));
        QTest::keyClick(field, Qt::Key_Backspace);
        QVERIFY(isSeen("filterHint"));
    }
};

QTEST_MAIN(MessagesLiveTest)
#include "messages_live_test.moc"
