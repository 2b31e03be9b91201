#include <memory>
#include <numeric>

#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QToolTip>

#include "support/window_bench.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/column_fit.h"
#include "widgets/common/table_view.h"
#include "widgets/theme/fonts.h"

using support::WindowBench;
using widgets::ColumnRoom;
using widgets::TableView;

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
        {300, 120, 80, 80, true}, {100, 70, 50, 50}, {100, 100, 50, 50}, {190, 190, 90, 90}};

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

    void titlesAreGivenUpLast() {
        const std::vector<ColumnRoom> columns{{300, 120, 80, 80, true}, {90, 90, 90, 40}, {60, 60, 60, 60}};
        QCOMPARE(widgets::fitColumns(columns, 230), (std::vector<int>{80, 90, 60}));
        QCOMPARE(widgets::fitColumns(columns, 200), (std::vector<int>{80, 60, 60}));
        QCOMPARE(widgets::fitColumns(columns, 100), (std::vector<int>{80, 40, 60}));
    }

    void aVeryWideWindowSpreadsItsRoom() {
        const auto widths = widgets::fitColumns(m_columns, 2340);
        QCOMPARE(sum(widths), 2340);
        QVERIFY(widths[0] < 2340 / 2);
        QVERIFY(widths[3] > 190);
    }

    void aColumnThatSomebodySizedStays() {
        auto columns = m_columns;
        columns[1] = {140, 140, 140, 140, false, true};
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

    void noFigureIsCutWhereTheTableIsNarrow() {
        WindowBench bench;
        for (const auto& [page, table] : {std::pair("topics", "topicTable"), {"groups", "groupTable"}}) {
            bench.open(page);
            auto* view = bench.see<QTableView>(table);
            bench.window->resize(1280, 780);
            QTRY_COMPARE(shownWidth(*view), view->viewport()->width());
            for (int column = 0; column < view->model()->columnCount(); ++column)
                for (int row = 0; row < view->model()->rowCount() && !view->isColumnHidden(column); ++row) {
                    const QModelIndex cell = view->model()->index(row, column);
                    if (cell.data(models::KindRole).toInt() != int(models::CellKind::Number))
                        continue;
                    const QFontMetrics metrics(widgets::theme::monoFont());
                    QVERIFY2(metrics.horizontalAdvance(cell.data().toString()) <=
                                 widgets::cellContents(view->visualRect(cell), view, column).width(),
                             qPrintable(cell.data().toString()));
                }
        }
    }

    void aTitleThatIsCutIsItsTooltip() {
        WindowBench bench;
        bench.open("topics");
        auto* header = bench.see<QTableView>("topicTable")->horizontalHeader();
        header->resizeSection(1, 50);
        const QPoint at(header->sectionViewportPosition(1) + 20, header->height() / 2);
        QHelpEvent help(QEvent::ToolTip, at, header->viewport()->mapToGlobal(at));
        QApplication::sendEvent(header->viewport(), &help);
        QCOMPARE(QToolTip::text(), QString("Partitions"));
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

    void whatComesRightAfterAFitIsFittedToo() {
        WindowBench bench;
        auto bare = support::sampleSnapshot(WindowBench::now);
        for (auto& topic : bare.topics) {
            auto row = *topic;
            row.lastRecordMs.reset();
            topic = std::make_shared<const session::TopicRow>(row);
        }
        support::fakeOf(*bench.cluster).data().publish(bare);
        bench.open("topics");
        auto* view = bench.see<QTableView>("topicTable");
        const int last = view->model()->columnCount() - 1;
        const int before = view->columnWidth(last);
        bare.topics.pop_back();
        support::fakeOf(*bench.cluster).data().publish(bare);
        support::fakeOf(*bench.cluster).data().publish(support::sampleSnapshot(WindowBench::now));
        QTRY_VERIFY(view->columnWidth(last) > before);
        const QString time = view->model()->index(0, last).data().toString();
        QVERIFY2(view->columnWidth(last) > QFontMetrics(widgets::theme::monoFont()).horizontalAdvance(time),
                 qPrintable(time));
    }

    void aDraggedColumnStaysAndTheOthersFollow() {
        WindowBench bench;
        bench.open("topics");
        auto* view = bench.see<QTableView>("topicTable");
        for (const int column : {0, 1}) { // the one that stretches too
            auto* header = view->horizontalHeader();
            const int before = header->sectionSize(column);
            dragEdge(*header, column, 40);
            QVERIFY(header->sectionSize(column) > before + 20);
            const int chosen = header->sectionSize(column);
            QTRY_COMPARE(shownWidth(*view), view->viewport()->width());
            QCOMPARE(header->sectionSize(column), chosen);
        }
    }

    void automaticWidthsTakeBackWhatSomebodyGave() {
        WindowBench bench;
        bench.open("topics");
        auto* view = bench.see<TableView>("topicTable");
        const auto automatic = [&] {
            m_menu.reset(view->columnMenu(nullptr));
            return m_menu->actions().last();
        };
        QVERIFY(!automatic()->isEnabled());
        const int before = view->columnWidth(1);
        view->horizontalHeader()->resizeSection(1, 233);
        QVERIFY(automatic()->isEnabled());
        automatic()->trigger();
        QTRY_COMPARE(view->columnWidth(1), before);
        bench.openWindow();
        bench.open("topics");
        QCOMPARE(bench.see<QTableView>("topicTable")->columnWidth(1), before);
    }

private:
    static void dragEdge(QHeaderView& header, int column, int by) {
        const QPoint edge(header.sectionViewportPosition(column) + header.sectionSize(column) - 1,
                          header.height() / 2);
        QTest::mousePress(header.viewport(), Qt::LeftButton, {}, edge);
        for (int moved = 10; moved <= by; moved += 10)
            QTest::mouseMove(header.viewport(), edge + QPoint(moved, 0));
        QTest::mouseRelease(header.viewport(), Qt::LeftButton, {}, edge + QPoint(by, 0));
    }

    std::unique_ptr<QMenu> m_menu;
};

QTEST_MAIN(ColumnFitTest)
#include "column_fit_test.moc"
