#include <memory>
#include <numeric>

#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QToolTip>
#include <QTreeView>

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

/// What is shown only in part in the columns of this kind.
QStringList cutCells(const QTableView& view, models::CellKind kind) {
    QStringList cut;
    const auto* model = view.model();
    for (int column = 0; column < model->columnCount(); ++column)
        for (int row = 0; row < model->rowCount() && !view.isColumnHidden(column); ++row) {
            const QModelIndex cell = model->index(row, column);
            // Of a column beyond the edge the row is in sight all the same.
            const int y = view.visualRect(cell).center().y();
            if (cell.data(models::KindRole).toInt() != int(kind) || y < 0 || y > view.viewport()->height())
                continue;
            const bool name = kind == models::CellKind::Name;
            const QFontMetrics metrics(name ? widgets::theme::bodyFont() : widgets::theme::monoFont());
            if (metrics.horizontalAdvance(cell.data().toString()) + (name ? 24 : 0) >
                widgets::cellContents(view.visualRect(cell), &view, column).width())
                cut << cell.data().toString();
        }
    return cut;
}

/// The sample with figures as wide as they get.
session::ClusterSnapshot largeFigures() {
    auto snapshot = support::sampleSnapshot(WindowBench::now);
    for (auto& topic : snapshot.topics) {
        auto row = *topic;
        row.messages = 12'345'678'901'234;
        row.size = qint64(1023) << 40;
        row.inPerSecond = 1'234'567;
        row.outPerSecond = 1'234'567;
        topic = std::make_shared<const session::TopicRow>(row);
    }
    return snapshot;
}

/// The headings that are shown only in part.
QStringList cutTitles(const QTableView& view) {
    QStringList cut;
    const auto* header = view.horizontalHeader();
    for (int column = 0; column < view.model()->columnCount(); ++column) {
        QFont font = widgets::theme::labelFont();
        const bool sorted = header->sortIndicatorSection() == column;
        if (sorted)
            font.setWeight(QFont::DemiBold);
        const QString title = view.model()->headerData(column, Qt::Horizontal).toString();
        const QRect section(0, 0, header->sectionSize(column), header->height());
        if (!view.isColumnHidden(column) && QFontMetrics(font).horizontalAdvance(title) + (sorted ? 12 : 0) >
                                                widgets::cellContents(section, &view, column).width())
            cut << title;
    }
    return cut;
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
        {80, 80, 120, 300, 0, true}, {50, 50, 70, 100}, {50, 50, 100, 100}, {90, 90, 190, 190}};

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
        const std::vector<ColumnRoom> columns{
            {80, 80, 120, 300, 0, true}, {40, 90, 90, 90}, {60, 60, 60, 60}};
        QCOMPARE(widgets::fitColumns(columns, 230), (std::vector<int>{80, 90, 60}));
        QCOMPARE(widgets::fitColumns(columns, 200), (std::vector<int>{80, 60, 60}));
        QCOMPARE(widgets::fitColumns(columns, 100), (std::vector<int>{80, 40, 60}));
    }

    void theTreeOfAGroupFillsItsViewport() {
        WindowBench bench;
        bench.open("group", "billing");
        auto* tree = bench.see<QTreeView>("offsetTree");
        for (const QSize& size : {QSize(1024, 700), QSize(1440, 900), QSize(2560, 1300)}) {
            bench.window->resize(size);
            QTRY_COMPARE(bench.window->size(), size);
            QTRY_COMPARE(tree->header()->length(), tree->viewport()->width());
        }
        tree->header()->resizeSection(1, 177);
        bench.openWindow();
        bench.open("group", "billing");
        QCOMPARE(bench.see<QTreeView>("offsetTree")->columnWidth(1), 177);
    }

    void roomGoesWhereTextIsCutBeforeItIsSpread() {
        auto columns = m_columns;
        columns[1].whole = 400;
        QCOMPARE(widgets::fitColumns(columns, 1000)[1], 400);
        columns[0].whole = 1500;
        QVERIFY(widgets::fitColumns(columns, 2340)[0] >= 1500);
    }

    void aVeryWideWindowSpreadsItsRoom() {
        const auto widths = widgets::fitColumns(m_columns, 2340);
        QCOMPARE(sum(widths), 2340);
        QVERIFY(widths[0] < 2340 / 2);
        QVERIFY(widths[3] > 190);
    }

    void aColumnThatSomebodySizedStays() {
        auto columns = m_columns;
        columns[1] = {140, 140, 140, 140, 140, false, true};
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

    void noFigureIsCut_data() {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QSize>("size");
        for (const auto& [page, table] : {std::pair("topics", "topicTable"), {"groups", "groupTable"}})
            for (const QSize& size : {QSize(1024, 700), QSize(1280, 780), QSize(1440, 900)})
                QTest::addRow("%s %d", page, size.width()) << QByteArray(page) << QByteArray(table) << size;
    }
    void noFigureIsCut() {
        QFETCH(QByteArray, page);
        QFETCH(QByteArray, table);
        QFETCH(QSize, size);
        WindowBench bench;
        bench.fake().data().publish(largeFigures());
        bench.open(page.constData());
        auto* view = bench.see<QTableView>(table.constData());
        bench.window->resize(size);
        QTRY_COMPARE(bench.window->size(), size);
        QTRY_VERIFY(cutCells(*view, models::CellKind::Number).isEmpty());
    }

    void wordsGiveWayBeforeTitlesAreCut() {
        WindowBench bench;
        bench.open("topics");
        auto* view = bench.see<QTableView>("topicTable");
        QTRY_COMPARE(bench.window->size(), QSize(1440, 900));
        QTRY_COMPARE(shownWidth(*view), view->viewport()->width());
        QCOMPARE(cutTitles(*view), QStringList());
        QCOMPARE(cutCells(*view, models::CellKind::Name), QStringList());
        QCOMPARE(cutCells(*view, models::CellKind::Number), QStringList());
    }

    void aNameThatIsCutInAnyCaseCutsNoTitle() {
        WindowBench bench;
        auto snapshot = support::sampleSnapshot(WindowBench::now);
        auto longest = *snapshot.topics.back();
        longest.name = QString(249, QLatin1Char('n'));
        snapshot.topics.push_back(std::make_shared<const session::TopicRow>(longest));
        bench.fake().data().publish(snapshot);
        bench.open("topics");
        auto* view = bench.see<QTableView>("topicTable");
        QTRY_COMPARE(bench.window->size(), QSize(1440, 900));
        QTRY_COMPARE(shownWidth(*view), view->viewport()->width());
        QCOMPARE(cutTitles(*view), QStringList());
        QCOMPARE(cutCells(*view, models::CellKind::Name), QStringList(longest.name));
        QCOMPARE(cutCells(*view, models::CellKind::Number), QStringList());
    }

    void theFirstTimesMoveNoColumn() {
        WindowBench bench;
        const auto sample = support::sampleSnapshot(WindowBench::now);
        auto timeless = sample;
        for (auto& topic : timeless.topics) {
            auto row = *topic;
            row.lastRecordMs.reset();
            topic = std::make_shared<const session::TopicRow>(row);
        }
        bench.fake().data().publish(timeless);
        bench.open("topics");
        auto* view = bench.see<QTableView>("topicTable");
        QTRY_COMPARE(shownWidth(*view), view->viewport()->width());
        const int last = view->model()->columnCount() - 1, before = view->columnWidth(last);
        bench.fake().data().publish(sample);
        QTRY_VERIFY(cutCells(*view, models::CellKind::Number).isEmpty());
        QVERIFY(qAbs(view->columnWidth(last) - before) <= 1);
    }

    void namesWinRoomFromWordsAndTitles_data() {
        QTest::addColumn<int>("letters");
        QTest::addColumn<QSize>("size");
        QTest::newRow("32 at 1024") << 32 << QSize(1024, 700);
        QTest::newRow("32 at 1440") << 32 << QSize(1440, 900);
        QTest::newRow("249 at 2560") << 249 << QSize(2560, 1300);
    }
    void namesWinRoomFromWordsAndTitles() {
        QFETCH(int, letters);
        QFETCH(QSize, size);
        WindowBench bench;
        auto snapshot = support::sampleSnapshot(WindowBench::now);
        for (auto& topic : snapshot.topics) {
            auto row = *topic;
            row.name = row.name.leftJustified(letters, '-', true);
            row.groups.clear();
            topic = std::make_shared<const session::TopicRow>(row);
        }
        bench.fake().data().publish(snapshot);
        bench.window->resize(size);
        QTRY_COMPARE(bench.window->size(), size);
        bench.open("topics");
        auto* view = bench.see<QTableView>("topicTable");
        if (letters > 200)
            QTRY_VERIFY(view->columnWidth(0) > size.width() / 3);
        else
            QTRY_COMPARE(cutCells(*view, models::CellKind::Name), QStringList());
        QVERIFY(cutCells(*view, models::CellKind::Number).isEmpty());
    }

    void whatScrollsIntoSightIsNotCut() {
        WindowBench bench;
        auto snapshot = support::sampleSnapshot(WindowBench::now);
        auto last = *snapshot.topics.back();
        for (int i = 0; i < 80; ++i) {
            last.name = QString("z%1").arg(i, 3, 10, QChar('0'));
            last.messages = i < 70 ? 1 : 987'654'321'012'345;
            snapshot.topics.push_back(std::make_shared<const session::TopicRow>(last));
        }
        bench.fake().data().publish(snapshot);
        bench.open("topics");
        auto* view = bench.see<QTableView>("topicTable");
        view->scrollToBottom();
        QTRY_VERIFY(cutCells(*view, models::CellKind::Number).isEmpty());
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
