#include <numeric>

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include "support/window_bench.h"
#include "widgets/common/column_fit.h"
#include "widgets/common/table_view.h"

using support::WindowBench;
using widgets::ColumnRoom;

namespace {

int sum(const std::vector<int>& widths) {
    return std::accumulate(widths.begin(), widths.end(), 0);
}

int shownWidth(const QTableView& table) {
    int width = 0;
    for (int i = 0; i < table.model()->columnCount(); ++i)
        width += table.isColumnHidden(i) ? 0 : table.columnWidth(i);
    return width;
}

} // namespace

class ColumnFitTest : public QObject {
    Q_OBJECT

    const std::vector<ColumnRoom> m_columns{
        {300, 120, 80, true}, {100, 70, 50, false}, {100, 100, 50, false}, {190, 190, 90, false}};

private slots:
    void whatIsLeftGoesToTheStretchedColumn() {
        QCOMPARE(widgets::fitColumns(m_columns, 1000), (std::vector<int>{610, 100, 100, 190}));
    }

    void slackIsGivenUpBeforeWhatIsNeeded() {
        const auto widths = widgets::fitColumns(m_columns, 590); // 100 too few
        QCOMPARE(sum(widths), 590);
        QCOMPARE(widths[2], 100);
        QCOMPARE(widths[3], 190);
        QVERIFY(widths[0] < 300 && widths[0] >= 120);
    }

    void everyColumnKeepsItsFloor() {
        QCOMPARE(sum(widgets::fitColumns(m_columns, 333)), 333);
        QCOMPARE(widgets::fitColumns(m_columns, 100), (std::vector<int>{80, 50, 50, 90}));
    }

    void aVeryWideWindowSpreadsItsRoom() {
        const auto widths = widgets::fitColumns(m_columns, 2340);
        QCOMPARE(sum(widths), 2340);
        QVERIFY(widths[0] < 2340 / 2);
        QVERIFY(widths[3] > 190);
    }

    void aColumnThatSomebodySizedStays() {
        auto columns = m_columns;
        columns[1] = {140, 140, 140, false, true};
        for (const int room : {500, 1000, 2340})
            QCOMPARE(widgets::fitColumns(columns, room)[1], 140);
    }

    void tablesFillTheirViewport_data() {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QString>("object");
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArray>("table");
        QTest::newRow("topics") << QByteArray("topics") << QString() << QByteArray()
                                << QByteArray("topicTable");
        QTest::newRow("groups") << QByteArray("groups") << QString() << QByteArray()
                                << QByteArray("groupTable");
        for (const char* part : {"partitions", "configuration"})
            QTest::newRow(part) << QByteArray("topic") << "orders" << QByteArray(part)
                                << QByteArray(*part == 'p' ? "partitionTable" : "configTable");
        QTest::newRow("messages") << QByteArray("topic") << "orders" << QByteArray("messages")
                                  << QByteArray("recordTable");
    }
    void tablesFillTheirViewport() {
        QFETCH(QByteArray, kind);
        QFETCH(QString, object);
        QFETCH(QByteArray, part);
        QFETCH(QByteArray, table);
        WindowBench bench;
        bench.open(kind.constData(), object, part.isEmpty() ? nullptr : part.constData());
        auto* view = bench.see<QTableView>(table.constData());
        for (const QSize& size : {QSize(1280, 800), QSize(1440, 900), QSize(2560, 1300)}) {
            bench.window->resize(size);
            QTRY_COMPARE(bench.window->size(), size);
            QTRY_COMPARE(shownWidth(*view), view->viewport()->width());
            QCOMPARE(view->horizontalScrollBar()->maximum(), 0);
        }
    }

    void onlyTheWidthsThatSomebodyGaveComeBack() {
        WindowBench bench;
        bench.open("topics");
        auto* header = bench.see<QTableView>("topicTable")->horizontalHeader();
        const int before = header->sectionSize(2);
        header->resizeSection(1, 133);
        bench.openWindow();
        bench.open("topics");
        header = bench.see<QTableView>("topicTable")->horizontalHeader();
        QCOMPARE(header->sectionSize(1), 133);
        bench.window->resize(2560, 900);
        QTRY_VERIFY(header->sectionSize(2) > before);
        QCOMPARE(header->sectionSize(1), 133);
    }
};

QTEST_MAIN(ColumnFitTest)
#include "column_fit_test.moc"
