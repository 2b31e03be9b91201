#include <QAbstractItemView>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>

#include "models/log_model.h"
#include "support/window_bench.h"
#include "widgets/common/csv.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/table_view.h"
#include "widgets/common/text_file.h"

namespace {

const QString saveWords = QStringLiteral("Save as CSV…");

} // namespace

class CsvTest : public QObject {
    Q_OBJECT

    std::unique_ptr<support::WindowBench> m_bench;

    /// The entry that saves, in the menu that a right click on `where` opens; null: there is none.
    static QAction* savingIn(QWidget* where) {
        QContextMenuEvent click(QContextMenuEvent::Mouse, {4, 4}, where->mapToGlobal(QPoint(4, 4)));
        QApplication::sendEvent(where, &click);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu)
            return nullptr;
        for (QAction* action : menu->actions())
            if (action->text() == saveWords)
                return action;
        menu->close();
        return nullptr;
    }
    void save(QWidget* where, const QString& file) {
        m_bench->prompts.path = m_bench->path(qPrintable(file));
        QAction* action = savingIn(where);
        QVERIFY2(action, "no menu offers to save");
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QCOMPARE(m_bench->prompts.suggestedFile, file);
    }
    QStringList written() {
        QFile file(m_bench->prompts.path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).split("\r\n", Qt::SkipEmptyParts);
    }
    void openLocalBroker() {
        session::BrokerConnection client;
        client.clientId = "billing";
        client.address = "127.0.0.1:50001";
        m_bench->broker->attached = {client};
        m_bench->workspace->localBroker().start(m_bench->workspace->localBroker().options());
        QTRY_VERIFY(m_bench->workspace->clusters().local());
        m_bench->window->openPane(
            {widgets::PageKind::LocalBroker, m_bench->workspace->clusters().local()->profile().id, {}});
    }

private slots:
    void init() { m_bench = std::make_unique<support::WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aFileIsNamedAfterWhatItHoldsAndFitsIntoAFolder() {
        QCOMPARE(widgets::fileStem("payments.v1"), QString("payments.v1"));
        QCOMPARE(widgets::fileStem("../a b/c"), QString(".._a_b_c"));
        QVERIFY(widgets::fileStem(QString(249, 'x')).size() + int(qstrlen("-2026-11-29T0037.jsonl.zst")) <
                255);
    }

    void everyTableSavesFromItsMenus_data() {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QString>("object");
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("head");
        const auto row = [](const char* kind, const char* object, const char* part, const char* table,
                            const char* file, const char* head) {
            QTest::newRow(table) << QByteArray(kind) << QString(object) << QByteArray(part)
                                 << QByteArray(table) << QString(file) << QString(head);
        };
        row("topics", "", "", "topicTable", "topics.csv", "Name,Partitions,");
        row("groups", "", "", "groupTable", "groups.csv", "Name,State,");
        row("topic", "orders", "partitions", "partitionTable", "orders-partitions.csv", "Partition,Leader,");
        row("topic", "orders", "groups", "topicGroupTable", "orders-topicGroups.csv", "Name,State,");
        row("topic", "orders", "configuration", "configTable", "orders-configuration.csv",
            "Name,Value,Default,Source");
        row("group", "billing", "", "memberTable", "billing-members.csv", "Member,Host,");
        row("local-broker", "", "", "connectionsTable", "connections.csv", "Client id,Address,");
        row("local-broker", "", "log", "logTable", "log.csv", "Time (UTC),Level,Part,Line");
    }
    void everyTableSavesFromItsMenus() {
        QFETCH(QByteArray, kind);
        QFETCH(QString, object);
        QFETCH(QByteArray, part);
        QFETCH(QByteArray, table);
        QFETCH(QString, file);
        QFETCH(QString, head);
        if (kind == "local-broker") {
            openLocalBroker();
            m_bench->window->currentPane()->showPart(part);
        } else
            m_bench->open(kind, object, part);
        // A table of a tab that is not in front has its menus too.
        auto* view = m_bench->window->currentPane()->findChild<QTableView*>(QString::fromLatin1(table));
        QVERIFY2(view, "no such table");
        save(view->viewport(), file);
        const QStringList fromRows = written();
        QVERIFY(!fromRows.isEmpty());
        QVERIFY2((fromRows.front() + ',').startsWith(head), qPrintable(fromRows.front()));
        QCOMPARE(fromRows.size(), view->model()->rowCount() + 1);
        QFile::remove(m_bench->prompts.path);
        save(view->horizontalHeader()->viewport(), file);
        QCOMPARE(written(), fromRows);
        auto* bar = m_bench->window->currentPane()->findChild<widgets::MessageBar*>("pageBar");
        QVERIFY2(bar->isVisible(), "nothing says where it went");
    }

    void theOffsetsOfAGroupAreALineAPartition() {
        m_bench->open("group", "billing");
        auto* tree = m_bench->see<QAbstractItemView>("offsetTree");
        save(tree->viewport(), "billing-offsets.csv");
        const QStringList lines = written();
        QVERIFY(!lines.isEmpty());
        QCOMPARE(lines.front(), QString("Topic,Partition,Member,Host,Committed,Log start,End,Lag"));
        const auto* group = m_bench->cluster->data().group("billing");
        QCOMPARE(lines.size(), qsizetype(group->partitionRows.size()) + 1);
        for (const auto& row : group->partitionRows) {
            const QStringList fields =
                lines.filter(QString("%1,%2,").arg(row.topic).arg(row.partition)).value(0).split(',');
            QCOMPARE(fields.size(), 8);
            QCOMPARE(fields[2], row.clientId.isEmpty() ? row.memberId : row.clientId);
            QCOMPARE(fields[3], row.host);
            QCOMPARE(fields[4], row.committed ? QString::number(*row.committed) : QString());
            QCOMPARE(fields[7], row.lag ? QString::number(*row.lag) : QString());
        }
    }

    void aTableElsewhereIsSavedByWhoeverListens() {
        models::LogModel lines;
        widgets::TableView table(&lines, "lines", nullptr);
        table.show();
        QVERIFY2(!savingIn(table.viewport()), "nobody would save it");
        const QSignalSpy asked(&table, &widgets::TableView::saveRequested);
        QAction* action = savingIn(table.viewport());
        QVERIFY(action);
        action->trigger();
        QCOMPARE(asked.size(), 1);
    }

    void textThatASpreadsheetWouldRunIsDefused() {
        QCOMPARE(widgets::csvLine({"=1+2", "@SUM(A1)", "+cmd|' /C calc'!A0", "-x", "\tx", "\rx"}),
                 QString("'=1+2,'@SUM(A1),'+cmd|' /C calc'!A0,'-x,'\tx,\"'\rx\"\r\n"));
        QCOMPARE(widgets::csvLine({"-1", "+2.5", "-3e-7", "1204551", "a=b", ""}),
                 QString("-1,+2.5,-3e-7,1204551,a=b,\r\n"));
    }

    void messagesAreNotATableToSave() {
        m_bench->open("topic", "orders", "messages");
        auto* view = m_bench->see<QTableView>("recordTable");
        QVERIFY(!savingIn(view->viewport()));
        QVERIFY(!savingIn(view->horizontalHeader()->viewport()));
    }

    void aFileThatCannotBeWrittenIsSaidOnThePage() {
        m_bench->open("group", "billing");
        m_bench->prompts.path = m_bench->path("no/such/folder.csv");
        QAction* action = savingIn(m_bench->see<QTableView>("memberTable")->viewport());
        QVERIFY(action);
        action->trigger();
        auto* bar = m_bench->see<widgets::MessageBar>("pageBar");
        bool said = false;
        for (const auto* label : bar->findChildren<QLabel*>())
            said = said || label->text().contains("cannot be written");
        QVERIFY(said);
    }
};

QTEST_MAIN(CsvTest)
#include "csv_test.moc"
