#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeView>

#include "models/cells.h"
#include "models/record_model.h"
#include "support/messages_page.h"
#include "widgets/common/message_bar.h"

using namespace widgets;
using session::RecordRow;
using session::SeekKind;
using support::record;
using support::WindowBench;

class MessagesTest : public QObject, support::MessagesPage {
    Q_OBJECT

    QTreeView* tree() { return m_bench->window->findChild<QTreeView*>("valueTree"); }
    /// 0: tree, 1: text, 2: hex.
    void viewAs(int view) {
        auto* views = m_bench->see("payloadFormat");
        views->setFocus();
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(views, Qt::Key_Left);
        for (int i = 0; i < view; ++i)
            QTest::keyClick(views, Qt::Key_Right);
    }
    /// Of what is decoded on another thread: nothing, until it is there.
    QString shown() {
        const auto* text = m_bench->window->findChild<QPlainTextEdit*>("payloadText");
        return text->isVisible() ? text->toPlainText() : QString();
    }
    QString note() {
        const auto* bar = m_bench->window->findChild<MessageBar*>("payloadNote");
        return bar->isVisible() ? bar->accessibleName() : QString();
    }

    static base::Error unreachable() {
        return {-195, "_TRANSPORT", "No broker answers.", "Check the network.", true};
    }
    bool emptySays(const char* words) { return says(table()->viewport(), words); }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void theValueHasTheRoomThatIsLeft() {
        std::vector<RecordRow> records;
        for (int i = 0; i < 200; ++i) {
            records.push_back(record(i, QByteArray(R"({"orderId":"ord-8841207","total":742.4})")));
            records.back().key = "cus-20418";
        }
        open(std::move(records));
        int last = 0;
        for (const QSize& size : {QSize(1280, 800), QSize(1440, 900), QSize(2560, 1300)}) {
            m_bench->window->resize(size);
            QTRY_COMPARE(m_bench->window->size(), size);
            const auto width = [this] { return table()->columnWidth(models::RecordModel::Value); };
            QTRY_VERIFY2(width() >= 200 && width() > last, qPrintable(QString::number(width())));
            last = width();
            QCOMPARE(table()->horizontalScrollBar()->maximum(), 0);
            QVERIFY(m_bench->see("recordView")->width() >= 240);
        }
    }

    void widthsThatSomebodyGaveComeBack() {
        open();
        table()->setColumnWidth(models::RecordModel::Key, 171);
        m_bench->openWindow();
        open();
        QCOMPARE(table()->columnWidth(models::RecordModel::Key), 171);
    }

    void theNewestAreReadWhenThePageOpens() {
        open();
        QCOMPARE(fake().asked.seek, SeekKind::Newest);
        QCOMPARE(fake().asked.limit, 500);
        QCOMPARE(table()->model()->rowCount(), 40);
    }

    void seekFilterAndPartitionsMakeTheQuery() {
        open();
        choose("seekKind", 2);
        m_bench->type("seekValue", "12 000");
        m_bench->type("recordFilter", "pending");
        QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return);
        QCOMPARE(fake().asked.seek, SeekKind::Offset);
        QCOMPARE(fake().asked.value, qint64(12'000));
        QCOMPARE(fake().asked.filter, QString("pending"));
        choose("seekKind", 4);
        m_bench->type("seekValue", "25");
        m_bench->type("recordFilter", {});
        QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(fake().asked.seek, SeekKind::LastN);
        QCOMPARE(fake().asked.limit, 25);
    }

    void whatCannotBeAnOffsetIsToldAndNothingIsRead() {
        open();
        choose("seekKind", 2);
        m_bench->type("seekValue", "minus one");
        QTest::keyClick(m_bench->see("seekValue"), Qt::Key_Return);
        QVERIFY(m_bench->see("messagesBar")->accessibleName().contains("whole number"));
        QCOMPARE(fake().asked.seek, SeekKind::Newest);
    }

    void aLiveTailIsPausedAndGoesOn() {
        open();
        m_bench->click("liveBrowse");
        QCOMPARE(fake().asked.seek, SeekKind::Live);
        browser()->resume(); // it reads on until stopped
        QCOMPARE(m_bench->see<QPushButton>("liveBrowse")->text(), QString("Pause"));
        support::fakeOf(*browser()).prepend({record(99, "new")});
        QCOMPARE(table()->model()->index(0, 4).data().toString(), QString("new"));
        m_bench->click("liveBrowse");
        QCOMPARE(browser()->state(), session::BrowseState::Paused);
        m_bench->click("liveBrowse");
        QCOMPARE(browser()->state(), session::BrowseState::Running);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Escape);
        QCOMPARE(browser()->state(), session::BrowseState::Stopped);
    }

    void rowsAreCopiedAsTabSeparatedText() {
        auto many = record(29'887, QByteArray(1536, 'v'));
        many.timestampMs = 1'795'348'805'121;
        many.partition = 11;
        many.headerCount = 20'000;
        open({many, record(2, std::nullopt)});
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QApplication::clipboard()->clear();
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty());
        const QStringList lines = QApplication::clipboard()->text().split('\n');
        QVERIFY2(lines.size() == 2, qPrintable(lines.join('|')));
        const QString plain = "2026-11-22 12:00:05.121\t11\t29887\tnull\t%1\t1536\t20000";
        QCOMPARE(lines[0], plain.arg(QString(1536, 'v')));
        QCOMPARE(lines[1].section('\t', 4, 4), QString("null"));
    }

    void aTombstoneSaysThatThereAreNoBytes() {
        open({record(1, std::nullopt), record(2, "")});
        select(0);
        QTRY_VERIFY2(shown().contains("null", Qt::CaseInsensitive), qPrintable(shown()));
        QVERIFY(!m_bench->see("payloadText")->isEnabled());
        select(1);
        QTRY_VERIFY2(shown().contains("empty", Qt::CaseInsensitive), qPrintable(shown()));
    }

    void jsonIsATreeAndKeepsOrderDuplicatesAndNumbers() {
        open({record(1, R"({"b":1.50,"a":12345678901234567890,"b":2})")});
        select(0);
        auto* fields = tree();
        QTRY_COMPARE(fields->model()->rowCount(), 3);
        const auto cell = [&](int row, int column) {
            return fields->model()->index(row, column).data().toString();
        };
        QCOMPARE(cell(0, 0) + cell(1, 0) + cell(2, 0), QString("bab"));
        QCOMPARE(cell(0, 1), QString("1.50"));
        QCOMPARE(cell(1, 1), QString("12345678901234567890"));
        viewAs(1);
        QCOMPARE(shown(), QString("{\n  \"b\": 1.50,\n  \"a\": 12345678901234567890,\n  \"b\": 2\n}"));
        QVERIFY(note().isEmpty());
    }

    void aFieldIsCopiedByValuePathAndSubtree() {
        open({record(1, R"({"o":{ "x" : 1.10 },"s":"text"})")});
        select(0);
        QTRY_COMPARE(tree()->model()->rowCount(), 2);
        tree()->setCurrentIndex(tree()->model()->index(0, 0));
        QTest::keyClick(tree(), Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::clipboard()->text(), QString(R"({ "x" : 1.10 })"));
        tree()->setCurrentIndex(tree()->model()->index(1, 0));
        QTest::keyClick(tree(), Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::clipboard()->text(), QString("text"));
        auto* value = tree()->model();
        QCOMPARE(value->index(0, 0, value->index(0, 0)).data(Qt::ToolTipRole), QVariant(QString("$.o.x")));
    }

    void aFieldBecomesAColumnThatIsRemembered() {
        const std::vector<RecordRow> orders{record(2, R"({"total":7.50})"), record(1, R"({"total":8})")};
        open(orders);
        select(0);
        QTRY_COMPARE(tree()->model()->rowCount(), 1);
        tree()->setCurrentIndex(tree()->model()->index(0, 0));
        QTest::keyClick(tree(), Qt::Key_Space);
        const int column = models::RecordModel::ColumnCount;
        QCOMPARE(table()->model()->columnCount(), column + 1);
        QTRY_COMPARE(table()->model()->index(0, column).data().toString(), QString("7.50"));
        m_bench->openWindow();
        open(orders);
        QCOMPARE(table()->model()->columnCount(), column + 1);
        QTRY_COMPARE(table()->model()->index(1, column).data().toString(), QString("8"));
        select(0);
        QTRY_COMPARE(tree()->model()->rowCount(), 1);
        QTest::mouseDClick(tree()->viewport(), Qt::LeftButton, {},
                           tree()->visualRect(tree()->model()->index(0, 0)).center());
        QCOMPARE(table()->model()->columnCount(), column);
    }

    void whatIsNormalSaysNothing() {
        open({record(2, "plain text"), record(1, QByteArray("\xff\xfe\x00\x80\x17", 5)),
              record(0, QByteArray::fromHex("000000000012d687"))});
        select(0);
        QTRY_COMPARE(shown(), QString("plain text"));
        QVERIFY(!isSeen("payloadNote"));
        select(1);
        QTRY_VERIFY(isSeen("payloadHex"));
        QCOMPARE(m_bench->see<QPlainTextEdit>("payloadHex")->toPlainText().section("  ", 1, 1),
                 QString("ff fe 00 80 17"));
        QVERIFY(!isSeen("payloadNote"));
        select(2);
        QTRY_COMPARE(shown(), QString("1234567"));
        QVERIFY(!isSeen("payloadNote"));
    }

    void aKindIsChosenByHandAndRemembered() {
        open({record(1, QByteArray("\x00\x00\x00\x41", 4))});
        select(0);
        QTRY_COMPARE(shown(), QString("65"));
        const auto chooseHex = [this] {
            m_bench->click("payloadKind");
            auto* menu = m_bench->window->findChild<QMenu*>("kindMenu");
            QVERIFY(menu);
            for (auto* action : menu->actions())
                if (action->text() == "Bytes")
                    action->trigger();
            menu->close();
        };
        chooseHex();
        QTRY_VERIFY(isSeen("payloadHex"));
        QCOMPARE(table()->model()->index(0, models::RecordModel::Value).data().toString(),
                 QString("00 00 00 41"));
        m_bench->openWindow();
        open({record(1, QByteArray("\x00\x00\x00\x41", 4))});
        QCOMPARE(table()->model()->index(0, models::RecordModel::Value).data().toString(),
                 QString("00 00 00 41"));
    }

    void hexBreaksNoLineWhateverTheWidth() {
        open({record(1, QByteArray(200, '\xf7'))});
        for (const int width : {1024, 1440, 2400}) {
            m_bench->window->resize(width, 800);
            select(0);
            QTRY_VERIFY(isSeen("payloadHex"));
            auto* hex = m_bench->see<QPlainTextEdit>("payloadHex");
            QTRY_COMPARE(hex->horizontalScrollBar()->maximum(), 0);
            QCOMPARE(hex->lineWrapMode(), QPlainTextEdit::NoWrap);
        }
    }

    void twoRecordsAreCompared() {
        open(
            {record(2, R"({"same":1,"total":7,"old":true})"), record(1, R"({"same":1,"total":8,"new":[]})")});
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        auto* compared = m_bench->see<QTreeView>("compareTree");
        QTRY_COMPARE(compared->model()->rowCount(), 4);
        const auto cell = [&](int row, int column) {
            return compared->model()->index(row, column).data().toString();
        };
        QTRY_COMPARE(cell(1, 0), QString::fromUtf8("≠ total"));
        QCOMPARE(cell(0, 0), QString("same"));
        QCOMPARE(cell(2, 2), QString("missing"));
        QCOMPARE(cell(3, 0), QString("+ new"));
        QVERIFY(says(m_bench->see("recordCompare"), "3 field"));
        m_bench->see<QCheckBox>("onlyDifferences")->click();
        QCOMPARE(compared->model()->rowCount(), 3);
        m_bench->click("compareClose");
        QVERIFY(isSeen("recordView"));
    }

    void detailsTellWhyAnOffsetIsMissingBefore() {
        auto row = record(7, "v");
        row.mark = session::RecordMark::Aborted;
        open({row});
        select(0);
        openTab(3);
        QTRY_VERIFY(says(m_bench->see("recordView"), "0x00000000"));
        QVERIFY(!says(m_bench->see("recordView"), "compaction"));
        emit browser()->beforeKnown(record(8, "v"), session::RecordBefore::Compacted); // of another record
        QVERIFY(!says(m_bench->see("recordView"), "compaction"));
        emit browser()->beforeKnown(row, session::RecordBefore::Compacted);
        QTRY_VERIFY(says(m_bench->see("recordView"), "compaction"));
    }

    void aRecordHasAWindowOfItsOwn() {
        open({record(1, R"({"a":1})")});
        select(0);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Return, Qt::ShiftModifier);
        auto* own = m_bench->window->findChild<QWidget*>("recordWindow");
        QVERIFY(own && own->isWindow() && own->isVisible());
        QVERIFY(own->windowTitle().contains("orders"));
        QVERIFY(own->screen()->availableGeometry().contains(own->geometry()));
        QTRY_COMPARE(own->findChild<QTreeView*>("valueTree")->model()->rowCount(), 1);
    }

    void theBytesOfAValueAreSaved() {
        const QTemporaryDir folder;
        m_bench->prompts.path = folder.filePath("value");
        const QByteArray bytes("\x00\xff\r\n", 4);
        open({record(42, bytes)});
        select(0);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(m_bench->prompts.suggestedFile, QString("orders-0-42"));
        QTRY_VERIFY(QFile::exists(folder.filePath("value")));
        QFile file(folder.filePath("value"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
        auto* bar = m_bench->window->findChild<MessageBar*>("messagesBar");
        QTRY_VERIFY(bar->isVisible());
        auto* goes = bar->findChild<QTimer*>();
        QVERIFY2(goes && goes->isActive(), "it stays until somebody closes it");
        QVERIFY(QMetaObject::invokeMethod(goes, "timeout"));
        QVERIFY(bar->isHidden());
    }

    void aLongTopicNameTakesNoRoomFromTheTable() {
        open();
        const int before = m_bench->see("recordView")->minimumSizeHint().width();
        select(0);
        QVERIFY(m_bench->see("recordView")->minimumSizeHint().width() <= before + 8);
        QVERIFY(m_bench->see("recordPlace")->minimumSizeHint().width() <= 400);
        QCOMPARE(m_bench->see("recordPlace")->sizePolicy().horizontalPolicy(), QSizePolicy::Ignored);
    }

    void aTenMegabyteValueIsCutWithANoteAndReadWholeOnRequest() {
        auto giant = record(7, QByteArray(64 << 10, 'x'));
        giant.valueSize = 10 << 20;
        open({giant});
        select(0);
        QTRY_VERIFY2(note().contains("10.0") && note().contains("64.0"), qPrintable(note()));
        m_bench->click("payloadNoteAct");
        QCOMPARE(fake().loads.size(), 1);
        QCOMPARE(fake().loads[0], (std::pair(0, qint64(7))));
        auto whole = record(7, QByteArray(10 << 20, 'x'));
        emit browser()->recordLoaded(whole);
        QTRY_VERIFY2(note().startsWith("Cut after"), qPrintable(note()));
        QVERIFY(shown().size() <= 1 << 20);
        // One line of that length would hold up the window for most of a minute.
        for (const QString& line : shown().split('\n'))
            QVERIFY(line.size() <= 2000);
        m_bench->click("copyPayload");
        QTRY_COMPARE(QApplication::clipboard()->text().size(), qsizetype(10 << 20));
    }

    void longLinesAreBrokenWithANoteAndCopiedWhole() {
        const QByteArray json = "{\"text\":\"" + QByteArray(5000, 'y') + "\"}";
        open({record(1, json)});
        select(0);
        QTRY_COMPARE(tree()->model()->rowCount(), 1);
        viewAs(1);
        QVERIFY2(note().startsWith("Lines are broken after"), qPrintable(note()));
        QCOMPARE(shown().count('y'), 5000);
        m_bench->click("copyPayload");
        QTRY_COMPARE(QApplication::clipboard()->text().count(QByteArray(5000, 'y')), 1);
    }

    void oneHundredThousandHeadersAreCutWithANote() {
        auto row = record(1, "v");
        row.headerCount = 100'000;
        for (int i = 0; i < 10'000; ++i)
            row.headers.push_back({"h" + QByteArray::number(i), QByteArray("v")});
        row.headers[1].value.reset();
        row.headers[2].value = QByteArray("\xff\xfe");
        open({row});
        select(0);
        QCOMPARE(m_bench->see<QTabBar>("recordTabs")->tabText(2),
                 QString("Headers %1").arg(models::formatCount(qint64(100'000))));
        openTab(2);
        auto* headers = m_bench->see<QTableView>("headerTable")->model();
        QVERIFY(headers->rowCount() > 0 && headers->rowCount() <= 10'000);
        QCOMPARE(headers->index(1, 1).data().toString(), QString("null"));
        QCOMPARE(headers->index(2, 1).data().toString(), QString("ff fe"));
        const QString told = m_bench->see<MessageBar>("headersNote")->accessibleName();
        QVERIFY2(told.contains(models::formatCount(qint64(100'000))), qPrintable(told));
        auto* copy = m_bench->see<QPushButton>("copyHeaders");
        QVERIFY2(copy->text().contains(models::formatCount(qint64(10'000))), qPrintable(copy->text()));
        m_bench->click("headersNoteAct");
        QCOMPARE(fake().loads, (QVector<std::pair<int, qint64>>{{0, 1}}));
        while (row.headers.size() < 100'000)
            row.headers.push_back({"h", QByteArray("v")});
        emit browser()->recordLoaded(row);
        QTRY_COMPARE(headers->rowCount(), 100'000);
        QVERIFY(!isSeen("headersNote"));
        copy->click();
        QCOMPARE(QApplication::clipboard()->text().count('\n'), 99'999);
    }

    void headersAreCopiedOneOrAllAndNullIsNotTheWordNull() {
        auto row = record(1, "v");
        row.headers = {{"a", std::nullopt}, {"b", "null"}, {"c", ""}, {"d", "empty"}};
        row.headerCount = 4;
        open({row});
        select(0);
        openTab(2);
        auto* headers = m_bench->see<QTableView>("headerTable");
        QVERIFY(headers->model()->index(0, 1).data(models::ItalicRole).toBool());
        QVERIFY(!headers->model()->index(1, 1).data(models::ItalicRole).toBool());
        headers->selectRow(1);
        headers->setFocus();
        QTest::keyClick(headers, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QString("b\t\"null\""));
        m_bench->click("copyHeaders");
        QCOMPARE(QApplication::clipboard()->text(), QString("a\tnull\nb\t\"null\"\nc\t\"\"\nd\tempty"));
    }

    void aTopicThatIsDeletedWhileOpenSaysSoAndKeepsItsRows() {
        open();
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        std::erase_if(snapshot.topics, [](const auto& topic) { return topic->name == "orders"; });
        support::fakeOf(*m_bench->cluster).data().publish(snapshot);
        QVERIFY2(m_bench->see("pageBar")->accessibleName().contains("orders"),
                 qPrintable(m_bench->see("pageBar")->accessibleName()));
        QCOMPARE(table()->model()->rowCount(), 40);
        QVERIFY(!m_bench->see("produceHere")->isEnabled());
        QVERIFY(!m_bench->see("deleteHere")->isEnabled());
    }

    void whatWasReadStaysWithItsAgeWhenReadingAgainFails() {
        open();
        fake().wrong = unreachable();
        m_bench->click("runBrowse");
        QCOMPARE(table()->model()->rowCount(), 40);
        QVERIFY(m_bench->see("messagesBar")->accessibleName().contains("read before"));
        QVERIFY2(stripSays("old"), "the strip does not tell the age");
        fake().wrong.reset();
        m_bench->click("runBrowse");
        QVERIFY(!stripSays("old"));
        QVERIFY(!m_bench->window->findChild<MessageBar*>("messagesBar")->isVisible());
    }

    void whatCannotBeReadIsNeverCalledEmpty() {
        m_bench->fake().records().unreadable = unreachable();
        open();
        QCOMPARE(table()->model()->rowCount(), 0);
        QVERIFY(!emptySays("no records"));
        QVERIFY(emptySays("cannot be read"));
        fake().wrong.reset();
        support::fakeOf(*m_bench->cluster).connection().become(session::ConnectionState::Lost);
        QCOMPARE(table()->model()->rowCount(), 0);
    }

    void aClusterThatNeverAnsweredIsNotCalledEmpty() {
        support::fakeOf(*m_bench->cluster).connection().become(session::ConnectionState::Connecting);
        support::fakeOf(*m_bench->cluster).data().publish({});
        open();
        QVERIFY(emptySays("does not answer"));
    }

    void aPageThatCouldNotBeReadIsReadOnceTheConnectionIsBack() {
        m_bench->fake().records().unreadable = unreachable();
        open();
        support::fakeOf(*m_bench->cluster).connection().become(session::ConnectionState::Lost);
        fake().wrong.reset();
        support::fakeOf(*m_bench->cluster).connection().become(session::ConnectionState::Connected);
        QCOMPARE(table()->model()->rowCount(), 40);
    }

    void whoLookedBehindTheEndIsToldWhereRecordsAre() {
        open();
        support::fakeOf(*browser()).drop(40);
        fake().ranges = {{0, 100, 100}, {1, 50, 4000}};
        browser()->stop();
        QVERIFY(emptySays("hold offsets 50 to 3"));
        QVERIFY(!emptySays("no records"));
        fake().asked.untilMs = 1'795'348'805'000;
        browser()->stop();
        QVERIFY(emptySays("some may stand behind a later one"));
    }

    void aLockedClusterOffersNoRecordToProduce() {
        open();
        support::fakeOf(*browser()).drop(40);
        browser()->stop();
        QVERIFY(m_bench->see("emptyStateButton")->isVisible());
        m_bench->cluster->connection().setLocked(true);
        QVERIFY(emptySays("no records"));
        QVERIFY(!table()->findChild<QPushButton*>("emptyStateButton")->isVisible());
    }

    void aTailHidesWhereToStartAndSaysThatItIsPaused() {
        open();
        choose("seekKind", 3); // from a time that nobody typed: of no matter to a tail
        m_bench->click("liveBrowse");
        browser()->resume();
        QCOMPARE(fake().asked.seek, SeekKind::Live);
        for (const char* name : {"seekKind", "seekValue", "rowLimit"})
            QVERIFY2(!m_bench->window->findChild<QWidget*>(name)->isVisible(), name);
        m_bench->click("liveBrowse");
        fake().done.waiting = 1204;
        emit browser()->progressChanged();
        QVERIFY(m_bench->see("messagesBar")->accessibleName().contains(models::formatCount(qint64(1204))));
        m_bench->click("messagesBarAct");
        QCOMPARE(browser()->state(), session::BrowseState::Running);
        QVERIFY(!m_bench->window->findChild<QWidget*>("messagesBar")->isVisible());
        browser()->stop();
        QVERIFY(m_bench->see("seekValue")->isVisible());
    }

    void theStripSaysWhatItsBytesAre() {
        open();
        fake().done.scanned = 40;
        fake().done.bytes = 900 << 10;
        emit browser()->progressChanged();
        QVERIFY(stripSays("KiB fetched"));
    }

    void slashFindsTextFromWhereverTheFocusIs() {
        open();
        QTRY_VERIFY(table()->hasFocus());
        QTest::keyClick(table(), Qt::Key_Down);
        QVERIFY(table()->selectionModel()->hasSelection());
        for (QWidget* from : {static_cast<QWidget*>(table()), m_bench->see("topicTabs")}) {
            from->setFocus();
            QTest::keyClick(from, '/');
            QVERIFY(m_bench->see("recordFilter")->hasFocus());
        }
        QTest::keyClick(m_bench->see("recordFilter"), '/');
        QCOMPARE(m_bench->see<QLineEdit>("recordFilter")->text(), QString("/"));
    }

    void theTextToFindKeepsItsPlaceInANarrowWindow() {
        open();
        const auto top = [this](const char* name) {
            return m_bench->see(name)->mapTo(m_bench->window.get(), QPoint()).y();
        };
        QCOMPARE(top("recordFilter"), top("runBrowse"));
        m_bench->window->resize(1024, 700);
        choose("seekKind", 3);
        QTRY_VERIFY(top("recordFilter") > top("runBrowse"));
        QVERIFY(m_bench->see("recordFilter")->width() >= 240);
        const auto* value = m_bench->see("seekValue");
        QVERIFY(m_bench->see("partitionChoice")->x() >= value->geometry().right() + 4);
        m_bench->window->resize(1600, 900); // a range of times has two fields
        QTRY_COMPARE(top("recordFilter"), top("runBrowse"));
    }

    void whatIsSentIsToldAndShown() {
        open();
        m_bench->click("produceHere");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->type("produceRepeat", "1000");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const QString told = m_bench->see("messagesBar")->accessibleName();
        QVERIFY2(told.contains(models::formatCount(qint64(1000))) && told.contains("orders"),
                 qPrintable(told));
        const int before = fake().runs;
        m_bench->click("messagesBarAct");
        QCOMPARE(fake().runs, before + 1);
    }

    void anEmptyPageIsReadAgainOnceSomethingWasSent() {
        open();
        support::fakeOf(*browser()).drop(40);
        m_bench->click("produceHere");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(table()->model()->rowCount(), 40);
        QVERIFY(m_bench->see("messagesBar")->accessibleName().contains("sent to orders"));
    }

    void anErrorWhileReadingStandsInThePage() {
        open();
        fake().wrong =
            base::Error{3, "UNKNOWN_TOPIC_OR_PARTITION", "The topic is gone.", "Close the tab.", false};
        browser()->stop();
        QVERIFY(m_bench->see("messagesBar")->isVisible());
        QCOMPARE(table()->model()->rowCount(), 40);
    }
};

QTEST_MAIN(MessagesTest)
#include "messages_test.moc"
