#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QRadioButton>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include "models/record_model.h"
#include "support/messages_page.h"
#include "support/window_bench.h"

using support::record;
using support::WindowBench;

/// What is chosen in Messages while the records are read anew, and what an act says that needs a record.
class MessagesChoiceTest : public QObject, private support::MessagesPage {
    Q_OBJECT

    QList<qint64> chosen() {
        QList<qint64> offsets;
        for (const auto& index : table()->selectionModel()->selectedRows())
            offsets << model()->record(index.row())->offset;
        std::sort(offsets.begin(), offsets.end());
        return offsets;
    }
    void copyAsJson() {
        QApplication::clipboard()->clear();
        m_bench->window->findChild<QAction*>("copyJson")->trigger();
    }
    static QString copied() { return QApplication::clipboard()->text(); }
    models::RecordModel* model() { return qobject_cast<models::RecordModel*>(table()->model()); }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void whatIsChosenStaysChosenWhenItIsReadAnew() {
        open({record(3, "c"), record(2, "b"), record(1, "a")});
        select(1);
        fake().answers = {record(4, "d"), record(3, "c"), record(2, "b")};
        m_bench->click("runBrowse");
        QCOMPARE(chosen(), QList<qint64>{2});
        QCOMPARE(table()->currentIndex().row(), 2);
        QVERIFY(isSeen("recordView"));
        QTest::keyClick(table(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(qApp->activeModalWidget());
    }

    void whatComesLaterIsChosenWhenItComes() {
        open({record(3, "c"), record(2, "b"), record(1, "a")});
        table()->selectAll();
        fake().endsAtOnce = false;
        fake().answers = {record(3, "c")};
        m_bench->click("runBrowse");
        QCOMPARE(chosen(), QList<qint64>{3});
        fake().append({record(2, "b"), record(0, "z")});
        QCOMPARE(chosen(), (QList<qint64>{2, 3}));
        fake().stop();
        fake().append({record(1, "a")});
        QCOMPARE(chosen(), (QList<qint64>{2, 3}));
    }

    void whoChoosesMeanwhileIsNotOverruled() {
        open({record(2, "b"), record(1, "a")});
        select(1);
        fake().endsAtOnce = false;
        fake().answers = {record(2, "b")};
        m_bench->click("runBrowse");
        select(0);
        fake().append({record(1, "a")});
        QCOMPARE(chosen(), QList<qint64>{2});
    }

    void aFieldsColumnIsCopiedWhole() {
        const QByteArray note(2 * session::FieldColumns::longestText, 'n');
        open({record(1, "{\"note\":\"" + note + "\"}")});
        select(0);
        auto* tree = m_bench->see<QTreeView>("valueTree");
        QTRY_COMPARE(tree->model()->rowCount(), 1);
        tree->setFocus();
        tree->setCurrentIndex(tree->model()->index(0, 0));
        QTest::keyClick(tree, Qt::Key_Space);
        const auto shown = [this] { return model()->index(0, models::RecordModel::ColumnCount).data(); };
        QTRY_VERIFY(shown().toString().endsWith(QString::fromUtf8("n…")));
        QApplication::clipboard()->clear();
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(copied().split('\t').contains(QString(note)));
    }

    void anActTakesTheRecordThatIsShown() {
        open({record(2, "b"), record(1, "a")});
        table()->clearSelection();
        table()->setCurrentIndex({});
        table()->setFocus();
        table()->selectionModel()->setCurrentIndex(model()->index(1, 0), QItemSelectionModel::NoUpdate);
        QTest::keyClick(table(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(qApp->activeModalWidget());
        delete qApp->activeModalWidget();
    }

    void anActTakesWhatIsShownInAnotherOrder() {
        open({record(3, "c"), record(2, "a"), record(1, "b")});
        model()->sort(models::RecordModel::Value, Qt::AscendingOrder);
        QTRY_COMPARE(model()->record(0)->offset, 2);
        for (const auto& [row, value] : {std::pair(0, "a"), std::pair(1, "b"), std::pair(2, "c")}) {
            select(row);
            copyAsJson();
            QTRY_VERIFY2(copied().contains(QString("\"payload\":\"%1\"").arg(value)), qPrintable(copied()));
        }
    }

    void anActWithoutARecordSaysWhatItNeeds() {
        open();
        table()->setFocus();
        for (const auto key : {Qt::Key_R, Qt::Key_D, Qt::Key_S}) {
            table()->selectionModel()->clear();
            QTest::keyClick(table(), key, Qt::ControlModifier);
            QVERIFY(says(m_bench->see("messagesBar"), "Choose a record first."));
            QVERIFY(!qApp->activeModalWidget());
            m_bench->see("messagesBar")->hide();
        }
    }

    void aHeaderWhoseEndWasNotKeptIsToldAndTakenOutWhole() {
        auto row = record(1, "v");
        row.headers = {{"a", QByteArray("1")}, {"trace", QByteArray(10, 'x')}};
        row.headerCount = 2;
        row.headerSize = 1 + 1 + 5 + 1000;
        open({row});
        fake().makeWhole = [](session::RecordRow& one) { one.headers[1].value = QByteArray(1000, 'x'); };
        select(0);
        openTab(2);
        QVERIFY(says(m_bench->see("headersNote"), "The end of the last of these values"));
        copyAsJson();
        QTRY_COMPARE(copied().count('x'), 1000);
        m_bench->click("headersNoteAct");
        QCOMPARE(fake().loads, (QVector<std::pair<int, qint64>>{{0, 1}}));
        fake().makeWhole(row);
        emit browser()->recordLoaded(row);
        QVERIFY(!isSeen("headersNote"));
    }

    void markersOfTransactionsAreNeitherSentNorCopied() {
        auto marker = record(2, QByteArray("\0\0\0\0\0\0", 6));
        marker.mark = session::RecordMark::CommitMarker;
        open({record(3, "c"), marker, record(1, "a")});
        select(1);
        QTest::keyClick(table(), Qt::Key_R, Qt::ControlModifier);
        QVERIFY(says(m_bench->see("messagesBar"), "A marker of a transaction is no record"));
        QVERIFY(!qApp->activeModalWidget());
        m_bench->see("messagesBar")->hide();
        copyAsJson();
        QVERIFY(says(m_bench->see("messagesBar"), "A marker of a transaction is no record"));
        QCOMPARE(copied(), QString());
        m_bench->see("messagesBar")->hide();
        table()->selectAll();
        copyAsJson();
        QTRY_COMPARE(copied().count('\n'), 2);
        QVERIFY(!copied().contains("\"offset\":2"));
        QVERIFY(says(m_bench->see("messagesBar"), "Markers of transactions are left out"));
    }

    void anInternalTopicOffersNoRecordToProduce() {
        m_bench->open("topic", "__consumer_offsets", "messages");
        fake().drop(40);
        browser()->stop();
        QTRY_VERIFY(says(table()->viewport(), "no records"));
        QVERIFY(!m_bench->see("produceHere")->isEnabled());
        QVERIFY(!isSeen("emptyStateButton"));
    }

    void markersOfTransactionsAreNotExported() {
        auto marker = record(1, QByteArray("\0\0\0\0\0\0", 6));
        marker.mark = session::RecordMark::AbortMarker;
        open({record(3, "c"), record(2, "b"), marker});
        fake().done.matched = 3;
        table()->selectAll();
        m_bench->click("exportMessages");
        const auto words = [this](const char* name) {
            return models::withPlainBlanks(m_bench->see<QRadioButton>(name)->text());
        };
        QVERIFY2(words("exportSelected").contains(": 2 record"), qPrintable(words("exportSelected")));
        QVERIFY2(words("exportRead").contains(": 2 record"), qPrintable(words("exportRead")));
        QVERIFY2(words("exportWhole").contains(" 2 record"), qPrintable(words("exportWhole")));
        for (const char* choice : {"exportSelected", "exportRead", "exportWhole"}) {
            m_bench->see<QRadioButton>(choice)->setChecked(true);
            const QString lines = m_bench->see<QLabel>("exportPreview")->text();
            QCOMPARE(lines.count("\"offset\":"), 2);
            QVERIFY2(!lines.contains("\"offset\":1,"), qPrintable(lines));
        }
        delete qApp->activeModalWidget();
        select(1);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::ControlModifier,
                          table()->visualRect(model()->index(2, 1)).center());
        m_bench->click("exportMessages"); // a record and a marker
        QVERIFY2(words("exportSelected").contains(": 1 record"), qPrintable(words("exportSelected")));
        QVERIFY(m_bench->see<QRadioButton>("exportSelected")->isChecked());
        delete qApp->activeModalWidget();
    }
};

QTEST_MAIN(MessagesChoiceTest)
#include "messages_choice_test.moc"
