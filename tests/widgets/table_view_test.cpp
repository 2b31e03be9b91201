#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>

#include "support/window_bench.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/table_view.h"

using namespace widgets;
using support::WindowBench;

class TableViewTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    TableView* table() { return m_bench->see<TableView>("topicTable"); }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers,
                          table()->visualRect(table()->model()->index(row, 0)).center());
    }
    QString cell(int row, const char* column) {
        return table()->model()->index(row, columnOf(column)).data().toString();
    }
    int columnOf(const char* title) {
        for (int i = 0; i < table()->model()->columnCount(); ++i)
            if (table()->model()->headerData(i, Qt::Horizontal).toString() == QLatin1String(title))
                return i;
        qFatal("no column %s", title);
    }

    /// The lines of the CSV of the two topics that "orders" finds.
    QStringList savedOrders() {
        m_bench->prompts.path = m_bench->path("topics.csv");
        m_bench->type("topicFilter", "orders");
        if (!QTest::qWaitFor([this] { return table()->model()->rowCount() == 2; }))
            return {};
        m_bench->click("topicCsv");
        QFile file(m_bench->prompts.path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).split("\r\n", Qt::SkipEmptyParts);
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("topics");
    }
    void cleanup() { m_bench.reset(); }

    void copyTakesTheSelectedRowsAsTabSeparatedPlainValues() {
        table()->sortByColumn(0, Qt::AscendingOrder);
        clickRow(1);
        clickRow(3, Qt::ControlModifier);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split('\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0].section('\t', 0, 1), QString("adder\t2"));
        QCOMPARE(lines[1].section('\t', 0, 1), cell(3, "Name") + "\t" + cell(3, "Partitions"));
        QVERIFY(lines[0].split('\t').contains("10000")); // a number to work on: not grouped
    }

    void aFilterThatTakesManyRunsOfRowsSettlesOnce() {
        const QSignalSpy runs(table(), &TableView::countChanged);
        QCoreApplication::processEvents();
        const QSignalSpy settled(table(), &TableView::settled);
        table()->proxy()->setFilterText("or");
        QVERIFY(runs.size() > 2);
        QCOMPARE(settled.size(), 0);
        QTRY_COMPARE(settled.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(settled.size(), 1);
    }

    void csvHoldsWhatIsShown() {
        const QStringList lines = savedOrders();
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith("Name,Partitions,"));
        QVERIFY2(lines.filter("orders.dlq,1,").size() == 1, qPrintable(lines.join('|')));
    }

    void csvIsForOtherPrograms() {
        const QStringList lines = savedOrders();
        QCOMPARE(lines.size(), 3);
        const QStringList head = lines[0].split(','), orders = lines[1].split(',');
        const auto field = [&](const char* title) { return orders.value(int(head.indexOf(title))); };
        const auto* topic = m_bench->cluster->data().topic("orders");
        QCOMPARE(field("Name"), QString("orders"));
        QCOMPARE(field("Size (bytes)"), QString::number(*topic->size));
        QCOMPARE(field("Retention (ms)"), QString::number(*topic->retentionMs));
        QCOMPARE(head.last(), QString("Newest timestamp (UTC)"));
        const auto last = QDateTime::fromMSecsSinceEpoch(*topic->lastRecordMs, Qt::UTC);
        QCOMPARE(orders.last(), last.toString("yyyy-MM-dd HH:mm:ss.zzz"));
        QVERIFY2(head.filter("15 min").isEmpty(), qPrintable(lines[0])); // a drawing has no value
    }

    void typingFiltersAndCounts() {
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_P);
        auto* field = m_bench->see<FilterField>("topicFilter");
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, "ay");
        QTRY_COMPARE(field->accessibleDescription(), QString("2 of 23"));
        QCOMPARE(table()->model()->rowCount(), 2); // payments.v1 and its retry
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_COMPARE(table()->model()->rowCount(), 23);
        QVERIFY(table()->hasFocus());
        QTest::keyClick(table(), Qt::Key_Slash);
        QTRY_VERIFY(field->hasFocus());
    }

    void hiddenMovedAndSortedColumnsComeBack() {
        const int size = columnOf("Size"), retention = columnOf("Retention");
        std::unique_ptr<QMenu> menu(table()->columnMenu(nullptr));
        menu->actions().at(retention)->setChecked(false);
        auto* header = table()->horizontalHeader();
        header->moveSection(header->visualIndex(size), 1);
        table()->sortByColumn(size, Qt::DescendingOrder);
        const QString first = cell(0, "Name");
        m_bench->openWindow();
        m_bench->open("topics");
        QVERIFY(table()->isColumnHidden(retention));
        QCOMPARE(table()->horizontalHeader()->visualIndex(size), 1);
        QCOMPARE(table()->horizontalHeader()->sortIndicatorSection(), size);
        QCOMPARE(cell(0, "Name"), first);
        QVERIFY(!table()->columnMenu(nullptr)->actions().first()->isEnabled()); // the name stays
    }

    void theReasonOfAnEmptyTableFillsItsSpace() {
        m_bench->type("topicFilter", "nothing like it that anybody would ever call a topic of theirs");
        QTRY_COMPARE(table()->model()->rowCount(), 0);
        auto* reason = m_bench->see("emptyState");
        for (const QSize& size : {QSize(1024, 700), QSize(1440, 900)}) {
            m_bench->window->resize(size);
            QTRY_COMPARE(reason->size(), table()->viewport()->size());
        }
        const auto* words = reason->findChild<QLabel*>();
        QTRY_VERIFY(words->height() >= words->heightForWidth(words->width()));
    }

    void aFilterThatFindsNothingOffersTheWayOut() {
        m_bench->type("topicFilter", "nothing like it");
        QTRY_COMPARE(table()->model()->rowCount(), 0);
        for (auto* button : table()->findChildren<QAbstractButton*>())
            if (button->isVisible() && button->text() == "Clear the filter")
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(table()->model()->rowCount(), 23);
        QVERIFY(m_bench->see<FilterField>("topicFilter")->text().isEmpty());
    }
};

QTEST_MAIN(TableViewTest)
#include "table_view_test.moc"
