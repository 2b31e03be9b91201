#include <QHeaderView>
#include <QSignalSpy>
#include <QTabBar>
#include <QTreeView>

#include "models/formats.h"
#include "support/messages_page.h"

using session::RecordRow;
using support::record;
using support::WindowBench;

/// Two records beside each other.
class MessagesCompareTest : public QObject, support::MessagesPage {
    Q_OBJECT

    enum Tab { Key, Value, Headers, Details };

    /// As "field|A|B" the row of the tab that is open; empty: there is none.
    QString row(int at = 0) {
        const auto* shown = m_bench->see<QTreeView>("compareTree")->model();
        QStringList cells;
        for (int column = 0; at < shown->rowCount() && column < shown->columnCount(); ++column)
            cells += shown->index(at, column).data().toString();
        return cells.join('|');
    }
    bool counts(const char* words) { return says(m_bench->see("recordCompare"), words); }
    QTabBar* tabs() { return m_bench->see<QTabBar>("compareTabs"); }
    void openTab(Tab tab) { QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(tab).center()); }
    /// Both, the first of which is A.
    void compare(const RecordRow& first, const RecordRow& second) {
        open({first, second});
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void nullIsToldFromEmptyAndFromMissing_data() {
        using Bytes = std::optional<QByteArray>;
        QTest::addColumn<Bytes>("first");
        QTest::addColumn<Bytes>("second");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("counts");
        const Bytes null, empty = "", bytes = QByteArray("\xff\x01");
        const auto differ = QString::fromUtf8("≠ $|%1|%2");
        QTest::newRow("null, empty") << null << empty << differ.arg("null", "empty") << "1 field(s) differ";
        QTest::newRow("empty, null") << empty << null << differ.arg("empty", "null") << "1 field(s) differ";
        QTest::newRow("empty, bytes") << empty << bytes << differ.arg("empty", "ff01") << "1 field(s) differ";
        QTest::newRow("null, a text")
            << null << Bytes("null") << differ.arg("null", "\"null\"") << "1 field(s) differ";
        QTest::newRow("both null") << null << null << "$|null|null"
                                   << "0 field(s) differ, 1 equal";
        QTest::newRow("both empty") << empty << empty << "$|empty|empty"
                                    << "0 field(s) differ, 1 equal";
    }
    void nullIsToldFromEmptyAndFromMissing() {
        using Bytes = std::optional<QByteArray>;
        QFETCH(Bytes, first);
        QFETCH(Bytes, second);
        QFETCH(QString, row);
        QFETCH(QString, counts);
        auto a = record(2, first), b = record(1, second);
        for (auto* one : {&a, &b}) {
            one->key = one->value;
            one->keySize = one->valueSize;
        }
        compare(a, b);
        for (const Tab tab : {Value, Key}) {
            openTab(tab);
            QTRY_COMPARE(this->row(), row);
            QVERIFY(this->counts(qPrintable(counts)));
        }
    }

    void headersAreComparedByTheirBytes_data() {
        using Bytes = std::optional<QByteArray>;
        QTest::addColumn<Bytes>("first");
        QTest::addColumn<Bytes>("second");
        QTest::addColumn<QString>("row"); // empty: any
        const Bytes null, empty = "";
        const auto differ = QString::fromUtf8("≠ h|%1|%2");
        QTest::newRow("empty, a text") << empty << Bytes("empty") << differ.arg("empty", "\"empty\"");
        QTest::newRow("null, a text") << null << Bytes("null") << differ.arg("null", "\"null\"");
        QTest::newRow("null, empty") << null << empty << differ.arg("null", "empty");
        QTest::newRow("bytes, a text")
            << Bytes("\xff\x01") << Bytes("ff 01") << differ.arg("ff01", "\"ff 01\"");
        QTest::newRow("a number, its text") << Bytes(QByteArray("\0\0\0\0\0\0\0\x2a", 8)) << Bytes("42")
                                            << differ.arg("42 (000000000000002a)", "\"42\"");
        const QByteArray same(5000, 'a');
        QTest::newRow("their last bytes") << Bytes(same + 'x') << Bytes(same + 'y') << QString();
    }
    void headersAreComparedByTheirBytes() {
        using Bytes = std::optional<QByteArray>;
        QFETCH(Bytes, first);
        QFETCH(Bytes, second);
        QFETCH(QString, row);
        auto a = record(2, "v"), b = record(1, "v");
        a.headers = {{"h", first}, {"same", first}};
        b.headers = {{"h", second}, {"same", first}};
        compare(a, b);
        openTab(Headers);
        QTRY_VERIFY(counts("1 field(s) differ, 1 equal"));
        if (!row.isEmpty())
            QCOMPARE(this->row(), row);
    }

    void partsAreNotCalledEqualHeaders() {
        auto a = record(2, "v"), b = record(1, "v");
        for (auto* one : {&a, &b}) {
            one->headers = {{"h", QByteArray(1000, 'a')}};
            one->headerCount = 1;
            one->headerSize = 1002;
        }
        compare(a, b);
        openTab(Headers);
        QTRY_VERIFY(counts("0 field(s) differ, 1 equal; the rest is not compared"));
    }

    void keysOfWhichPartsAreKeptAreNotCalledTheSame_data() {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::addColumn<QString>("words");
        QTest::newRow("both whole") << 1000 << 1000 << "same key, ";
        QTest::newRow("both cut") << 2000 << 2000 << "keys that begin alike, ";
        QTest::newRow("of two sizes") << 2000 << 2001 << "other key, ";
    }
    void keysOfWhichPartsAreKeptAreNotCalledTheSame() {
        QFETCH(int, first);
        QFETCH(int, second);
        QFETCH(QString, words);
        auto a = record(2, "v"), b = record(1, "v");
        a.key = b.key = QByteArray(1000, 'k');
        a.keySize = first;
        b.keySize = second;
        compare(a, b);
        QTRY_VERIFY(counts(qPrintable(words)));
    }

    void sizesThatDifferDoNotReadTheSame() {
        auto a = record(2, "v"), b = record(1, "v");
        a.batch.wireBytes = 62'771;
        b.batch.wireBytes = 62'790;
        compare(a, b);
        openTab(Details);
        QTRY_COMPARE(row(11), QString::fromUtf8("≠ On the wire|%1|%2")
                                  .arg(models::formatExactBytes(62'771), models::formatExactBytes(62'790)));
    }

    void namesHaveTheRoomTheyNeed() {
        const QByteArray value = R"({"producerEpoch":1,"transactionStatus":"Ongoing"})";
        compare(record(2, value), record(1, "{}"));
        const QAbstractItemView* view = m_bench->see<QTreeView>("compareTree");
        const auto width = [&view] { return static_cast<const QTreeView*>(view)->columnWidth(0); };
        QTRY_COMPARE(view->model()->rowCount(), 2);
        QVERIFY(width() >= view->sizeHintForColumn(0));
        openTab(Details);
        QVERIFY(width() >= view->sizeHintForColumn(0));
        m_bench->click("compareClose");
        select(0);
        view = m_bench->see<QTreeView>("valueTree");
        QTRY_COMPARE(view->model()->rowCount(), 2);
        QVERIFY(width() >= view->sizeHintForColumn(0));
    }

    void aWidthThatNamesWereDrawnToIsKept() {
        open({record(2, R"({"a":1})"), record(1, R"({"b":1})")});
        select(0);
        auto* tree = m_bench->see<QTreeView>("valueTree");
        QTRY_COMPARE(tree->model()->rowCount(), 1);
        auto* header = tree->header()->viewport();
        const int before = tree->columnWidth(0), room = tree->viewport()->width();
        const QPoint edge(before - 1, header->height() / 2);
        QTest::mousePress(header, Qt::LeftButton, {}, edge);
        QTest::mouseMove(header, edge + QPoint(40, 0));
        QTest::mouseRelease(header, Qt::LeftButton, {}, edge + QPoint(40, 0));
        QTRY_VERIFY(std::abs(tree->columnWidth(0) - before - 40) <= 2);
        const auto all = [tree] {
            return tree->columnWidth(0) + tree->columnWidth(1) + tree->columnWidth(2);
        };
        QTRY_COMPARE(all(), room);
        select(1);
        QTRY_COMPARE(tree->model()->index(0, 0).data().toString(), QString("b"));
        QVERIFY(std::abs(tree->columnWidth(0) - before - 40) <= 2);
    }

    void detailsAreNoTexts() {
        compare(record(2, "v"), record(1, std::nullopt));
        openTab(Details);
        QTRY_COMPARE(row(), QString("Topic|orders|orders"));
        QCOMPARE(row(2), QString::fromUtf8("≠ Offset|2|1"));
        QCOMPARE(row(6), QString::fromUtf8("≠ Value size|1 byte|null"));
        openTab(Value);
        QTRY_COMPARE(row(), QString::fromUtf8("≠ $|\"v\"|null"));
    }

    void whatIsReadForATabThatIsNotOpenMovesNothing() {
        open({record(2, R"({"a": 1})"), record(1, R"({"a": 2})")});
        select(0);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        const auto isRead = [this] {
            return m_bench->see("recordCompare")->findChildren<session::JobBase*>().isEmpty();
        };
        QTRY_VERIFY(isRead());
        openTab(Details);
        const QSignalSpy made(m_bench->see<QTreeView>("compareTree")->model(),
                              &QAbstractItemModel::modelReset);
        select(1);
        QCOMPARE(row(2), QString::fromUtf8("≠ Offset|2|1"));
        const auto before = made.count();
        QTRY_VERIFY(isRead());
        QCOMPARE(made.count(), before);
        openTab(Value);
        QCOMPARE(row(), QString::fromUtf8("≠ a|1|2"));
    }

    void tabsTellWhatDiffers() {
        auto a = record(2, R"({"a": 1})"), b = record(1, R"({"a":1})");
        a.key = b.key = "k";
        a.headers = {{"h", "1"}, {"i", "2"}};
        b.headers = {{"i", "2"}, {"h", "1"}};
        open({a, b});
        select(0);
        QTest::keyClick(table(), Qt::Key_D, Qt::ControlModifier);
        const auto titles = [this] {
            QStringList all;
            for (int i = 0; i < tabs()->count(); ++i)
                all += tabs()->tabText(i);
            return all.join('|');
        };
        QCOMPARE(titles(), QString("Key|Value|Headers|Details"));
        select(1);
        QTRY_COMPARE(titles(), QString::fromUtf8("Key|Value ≠|Headers ≠|Details"));
        QTRY_VERIFY(counts("0 field(s) differ, 1 equal; their bytes differ"));
        openTab(Headers);
        QTRY_VERIFY(counts("0 field(s) differ, 2 equal; in another order"));
    }
};

QTEST_MAIN(MessagesCompareTest)
#include "messages_compare_test.moc"
