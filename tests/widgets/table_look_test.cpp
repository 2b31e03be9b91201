#include <limits>

#include <QAbstractItemView>
#include <QHeaderView>
#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>
#include <QTreeView>

#include "support/window_bench.h"
#include "widgets/common/cell_delegate.h"
#include "widgets/common/header_view.h"
#include "widgets/common/painting.h"
#include "widgets/common/table_look.h"

class TableLookTest : public QObject {
    Q_OBJECT
private slots:
    void aCellWithLineEndsIsOneLine() {
        QStandardItemModel model(3, 1);
        QTableView table;
        table.setModel(&model);
        widgets::dressTable(table, new widgets::CellDelegate(&table));
        table.resize(240, 140);
        const auto picture = [&](const QString& text) {
            model.setItem(1, new QStandardItem(text));
            return table.viewport()->grab().toImage();
        };
        const QImage ends = picture("nightly\nbilling\tgroup");
        QVERIFY(ends != picture({}));
        QCOMPARE(ends, picture(QString::fromUtf8("nightly\u21b5billing\u21e5group")));
        const auto width = [&](const QString& text) {
            model.setItem(1, new QStandardItem(text));
            return table.sizeHintForIndex(model.index(1, 0)).width();
        };
        QCOMPARE(width("nightly\nbilling"), width(QString::fromUtf8("nightly\u21b5billing")));
    }

    void aTrendIsDrawnWhereItIsKnown() {
        constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
        const auto drawn = [](const models::Sparkline& values) {
            QImage image(80, 16, QImage::Format_ARGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            widgets::paintSparkline(painter, image.rect(), values, Qt::blue, Qt::gray);
            painter.end();
            QPair<int, int> marks; // in either half
            for (int x = 0; x < image.width(); ++x)
                for (int y = 0; y < image.height(); ++y)
                    (x < 40 ? marks.first : marks.second) += image.pixelColor(x, y) == Qt::white ? 0 : 1;
            return marks;
        };
        QCOMPARE(drawn({}), qMakePair(0, 0));
        QCOMPARE(drawn({unknown, unknown}), qMakePair(0, 0));
        QCOMPARE(drawn({unknown, unknown, 0, 0}), qMakePair(0, 40));
        QCOMPARE(drawn({0, 0, 0, 0}), qMakePair(40, 40));
        QCOMPARE(drawn({unknown, unknown, unknown, 5, 5}).first, 0);
    }

    void everyTableHasTheOneLook_data() {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QString>("object");
        QTest::addColumn<int>("tables");
        QTest::newRow("overview") << QByteArray("overview") << QString() << 0;
        QTest::newRow("topics") << QByteArray("topics") << QString() << 1;
        QTest::newRow("groups") << QByteArray("groups") << QString() << 1;
        QTest::newRow("topic") << QByteArray("topic") << QString("orders") << 4;
        QTest::newRow("group") << QByteArray("group") << QString("billing") << 2;
        QTest::newRow("local broker") << QByteArray("local-broker") << QString() << 2;
    }
    void everyTableHasTheOneLook() {
        QFETCH(QByteArray, kind);
        QFETCH(QString, object);
        QFETCH(int, tables);
        support::WindowBench bench;
        if (kind == "local-broker") {
            session::Workspace& workspace = *bench.workspace;
            workspace.localBroker().start(workspace.localBroker().options());
            QTRY_VERIFY(workspace.clusters().local());
            bench.window->openPane(
                {widgets::PageKind::LocalBroker, workspace.clusters().local()->profile().id, {}});
        } else
            bench.open(kind.constData(), object);
        if (kind == "topic")
            for (const char* part : {"partitions", "groups", "configuration", "messages"})
                bench.window->currentPane()->showPart(QString::fromLatin1(part));
        int found = 0;
        const auto check = [&](QAbstractItemView* view, QHeaderView* header) {
            ++found;
            QVERIFY2(qobject_cast<widgets::HeaderView*>(header), qPrintable(view->objectName()));
            QVERIFY2(qobject_cast<widgets::CellDelegate*>(view->itemDelegate()),
                     qPrintable(view->objectName()));
            QCOMPARE(view->frameShape(), QFrame::NoFrame);
            QCOMPARE(view->selectionBehavior(), QAbstractItemView::SelectRows);
        };
        for (auto* view : bench.window->currentPane()->findChildren<QTableView*>()) {
            if (view->objectName().startsWith("qt_calendar"))
                continue; // a date picker, no table
            check(view, view->horizontalHeader());
            QVERIFY(!view->showGrid());
        }
        for (auto* view : bench.window->currentPane()->findChildren<QTreeView*>())
            if (!view->header()->isHidden())
                check(view, view->header());
        QVERIFY2(found >= tables, qPrintable(QString::number(found)));
    }

    void aTitleWhoseEndTellsItApartKeepsItsEnd() {
        QStandardItemModel model(1, 2);
        for (const int column : {0, 1})
            model.setHeaderData(column, Qt::Horizontal, "value.order.customer.city");
        model.setHeaderData(1, Qt::Horizontal, true, models::EndTellsRole);
        QTableView table;
        table.setModel(&model);
        auto* header = new widgets::HeaderView(&table);
        table.setHorizontalHeader(header);
        QVERIFY2(header->shownTitle(0, 90).startsWith("value"), qPrintable(header->shownTitle(0, 90)));
        QVERIFY2(header->shownTitle(1, 90).endsWith(".city"), qPrintable(header->shownTitle(1, 90)));
        QCOMPARE(header->shownTitle(1, 900), QString("value.order.customer.city"));
    }
};

QTEST_MAIN(TableLookTest)
#include "table_look_test.moc"
