#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>

#include "models/cells.h"
#include "models/record_model.h"
#include "session/records/saved_wishes.h"
#include "support/messages_page.h"
#include "widgets/common/segmented.h"
#include "widgets/panes/topic/record_view.h"

using namespace Qt::StringLiterals;
using models::RecordModel;
using session::RecordMark;
using session::SeekKind;

/// What the bar of Messages asks for.
class MessagesFindTest : public QObject, support::MessagesPage {
    Q_OBJECT

    /// In a panel, which is a window of its own.
    template <class W>
    W* part(const char* name) {
        return m_bench->window->findChild<W*>(QString::fromLatin1(name));
    }
    void write(const char* name, const QString& text) { part<QLineEdit>(name)->setText(text); }
    void run() { QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return); }
    QVariant cell(int row, int column, int role = Qt::DisplayRole) {
        return table()->model()->index(row, column).data(role);
    }

    /// Chooses an entry of the menu that opens there.
    void pick(QWidget* where, const QPoint& at, const char* name, const char* words) {
        emit where->customContextMenuRequested(at);
        auto* menu = part<QMenu>(name);
        QVERIFY(menu);
        for (QAction* one : menu->actions()) {
            if (one->text().startsWith(QLatin1String(words)))
                one->trigger();
        }
        menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

private slots:
    void init() { m_bench = std::make_unique<support::WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void partitionsAreTypedAsRangesAndOffsets() {
        open();
        m_bench->click("partitionChoice");
        QVERIFY(part<QWidget>("partitionPanel")->isVisible());
        auto* ranges = part<QLineEdit>("partitionRanges");
        QTest::keyClicks(ranges, "0-2,5@1200");
        auto* list = part<QListWidget>("partitionList");
        QVERIFY(part<QWidget>("partitionPanel")->isVisible()); // it stays open
        for (int id = 0; id < list->count(); ++id)
            QCOMPARE(list->item(id)->checkState() == Qt::Checked, id <= 2 || id == 5);
        QTest::keyClick(ranges, Qt::Key_Return);
        QVERIFY(!part<QWidget>("partitionPanel")->isVisible());
        QCOMPARE(fake().asked.partitions, (QVector<int>{0, 1, 2, 5}));
        QCOMPARE(fake().asked.parts, (QVector<session::PartitionPart>{{5, 1200, std::nullopt}}));
        QVERIFY(m_bench->see<QPushButton>("partitionChoice")->text().contains("0-2,5@1200"));
    }

    void aPartitionThatIsNotThereIsNamed() {
        open();
        m_bench->click("partitionChoice");
        auto* ranges = part<QLineEdit>("partitionRanges");
        QTest::keyClicks(ranges, "1,99");
        QVERIFY(part<QLabel>("partitionNote")->text().contains("99"));
        ranges->clear();
        run();
        QVERIFY(fake().asked.partitions.isEmpty());
    }

    void partitionsAreTickedSearchedAllAndNone() {
        open();
        m_bench->click("partitionChoice");
        part<QPushButton>("partitionsNone")->click();
        auto* list = part<QListWidget>("partitionList");
        write("partitionSearch", "1");
        int seen = 0;
        for (int id = 0; id < list->count(); ++id)
            seen += !list->item(id)->isHidden();
        QCOMPARE(seen, 3); // 1, 10, 11
        list->item(10)->setCheckState(Qt::Checked);
        list->item(1)->setCheckState(Qt::Checked);
        QCOMPARE(part<QLineEdit>("partitionRanges")->text(), u"1,10"_s);
        part<QPushButton>("partitionsAll")->click();
        QCOMPARE(part<QLineEdit>("partitionRanges")->text(), QString());
        run();
        QVERIFY(fake().asked.partitions.isEmpty());
    }

    void untickingTheLastPartitionKeepsWhatWasChosen() {
        open();
        m_bench->click("partitionChoice");
        QTest::keyClicks(part<QLineEdit>("partitionRanges"), "3");
        part<QListWidget>("partitionList")->item(3)->setCheckState(Qt::Unchecked);
        QCOMPARE(part<QLineEdit>("partitionRanges")->text(), u"3"_s);
        QVERIFY(!part<QLabel>("partitionNote")->text().contains("All"));
        run();
        QCOMPARE(fake().asked.partitions, QVector<int>{3});
    }

    void theLastOfEachPartitionHaveNoOtherLimit() {
        open();
        choose("seekKind", 4);
        QVERIFY(!isSeen("rowLimit"));
        m_bench->type("seekValue", "2000");
        m_bench->type("recordFilter", "pending");
        run();
        QCOMPARE(fake().asked.limit, 2000);
        QVERIFY(!isSeen("rowLimit"));
        choose("seekKind", 0);
        QVERIFY(isSeen("rowLimit"));
    }

    void aRangeOfTimesHasTwoEnds() {
        open();
        choose("seekKind", 3);
        QCOMPARE(m_bench->see<QLineEdit>("seekUntil")->placeholderText(), QString("to: no end"));
        m_bench->type("seekValue", "2026-11-22 11:45:05");
        m_bench->type("seekUntil", "2026-11-22T12:00:05.000Z");
        QTest::keyClick(m_bench->see("seekUntil"), Qt::Key_Return);
        QCOMPARE(fake().asked.seek, SeekKind::Time);
        QCOMPARE(fake().asked.fromMs, std::optional<qint64>(1'795'347'905'000));
        QCOMPARE(fake().asked.untilMs, std::optional<qint64>(1'795'348'805'000));
        const int runs = fake().runs;
        m_bench->type("seekUntil", "2026-11-22 11:00");
        QTest::keyClick(m_bench->see("seekUntil"), Qt::Key_Return);
        QCOMPARE(fake().runs, runs);
        QVERIFY(m_bench->see("messagesBar")->accessibleName().contains("before it begins"));
    }

    void everyWayToReadHasARangeOfTimes() {
        open();
        m_bench->click("timeRange");
        write("rangeFrom", "2026-11-22 11:45:05");
        write("rangeUntil", "2026-11-22 12:00:05");
        QTest::keyClick(part<QLineEdit>("rangeUntil"), Qt::Key_Return);
        QCOMPARE(fake().asked.seek, SeekKind::Newest);
        QCOMPARE(fake().asked.fromMs, std::optional<qint64>(1'795'347'905'000));
        QCOMPARE(fake().asked.untilMs, std::optional<qint64>(1'795'348'805'000));
        QVERIFY2(m_bench->see<QPushButton>("timeRange")->text() != u"Any time"_s, "nobody sees the range");
        choose("seekKind", 1);
        QCOMPARE(fake().asked.seek, SeekKind::Oldest);
        QCOMPARE(fake().asked.fromMs, std::optional<qint64>(1'795'347'905'000));
        const int runs = fake().runs;
        write("rangeUntil", "2026-11-22 11:00");
        m_bench->click("runBrowse");
        QCOMPARE(fake().runs, runs);
        QVERIFY(m_bench->see("messagesBar")->accessibleName().contains("before it begins"));
    }

    void aRangeOfDaysNamesBoth() {
        open();
        m_bench->click("timeRange");
        const QString today = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
        write("rangeFrom", "2025-11-21 00:00:00");
        write("rangeUntil", today + " 23:59:59");
        const auto* button = m_bench->see<QPushButton>("timeRange");
        QCOMPARE(button->text().replace(QChar::Nbsp, u' '),
                 QString::fromUtf8("2025-11-21 00:00 – %1 23:59").arg(today));
        write("rangeFrom", "2023-11-14 22:13:20.000");
        write("rangeUntil", "2023-11-14 22:13:20.007");
        QCOMPARE(button->text().replace(QChar::Nbsp, u' '),
                 QString::fromUtf8("2023-11-14 22:13:20 – 22:13:20.007"));
        write("rangeUntil", {});
        QVERIFY(button->text().endsWith("no end"));
        write("rangeUntil", today + " 23:59:59");
        write("rangeFrom", today + " 00:00:00");
        QVERIFY2(!button->text().contains(today), qPrintable(button->text()));
    }

    void aRangeStaysWhenTheZoneChanges() {
        open();
        m_bench->click("timeRange");
        write("rangeFrom", "2026-11-22 10:56");
        write("rangeUntil", "2026-11-22 10:57:00.007");
        const auto set = [this](const models::Zone& zone) {
            m_bench->window->context().setZone(zone);
            run();
        };
        run();
        const auto from = fake().asked.fromMs, until = fake().asked.untilMs;
        set(models::Zone::named("Asia/Kolkata"));
        QCOMPARE(fake().asked.fromMs, from);
        QCOMPARE(fake().asked.untilMs, until);
        QCOMPARE(part<QLineEdit>("rangeFrom")->text(), QString("2026-11-22 16:26"));
        QCOMPARE(part<QLineEdit>("rangeUntil")->text(), QString("2026-11-22 16:27:00.007"));
        QVERIFY(m_bench->see<QPushButton>("timeRange")->text().contains("16:26"));
        for (const QString& words : {u"-15m"_s, u"1795347905000"_s, u"2026-11-22T11:00:00Z"_s}) {
            write("rangeFrom", words);
            set(models::Zone::Utc);
            QCOMPARE(part<QLineEdit>("rangeFrom")->text(), words);
            set(models::Zone::named("Asia/Kolkata"));
        }
        // 01:30 comes twice in this night.
        write("rangeUntil", {});
        set(models::Zone::Utc);
        write("rangeFrom", "2026-11-01 06:30");
        set(models::Zone::named("America/New_York"));
        QCOMPARE(fake().asked.fromMs, std::optional<qint64>(1'793'514'600'000));
        choose("seekKind", 3);
        m_bench->type("seekValue", "2026-11-22 10:56:01");
        set(models::Zone::Utc);
        QCOMPARE(m_bench->see<QLineEdit>("seekValue")->text(), QString("2026-11-22 15:56:01"));
    }

    void aRangeThatIsNotAppliedYetIsMarked() {
        const auto waits = [this] {
            const auto* hint = m_bench->window->findChild<QWidget*>("filterHint");
            return hint && hint->isVisibleTo(m_bench->window.get());
        };
        open();
        m_bench->click("timeRange");
        write("rangeFrom", "2026-11-22 11:45:05");
        QVERIFY(waits());
        run();
        QVERIFY(!waits());
        m_bench->window->context().setZone(models::Zone::named("America/New_York"));
        QVERIFY(!waits()); // the same time in other words
        write("rangeFrom", "");
        QVERIFY(waits());
        write("rangeFrom", "-15m");
        QVERIFY(waits());
        run();
        QVERIFY2(!waits(), "it runs on with the clock");
        write("rangeFrom", "-1h");
        QVERIFY(waits());
        write("rangeFrom", "-15m");
        QVERIFY(!waits());
    }

    void timesAreShownAndTypedInTheZoneOfTheWindow() {
        const auto newYork = models::Zone::named("America/New_York");
        auto early = support::record(2, "b"), late = support::record(1, "a");
        early.timestampMs = 1'793'511'000'000;            // 2026-11-01 05:30 UTC, 01:30 in summer time
        late.timestampMs = early.timestampMs + 3'600'000; // 01:30 once more
        open({late, early});
        m_bench->window->context().setZone(newYork);
        const auto cell = [this](int row) { return table()->model()->index(row, 0).data().toString(); };
        QVERIFY2(cell(0) != cell(1) && cell(0).contains("01:30") && cell(1).contains("01:30"),
                 qPrintable(cell(0)));
        m_bench->click("timeRange");
        write("rangeFrom", "2026-11-22 07:00:00");
        QTest::keyClick(part<QLineEdit>("rangeFrom"), Qt::Key_Return);
        QCOMPARE(fake().asked.fromMs, std::optional<qint64>(1'795'348'800'000));
    }

    void theCalendarAndItsSpansFillTheEnds() {
        open();
        choose("seekKind", 3);
        m_bench->click("pickTimes");
        QVERIFY(part<QWidget>("timePanel")->isVisible());
        part<QPushButton>("timeSpan-1h")->click();
        QCOMPARE(m_bench->see<QLineEdit>("seekValue")->text(), u"-1h"_s);
    }

    void everythingThatARecordMayBeAskedIsSent() {
        open();
        m_bench->click("filterWhere");
        part<QCheckBox>("findNot")->click();
        part<QCheckBox>("findTombstones")->click();
        part<QCheckBox>("findInHeaders")->click();
        write("findKey", "cus-11873");
        write("findHeaderName", "source");
        write("findHeaderValue", "app");
        m_bench->type("recordFilter", "pending");
        run();
        const session::RecordWish& asked = fake().asked;
        QVERIFY(asked.isNot && asked.tombstonesOnly && asked.inValue && !asked.inHeaders);
        QCOMPARE(asked.key, std::optional<QByteArray>("cus-11873"));
        QCOMPARE(asked.headerName, QByteArray("source"));
        QCOMPARE(asked.headerValue, std::optional<QByteArray>("app"));
        QCOMPARE(m_bench->see<QPushButton>("filterWhere")->text(), u"5"_s);
    }

    void bytesAreAskedForInHex() {
        open();
        m_bench->click("filterWhere");
        part<widgets::Segmented>("findKind")->setCurrent(2);
        m_bench->type("recordFilter", "0a f");
        QVERIFY(m_bench->see<QLineEdit>("recordFilter")->toolTip().contains("pairs"));
        m_bench->type("recordFilter", "0a ff");
        QVERIFY(m_bench->see<QLineEdit>("recordFilter")->toolTip().isEmpty());
        run();
        QVERIFY(fake().asked.isHex && !fake().asked.isRegex);
        QCOMPARE(fake().asked.filter, QString("0a ff"));
    }

    void recordsWithoutAKeyAreAskedForInsteadOfOne() {
        open();
        m_bench->click("filterWhere");
        write("findKey", "cus-11873");
        part<QCheckBox>("findKeyless")->click();
        QVERIFY(!part<QLineEdit>("findKey")->isEnabled());
        run();
        QVERIFY(fake().asked.keylessOnly && !fake().asked.key);
        QCOMPARE(m_bench->see<QPushButton>("filterWhere")->text(), u"1"_s);
    }

    void anEmptyKeyIsAskedForAsOne() {
        auto row = support::record(7, "value");
        row.key = QByteArray("");
        row.keySize = 0;
        open({row});
        select(0);
        pick(table(), table()->visualRect(table()->model()->index(0, 1)).center(), "recordMenu",
             "Filter to this key");
        QVERIFY(fake().asked.key && fake().asked.key->isEmpty());
        QCOMPARE(m_bench->see<QPushButton>("filterWhere")->text(), u"1"_s);
        m_bench->click("filterWhere");
        auto* empty = part<QCheckBox>("findEmptyKey");
        QVERIFY(empty->isChecked() && !part<QLineEdit>("findKey")->isEnabled());
        part<QCheckBox>("findKeyless")->click();
        QVERIFY2(!empty->isChecked(), "a record has no key or an empty one");
        part<QCheckBox>("findKeyless")->click();
        QVERIFY(part<QLineEdit>("findKey")->isEnabled());
        run();
        QVERIFY(!fake().asked.key);
    }

    void withoutARecordThereIsNoTextToClickInto() {
        open();
        QTRY_VERIFY(table()->model()->rowCount() > 0);
        table()->selectionModel()->clear();
        const int head = m_bench->see("recordPlace")->y();
        QVERIFY(!isSeen("payloadText") && !isSeen("valueTree"));
        select(0);
        QTRY_VERIFY(isSeen("payloadText") || isSeen("valueTree"));
        QCOMPARE(m_bench->see("recordPlace")->y(), head);
    }

    void aKeyThatIsANumberIsAskedForAsOne() {
        std::vector<session::RecordRow> rows;
        for (int i = 0; i < 12; ++i) {
            auto row = support::record(i, "v");
            row.key = QByteArray::fromHex("00000000000bb8").append(char(i + 1));
            row.keySize = row.key->size();
            rows.push_back(row);
        }
        open(rows);
        auto* key = part<QLineEdit>("findKey");
        QTRY_VERIFY2(key->placeholderText().contains("int64"), qPrintable(key->placeholderText()));
        m_bench->click("filterWhere");
        write("findKey", "768001");
        run();
        QCOMPARE(fake().asked.key, std::optional(*rows[0].key));
        write("findKey", "");
        m_bench->type("recordFilter", "768001");
        run();
        emit browser()->rowsAboutToReset();
        fake().rows.clear();
        emit browser()->rowsReset();
        emit browser()->stateChanged();
        QTRY_VERIFY(says(table(), "Keys here are int64"));
    }

    void aKeyMeansTheSameWhateverKeysAreShownAs() {
        std::vector<session::RecordRow> rows;
        for (int i = 0; i < 12; ++i) {
            auto row = support::record(i, "v");
            row.key = QByteArray::fromHex("01312d").append(char(i));
            row.keySize = row.key->size();
            rows.push_back(row);
        }
        open(rows);
        const auto* key = part<QLineEdit>("findKey");
        QTRY_VERIFY2(key->placeholderText().contains("int32"), qPrintable(key->placeholderText()));
        m_bench->click("filterWhere");
        write("findKey", "20000000");
        fake().answers = {rows[0]};
        for (const char* kind : {"int32", "hex", "text", ""}) {
            auto* view = m_bench->window->findChild<widgets::RecordView*>();
            emit view->kindRequested(session::PayloadSide::Key, QString::fromLatin1(kind));
            run();
            QCOMPARE(fake().asked.key, rows[0].key);
        }
        QVERIFY2(key->placeholderText().contains("int32"), "one key is no sample to guess from");
    }

    void anExpressionThatCannotBeIsToldAndNotSent() {
        open();
        auto* kind = part<QWidget>("findKind");
        m_bench->click("filterWhere");
        QTest::keyClick(kind, Qt::Key_Right);
        m_bench->type("recordFilter", "a(");
        const int runs = fake().runs;
        run();
        QCOMPARE(fake().runs, runs);
        QVERIFY(m_bench->see("messagesBar")->accessibleName().contains("missing )"));
        m_bench->type("recordFilter", "a+");
        run();
        QVERIFY(fake().asked.isRegex);
    }

    void howTransactionsAreReadIsAskedAtOnceAndRemembered() {
        open();
        QVERIFY(!fake().asked.committedOnly);
        m_bench->click("filterWhere");
        QTest::keyClick(part<QWidget>("isolation"), Qt::Key_Right);
        QVERIFY(fake().asked.committedOnly);
        part<QCheckBox>("controlRecords")->click();
        QVERIFY(fake().asked.controlRecords);
        m_bench->openWindow();
        open();
        QVERIFY(fake().asked.committedOnly && fake().asked.controlRecords);
    }

    void aFilterIsSavedForItsTopicAndComesBack() {
        open();
        m_bench->type("recordFilter", "pending");
        m_bench->click("filterWhere");
        part<QCheckBox>("findMatchCase")->click();
        write("filterName", "late ones");
        part<QPushButton>("saveFilter")->click();
        m_bench->openWindow();
        open();
        QVERIFY(fake().asked.filter.isEmpty());
        m_bench->click("filterWhere");
        auto* saved = part<QListWidget>("savedFilters");
        QCOMPARE(saved->count(), 1);
        QCOMPARE(saved->item(0)->text(), u"late ones"_s);
        emit saved->itemClicked(saved->item(0));
        QCOMPARE(fake().asked.filter, u"pending"_s);
        QVERIFY(fake().asked.caseSensitive);
        m_bench->open("topic", "payments", "messages");
        QCOMPARE(m_bench->window->currentPane()->findChild<QListWidget*>("savedFilters")->count(), 0);
    }

    void aFilterThatAnotherProgramSavedMeanwhileStays() {
        open();
        const auto key = QStringLiteral("messages/filters/%1/orders")
                             .arg(m_bench->cluster->id().toString(QUuid::WithoutBraces));
        auto& settings = m_bench->workspace->settings();
        settings.setValue(key, session::savedWishes(QVector<session::SavedWish>{{"theirs", {}}}));
        m_bench->click("filterWhere");
        QCOMPARE(part<QListWidget>("savedFilters")->count(), 1);
        settings.setValue(key, session::savedWishes(QVector<session::SavedWish>{{"more", {}}}));
        write("filterName", "mine");
        part<QPushButton>("saveFilter")->click();
        const auto kept = session::savedWishes(settings.value(key).toList());
        QCOMPARE(kept.size(), 2); // "theirs" was taken away elsewhere
        QCOMPARE(kept[0].name, u"more"_s);
        QCOMPARE(kept[1].name, u"mine"_s);
        QCOMPARE(part<QListWidget>("savedFilters")->count(), 2);
    }

    void rowsOfTransactionsAreMarkedByShapeAndWord() {
        auto aborted = support::record(1, "gone");
        aborted.mark = RecordMark::Aborted;
        auto pending = support::record(2, "waits");
        pending.mark = RecordMark::Open;
        auto marker = support::record(3, "xx");
        marker.mark = RecordMark::AbortMarker;
        marker.batch.producerId = 4000;
        open({aborted, pending, marker});
        QVERIFY(!table()->isColumnHidden(RecordModel::Mark));
        QCOMPARE(cell(0, RecordModel::Mark).toString(), u"aborted"_s);
        QCOMPARE(cell(0, RecordModel::Mark, models::ShapeRole).toInt(), int(models::Shape::Cross));
        QCOMPARE(cell(1, RecordModel::Mark).toString(), u"pending"_s);
        QCOMPARE(cell(1, RecordModel::Mark, models::ShapeRole).toInt(), int(models::Shape::Triangle));
        QVERIFY(cell(2, RecordModel::Value).toString().contains(models::formatCount(qint64(4000))));
        fake().answers = {support::record(1, "plain")};
        run();
        QVERIFY(table()->isColumnHidden(RecordModel::Mark));
    }

    void whatMatchedIsMarkedInItsCell() {
        open({support::record(1, "pay\xc3\xa9 paid PAID")});
        QVERIFY(!cell(0, RecordModel::Value, models::MatchesRole).isValid());
        m_bench->type("recordFilter", "paid");
        run();
        QCOMPARE(cell(0, RecordModel::Value, models::MatchesRole).value<models::TextSpans>(),
                 (models::TextSpans{{5, 9}, {10, 14}}));
    }

    void whatIsReadAfterATailBeginsAtItsStart() {
        open();
        m_bench->click("liveBrowse");
        browser()->resume();
        for (int i = 0; i < 100; ++i)
            fake().prepend({support::record(1000 + i, "new")});
        select(2);
        browser()->stop();
        fake().answers.clear();
        for (int i = 0; i < 300; ++i)
            fake().answers.push_back(support::record(i, "read"));
        table()->verticalScrollBar()->setValue(50);
        m_bench->click("runBrowse");
        QCOMPARE(table()->verticalScrollBar()->value(), 0);
        QVERIFY(!isSeen("newAbove"));
    }

    void aRowsMenuReadsOnFromWhatItHolds() {
        auto row = support::record(7, "value");
        row.key = "cus-1";
        row.keySize = 5;
        row.partition = 3;
        open({row});
        select(0);
        const QPoint at = table()->visualRect(table()->model()->index(0, 1)).center();
        pick(table(), at, "recordMenu", "Copy key");
        QTRY_COMPARE(QApplication::clipboard()->text(), u"cus-1"_s);
        pick(table(), at, "recordMenu", "Filter to this key");
        QCOMPARE(fake().asked.key, std::optional<QByteArray>("cus-1"));
        select(0);
        pick(table(), at, "recordMenu", "Filter to partition 3");
        QCOMPARE(fake().asked.partitions, QVector<int>{3});
        select(0);
        pick(table(), at, "recordMenu", "Read on from");
        QCOMPARE(fake().asked.seek, SeekKind::Time);
        QCOMPARE(fake().asked.fromMs, std::optional<qint64>(row.timestampMs));
    }

    void columnsAreChosenMovedSortedAndRemembered() {
        open({support::record(1, "b"), support::record(2, "c"), support::record(3, "a")});
        auto* header = table()->horizontalHeader();
        pick(header, QPoint(20, 10), "columnMenu", "Headers");
        QVERIFY(table()->isColumnHidden(RecordModel::Headers));
        header->moveSection(header->visualIndex(RecordModel::Value), 0);
        table()->sortByColumn(RecordModel::Value, Qt::DescendingOrder);
        QTRY_COMPARE(cell(0, RecordModel::Value).toString(), u"c"_s);
        m_bench->openWindow();
        open({support::record(1, "b"), support::record(2, "c"), support::record(3, "a")});
        QVERIFY(table()->isColumnHidden(RecordModel::Headers));
        QCOMPARE(table()->horizontalHeader()->visualIndex(RecordModel::Value), 0);
        QTRY_COMPARE(cell(0, RecordModel::Value).toString(), u"c"_s);
        QCOMPARE(cell(2, RecordModel::Value).toString(), u"a"_s);
        pick(table()->horizontalHeader(), QPoint(20, 10), "columnMenu", "As they were read");
        QTRY_COMPARE(cell(0, RecordModel::Value).toString(), u"b"_s);
    }

    void columnsOfFieldsKeepTheirPlacesAndTheSort() {
        const std::vector<session::RecordRow> rows{support::record(1, R"({"a":1,"b":5})"),
                                                   support::record(2, R"({"a":2,"b":9})"),
                                                   support::record(3, R"({"a":3,"b":7})")};
        open(rows);
        select(0);
        auto* tree = m_bench->see<QTreeView>("valueTree");
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        for (int row = 0; row < 2; ++row) {
            tree->setCurrentIndex(tree->model()->index(row, 0));
            QTest::keyClick(tree, Qt::Key_Space);
        }
        const int a = RecordModel::ColumnCount, b = a + 1;
        const auto place = [this](int column) { return table()->horizontalHeader()->visualIndex(column); };
        QTRY_COMPARE(cell(2, b).toString(), u"7"_s);
        QCOMPARE(place(a), place(RecordModel::Value) + 1);
        QCOMPARE(place(b), place(a) + 1);
        table()->horizontalHeader()->moveSection(place(b), 0);
        table()->sortByColumn(b, Qt::DescendingOrder);
        QTRY_COMPARE(cell(0, b).toString(), u"9"_s);
        m_bench->openWindow();
        open(rows);
        QCOMPARE(place(b), 0);
        QCOMPARE(place(a), place(RecordModel::Value) + 1);
        QTRY_COMPARE(cell(0, b).toString(), u"9"_s);
        QCOMPARE(cell(2, b).toString(), u"5"_s);
        QCOMPARE(table()->horizontalHeader()->sortIndicatorSection(), b);
    }

    void rowsCanBeDenser() {
        open();
        QCOMPARE(table()->rowHeight(0), 26);
        pick(table()->horizontalHeader(), QPoint(20, 10), "columnMenu", "Compact rows");
        QCOMPARE(table()->rowHeight(0), 22);
        m_bench->openWindow();
        open();
        QCOMPARE(table()->rowHeight(0), 22);
    }

    void nothingMovesAsTheButtonsChangeTheirWords() {
        open();
        const QRect run = m_bench->see("runBrowse")->geometry();
        const QRect live = m_bench->see("liveBrowse")->geometry();
        m_bench->click("liveBrowse");
        browser()->resume();
        QCOMPARE(m_bench->see("runBrowse")->geometry(), run);
        QCOMPARE(m_bench->see("liveBrowse")->geometry(), live);
        m_bench->click("liveBrowse");
        QCOMPARE(m_bench->see("runBrowse")->geometry(), run);
        QCOMPARE(m_bench->see("liveBrowse")->geometry(), live);
    }
};

QTEST_MAIN(MessagesFindTest)
#include "messages_find_test.moc"
