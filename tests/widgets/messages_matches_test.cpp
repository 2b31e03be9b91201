#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include "models/cells.h"
#include "models/record_model.h"
#include "support/messages_page.h"
#include "support/window_bench.h"
#include "widgets/common/segmented.h"

using support::record;
using support::WindowBench;

/// What was looked for, marked in the record; what is compared, marked in the table; what was cut, copied
/// whole.
class MessagesMatchesTest : public QObject, private support::MessagesPage {
    Q_OBJECT

    void find(const char* words) {
        m_bench->type("recordFilter", words);
        QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return);
        select(0);
    }
    QString matchWords() { return m_bench->see("matchLine")->findChild<QLabel*>()->text(); }
    static models::TextSpans spans(const QModelIndex& index) {
        return index.data(models::MatchesRole).value<models::TextSpans>();
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void matchesAreMarkedAndGoneThroughInTreeAndText() {
        open({record(1, R"({"a":"gold","b":{"gold":1},"c":"ünd gold, gold"})")});
        find("gold");
        auto* tree = m_bench->see<QTreeView>("valueTree");
        QTRY_COMPARE(tree->model()->rowCount(), 3);
        QCOMPARE(spans(tree->model()->index(0, 1)), (models::TextSpans{{1, 5}}));
        QCOMPARE(spans(tree->model()->index(2, 1)), (models::TextSpans{{5, 9}, {11, 15}}));
        QTRY_VERIFY(matchWords().startsWith("3 "));
        QTest::keyClick(table(), Qt::Key_F3);
        QCOMPARE(tree->currentIndex().data().toString(), QString("a"));
        QTest::keyClick(table(), Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(tree->currentIndex().data().toString(), QString("c"));
        m_bench->see<widgets::Segmented>("payloadFormat")->setCurrent(1);
        auto* text = m_bench->see<QPlainTextEdit>("payloadText");
        QCOMPARE(text->extraSelections().size(), 4);
        m_bench->click("matchNext");
        QCOMPARE(text->textCursor().selectedText(), QString("gold"));
        find("nothing of the kind");
        QTRY_VERIFY(!isSeen("matchLine"));
        QVERIFY(text->extraSelections().isEmpty());
    }

    void matchesAreMarkedAndGoneThroughInHex() {
        // Across the middle gap, and across the end of a line of eight and of sixteen bytes.
        open({record(1, QByteArray("\x00\x01....gold......gold", 22))});
        find("gold");
        QTRY_VERIFY(isSeen("payloadFormat"));
        m_bench->see<widgets::Segmented>("payloadFormat")->setCurrent(2);
        auto* hex = m_bench->see<QPlainTextEdit>("payloadHex");
        for (const int width : {1024, 1440, 2400}) {
            m_bench->window->resize(width, 800);
            QTRY_COMPARE(m_bench->window->width(), width);
            QTRY_COMPARE(hex->horizontalScrollBar()->maximum(), 0);
            QString digits, letters;
            for (const auto& mark : hex->extraSelections())
                (mark.cursor.selectedText().contains("6") ? digits : letters) += mark.cursor.selectedText();
            QCOMPARE(digits.remove(' '), QString("676f6c64676f6c64"));
            QCOMPARE(letters, QString("goldgold"));
        }
        m_bench->click("matchNext");
        m_bench->click("matchNext");
        QCOMPARE(hex->textCursor().selectedText().simplified().left(2), QString("67"));
        QVERIFY(matchWords().contains("2"));
    }

    void moreMatchesThanAreGoneThroughAreNotLeftOut() {
        const QByteArray first = R"({"first":"gold")";
        QByteArray many = first, deep = first;
        for (int i = 0; i < 6000; ++i) {
            const QByteArray name = ",\"" + QByteArray::number(i) + "\":";
            deep += name + "1";
            if (i < 150)
                many += name + "\"gold\"";
        }
        auto cut = record(1, first + '}');
        cut.valueSize = 100'000;
        open({record(4, many + '}'), record(3, deep + R"(,"last":"gold"})"), record(2, first + '}'), cut});
        find("gold");
        const QStringList words{"100+ matches", "1+ matches", "1 match(es)", "1+ matches"};
        for (int row = 0; row < words.size(); ++row) {
            select(row);
            QTRY_COMPARE(isSeen("matchLine") ? matchWords() : QString(), words[row]);
        }
        QTest::keyClick(table(), Qt::Key_F3);
        QCOMPARE(matchWords(), QString("match 1 of 1+"));
    }

    void anotherReadingIsGuessedAnew() {
        std::vector<session::RecordRow> numbers, objects;
        for (int i = 0; i < 40; ++i) {
            numbers.push_back(record(i, QByteArray::number(2000 + i)));
            objects.push_back(record(100 + i, R"({"n":1,"grp":"x"})"));
        }
        open(numbers);
        select(0);
        QTRY_VERIFY(isSeen("payloadKind"));
        const auto* kind = m_bench->see<QPushButton>("payloadKind");
        QTRY_VERIFY2(kind->text().contains("Text"), qPrintable(kind->text()));
        emit browser()->rowsAboutToReset();
        fake().rows = objects;
        emit browser()->rowsReset();
        select(0);
        QTRY_VERIFY2(kind->text().contains("JSON"), qPrintable(kind->text()));
        QTRY_COMPARE(m_bench->see<QTreeView>("valueTree")->model()->rowCount(), 2);
    }

    void aLongKindLeavesTheButtonsBesideItTheirRoom() {
        open({record(1, QByteArray("\x00\x00\x00\x00\x01{\"a\":1}", 12))});
        select(0);
        QTRY_VERIFY(isSeen("payloadKind"));
        auto* view = m_bench->see("recordView");
        m_bench->see<QSplitter>("messagesSplitter")->setSizes({4000, 1});
        QTRY_COMPARE(view->width(), view->minimumWidth());
        const auto* line = m_bench->see("payloadLine");
        const auto* kind = m_bench->see("payloadKind");
        const auto* views = m_bench->see("payloadFormat");
        const auto* find = m_bench->see("findInRecord");
        const auto* copy = m_bench->see("copyPayload");
        QTRY_VERIFY(kind->geometry().right() < views->geometry().left());
        QTRY_VERIFY(views->geometry().right() < find->geometry().left());
        QTRY_VERIFY(find->geometry().right() < copy->geometry().left());
        QTRY_VERIFY(copy->geometry().right() < line->width());
        QVERIFY(line->width() <= view->width());
    }

    void whatALineIsBrokenInIsFoundWhole() {
        open({record(1, QByteArray(1'997, 'x') + "needle" + QByteArray(3'000, 'y') + "needle")});
        select(0);
        QTRY_VERIFY(isSeen("payloadText"));
        const auto* text = m_bench->see<QPlainTextEdit>("payloadText");
        QTRY_VERIFY(text->toPlainText().contains("xxxnee\ndleyyy"));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        m_bench->type("findWords", "needle");
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        QVERIFY(says(m_bench->see("findLine"), "1 of 2"));
        QCOMPARE(text->textCursor().selectedText().size(), 7); // with the break
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        QCOMPARE(text->textCursor().selectedText(), QString("needle"));
    }

    void whatFindDidNotLookAtIsSaid() {
        auto kept = record(1, R"({"a":"one"})");
        kept.valueSize = 5 * 1024 * 1024;
        auto large = record(2, QByteArray(600 * 1024, 'x') + "end");
        open({kept, large});
        const auto outcomeOf = [this](int row) {
            select(row);
            table()->setFocus();
            QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
            m_bench->type("findWords", "end");
            QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
            QString told;
            for (const auto* one : m_bench->see("findLine")->findChildren<QLabel*>())
                told += models::withPlainBlanks(one->text()) + '|';
            return told;
        };
        QTRY_COMPARE(outcomeOf(0), QString("not found|Only the first 11 B are looked at.|"));
        QTRY_COMPARE(outcomeOf(1), QString("not found|Only the first 512.0 KiB are looked at.|"));
    }

    void whatATreeThatIsCutHidesFromFindIsSaid() {
        open({record(1, "{\"a\":[" + QByteArray("1,").repeated(200'000) + "1],\"end\":1}")});
        select(0);
        QTRY_VERIFY(isSeen("valueTree"));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        m_bench->type("findWords", "end");
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        const auto labels = m_bench->see("findLine")->findChildren<QLabel*>();
        QTRY_VERIFY(std::ranges::any_of(labels, [](const QLabel* one) {
            return models::withPlainBlanks(one->text()) == "Only the first 200 000 fields are looked at.";
        }));
    }

    void whatIsLookedAtIsSearchedAnewWhenItChanges() {
        auto kept = record(1, QByteArray(1'000, 'x'));
        kept.valueSize = 1'016;
        open({kept, record(2, "one needle"), record(3, "none"), record(4, std::nullopt)});
        select(0);
        QTRY_VERIFY(isSeen("payloadText"));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        m_bench->type("findWords", "needle");
        const auto told = [this](const char* words) { return says(m_bench->see("findLine"), words); };
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        QVERIFY(told("not found") && told("are looked at"));
        emit browser()->recordLoaded(record(1, QByteArray(1'000, 'x') + " needle + needle"));
        QTRY_VERIFY(told("1 of 2"));
        QVERIFY(!told("are looked at"));
        select(1);
        QTRY_VERIFY(told("1 of 1"));
        select(2);
        QTRY_VERIFY(told("not found"));
        select(1);
        QTRY_VERIFY(told("1 of 1"));
        m_bench->type("findWords", "null"); // asked for by nobody yet
        select(3);
        QTRY_COMPARE(m_bench->see<QPlainTextEdit>("payloadText")->toPlainText(), QString("null"));
        QVERIFY(!told("1 of 1") && !told("not found"));
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        QVERIFY(told("not found")); // the word is not the record's
    }

    void textIsFoundInsideARecord() {
        open({record(1, R"({"a":"one","b":{"c":"Other"}})")});
        select(0);
        auto* tree = m_bench->see<QTreeView>("valueTree");
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(m_bench->see("findWords")->hasFocus());
        m_bench->type("findWords", "other");
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        QCOMPARE(tree->currentIndex().siblingAtColumn(1).data().toString(), QString("\"Other\""));
        m_bench->type("findWords", "nobody");
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        QVERIFY(says(m_bench->see("findLine"), "not found"));
        m_bench->see<widgets::Segmented>("payloadFormat")->setCurrent(1);
        m_bench->type("findWords", "OTHER");
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        QVERIFY(says(m_bench->see("findLine"), "1 of 1"));
        QCOMPARE(m_bench->see<QPlainTextEdit>("payloadText")->textCursor().selectedText(), QString("Other"));
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Escape);
        QVERIFY(!isSeen("findLine"));
    }

    void whatTurnsDirectionsIsSeenAndCopiedAsItIs() {
        const QString value = QString::fromUtf8("pay \u202eBob\u202c\r\nnow");
        open({record(1, value.toUtf8())});
        select(0);
        QTRY_VERIFY(isSeen("payloadText"));
        auto* text = m_bench->see<QPlainTextEdit>("payloadText");
        QCOMPARE(text->toPlainText(), QString::fromUtf8("pay \u21a4Bob\u21a5\nnow"));
        text->selectAll();
        text->copy();
        QCOMPARE(QApplication::clipboard()->text(), QString(value).remove('\r'));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        m_bench->see<QLineEdit>("findWords")->setText(QString::fromUtf8("b\u202c"));
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
        QVERIFY(says(m_bench->see("findLine"), "1 of 1"));
    }

    void blanksAndSeparatorsAreCopiedAsTheyAre() {
        const QString value = QString::fromUtf8("x\u2028y\u2029z\u00a0w");
        open({record(1, value.toUtf8())});
        select(0);
        QTRY_VERIFY(isSeen("payloadText"));
        auto* text = m_bench->see<QPlainTextEdit>("payloadText");
        text->selectAll();
        text->copy();
        QCOMPARE(QApplication::clipboard()->text(), value);
    }

    void whatTakesLongIsNotShownAsAnotherRecord() {
        open({record(2, R"({"a":1,"b":2})"), record(1, R"({"c":3})")});
        select(0);
        auto* tree = m_bench->see<QTreeView>("valueTree");
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        select(1);
        auto* moment = tree->window()->findChild<QTimer*>("payloadMoment");
        QVERIFY(moment && moment->isActive());
        QVERIFY(QMetaObject::invokeMethod(moment, "timeout"));
        QCOMPARE(tree->model()->rowCount(), 0);
        QVERIFY(says(m_bench->see("payloadNote"), "Being read"));
        QTRY_COMPARE(tree->model()->rowCount(), 1);
        QVERIFY(!isSeen("payloadNote"));
    }

    void keysAreHeardAfterAClickOnATab() {
        open({record(1, R"({"a":"one"})")});
        select(0);
        auto* tabs = m_bench->see<QTabBar>("recordTabs");
        m_bench->see("rail")->setFocus();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        QVERIFY(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(m_bench->see("findWords")->hasFocus());
    }

    void wordsAndDigitsAreFoundAndCountedInARecord() {
        open({record(1, QByteArray("\x00gold\x00GOLD\xff\xfe", 12))});
        select(0);
        QTRY_VERIFY(isSeen("payloadFormat"));
        m_bench->see<widgets::Segmented>("payloadFormat")->setCurrent(2);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
        const auto outcome = [&](const char* words) {
            m_bench->type("findWords", words);
            QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return);
            return m_bench->see("findLine")->findChild<QLabel*>()->text();
        };
        QCOMPARE(outcome("gold"), QString("1 of 2"));
        QTest::keyClick(m_bench->see("findWords"), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(m_bench->see("findLine")->findChild<QLabel*>()->text(), QString("2 of 2"));
        QCOMPARE(outcome("ff fe"), QString("1 of 1"));
        QCOMPARE(outcome("fe ff"), QString("not found"));
    }

    void aValueInTheTreeIsFilteredTo() {
        open({record(1, R"({"status":"paid","items":[1]})"), record(2, "no json")});
        select(0);
        auto* tree = m_bench->see<QTreeView>("valueTree");
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        const auto offered = [&](int row) -> QAction* {
            tree->setCurrentIndex(tree->model()->index(row, 0));
            QContextMenuEvent asked(QContextMenuEvent::Keyboard, {}, tree->mapToGlobal(QPoint()));
            QApplication::sendEvent(tree, &asked);
            auto* menu = tree->findChildren<QMenu*>().last();
            menu->close();
            for (auto* action : menu->actions())
                if (action->text() == "Filter to this name and value")
                    return action;
            return nullptr;
        };
        QVERIFY(!offered(1)); // it holds others
        auto* filter = offered(0);
        QVERIFY(filter);
        filter->trigger();
        QVERIFY(fake().asked.isRegex && fake().asked.inValue && !fake().asked.inKey);
        QCOMPARE(fake().asked.filter, QString(R"("status"\s*:\s*"paid")"));
        offered(0)->trigger(); // again: what was before stays what it was
        find("paid");
        QVERIFY(!fake().asked.isRegex && !fake().asked.caseSensitive);
        QVERIFY(fake().asked.inKey && fake().asked.inValue && fake().asked.inHeaders);
    }

    void matchesAreMarkedInHeaders() {
        auto row = record(1, "v");
        row.headers = {{"source", "web-shop"}, {"count", QByteArray::fromHex("000000000000002a")}};
        row.headerCount = 2;
        open({row});
        find("shop");
        m_bench->see<QTabBar>("recordTabs")->setCurrentIndex(2);
        const auto* headers = m_bench->see<QTableView>("headerTable")->model();
        QCOMPARE(spans(headers->index(0, 1)), (models::TextSpans{{4, 8}}));
        QCOMPARE(headers->index(1, 1).data().toString(), QString("42"));
        QVERIFY(headers->index(1, 1).data(Qt::ToolTipRole).toString().contains("2a"));
        QVERIFY(!headers->index(1, 2).data().toString().isEmpty());
    }

    void whatIsComparedIsMarkedInTheTable() {
        open({record(3, "{}"), record(2, "{}"), record(1, "{}")});
        const auto badge = [this](int row) {
            return table()->model()->index(row, models::RecordModel::Timestamp).data(models::BadgeRole);
        };
        select(2);
        QVERIFY(!badge(2).isValid());
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        select(0);
        QCOMPARE(badge(2).toString(), QString("A"));
        QCOMPARE(badge(0).toString(), QString("B"));
        QVERIFY(badge(1).isValid() && badge(1).toString().isEmpty());
        const auto* compared = m_bench->see<QTreeView>("compareTree")->model();
        QCOMPARE(compared->headerData(1, Qt::Horizontal, models::BadgeRole).toString(), QString("A"));
        m_bench->click("compareSwap");
        QCOMPARE(badge(0).toString(), QString("A"));
        m_bench->click("compareClose");
        QVERIFY(!badge(2).isValid());
    }

    void aRecordIsNotComparedWithItself() {
        open({record(2, "{}"), record(1, "{}")});
        select(0);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        const auto* compared = m_bench->see<QTreeView>("compareTree")->model();
        const auto second = [&] { return compared->headerData(2, Qt::Horizontal).toString(); };
        const QString none = second();
        select(1);
        const QString other = second();
        QVERIFY(other != none);
        select(0);
        QCOMPARE(second(), other);
    }

    void nothingIsMissingBeforeASecondIsChosen() {
        open({record(2, R"({"a":1,"b":2})"), record(1, R"({"a":1})")});
        select(0);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        const auto* shown = m_bench->see<QTreeView>("compareTree")->model();
        const auto cell = [shown](int column) { return shown->index(1, column).data().toString(); };
        QTRY_COMPARE(shown->rowCount(), 2);
        m_bench->click("onlyDifferences");
        QCOMPARE(shown->rowCount(), 2); // there are none to choose among
        QCOMPARE(cell(0), QString("b"));
        QCOMPARE(cell(1), QString("2"));
        QCOMPARE(cell(2), QString());
        QVERIFY(!shown->index(1, 2).data(models::GroundRole).isValid());
        m_bench->click("onlyDifferences");
        select(1);
        QTRY_COMPARE(cell(2), QString("missing"));
        QVERIFY(shown->index(1, 2).data(models::GroundRole).isValid());
    }

    void whatTheTableCutIsComparedWhole() {
        const QByteArray same(1000, 'a');
        auto one = record(2, same), other = record(1, same);
        one.valueSize = other.valueSize = 1001;
        open({one, other});
        fake().makeWhole = [](session::RecordRow& row) { *row.value += row.offset == 2 ? 'x' : 'y'; };
        select(0);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        select(1);
        const auto* shown = m_bench->see<QTreeView>("compareTree")->model();
        const auto cell = [shown](int column) { return shown->index(0, column).data().toString(); };
        QTRY_VERIFY(cell(1).endsWith("ax") && cell(2).endsWith("ay"));
        QVERIFY(says(m_bench->see("recordCompare"), "1 field(s) differ, 0 equal"));
    }

    void partsAreNotCalledEqualRecords() {
        const QByteArray same(1000, 'a');
        auto one = record(2, same), other = record(1, same);
        one.valueSize = other.valueSize = 1001;
        open({one, other});
        fake().makeWhole = [](session::RecordRow&) {};
        select(0);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        select(1);
        QTRY_VERIFY(says(m_bench->see("recordCompare"), "the rest is not compared"));
    }

    void escClosesTheComparison() {
        open({record(2, "{}"), record(1, "{}")});
        for (const char* inFocus : {"recordTable", "compareTree"}) {
            select(0);
            QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
            auto* focused = m_bench->see(inFocus);
            focused->setFocus();
            QTest::keyClick(focused, Qt::Key_Escape);
            QVERIFY2(isSeen("recordView"), inFocus);
        }
    }

    void theButtonCopiesAlsoWhatTheTableCut() {
        auto row = record(7, QByteArray(10, 'x'));
        row.valueSize = 1000;
        open({row});
        select(0);
        QTRY_VERIFY(isSeen("copyPayload"));
        m_bench->click("copyPayload");
        QCOMPARE(fake().loads.size(), 1);
        emit browser()->recordLoaded(record(7, QByteArray(1000, 'x')));
        QTRY_COMPARE(QApplication::clipboard()->text().size(), qsizetype(1000));
    }

    void aRowThatWasCutIsCopiedWhole() {
        auto row = record(1, QByteArray(10, 'x'));
        row.valueSize = 100'000;
        open({row});
        fake().makeWhole = [](session::RecordRow& one) { one.value = QByteArray(100'000, 'y'); };
        select(0);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::clipboard()->text().count('y'), qsizetype(100'000));
        QVERIFY(!QApplication::clipboard()->text().contains(QChar(0x2026)));
    }
};

QTEST_MAIN(MessagesMatchesTest)
#include "messages_matches_test.moc"
