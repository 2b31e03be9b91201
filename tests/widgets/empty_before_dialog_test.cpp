#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "support/form_words.h"
#include "support/window_bench.h"
#include "widgets/acts/act.h"
#include "widgets/common/table_view.h"

using namespace widgets;
using support::WindowBench;

class EmptyBeforeDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    bool canAct() { return m_bench->see("actButton")->isEnabled(); }
    TableView* table() { return m_bench->see<TableView>("recordCutsTable"); }
    QString counts() { return m_bench->see<QLabel>("emptyBeforeCounts")->text(); }
    void open(const QStringList& topics = {"orders", "carts"}) {
        actOf("emptyBefore")
            .run({m_bench->window->context(), *m_bench->cluster, m_bench->window.get(), topics});
        QTRY_VERIFY(QApplication::activeModalWidget());
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window->context().setZone(models::Zone::Utc);
        m_bench->fake().topics().cuts = {{"orders", 0, 10, 50, 30, "looked at"},
                                         {"orders", 1, 5, 5, 5, "looked at"},
                                         {"carts", 0, session::Reason("no leader"), 9, {}}};
    }
    void cleanup() {
        delete QApplication::activeModalWidget();
        m_bench.reset();
    }

    void whatGoesIsToldByPartitionBeforeAnythingGoes() {
        open();
        QVERIFY(!canAct());
        m_bench->type("emptyBeforeTime", "2026-01-02 03:04:05");
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        const auto asked = m_bench->fake().topics().cutsAsked.last();
        QCOMPARE(asked.first, QStringList({"orders", "carts"}));
        QCOMPARE(asked.second, 1'767'323'045'000);
        QVERIFY2(counts().contains("20 offsets in 1 of 3"), qPrintable(counts()));
        QVERIFY2(counts().contains("1 could not be read"), qPrintable(counts()));
        QVERIFY(canAct());
        QVERIFY(m_bench->fake().topics().deletedRecords.isEmpty());
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const std::vector<base::RecordDeletion> cut{{{"orders", base::PartitionId{0}}, base::Offset{30}}};
        QVERIFY(m_bench->fake().topics().deletedRecords.last() == cut);
        QCOMPARE(m_bench->fake().topics().meant.last().at("orders"), QString("looked at"));
        QVERIFY(m_bench->fake().data().refreshes > 0);
        QStringList told;
        for (const auto* each : m_bench->see("jobIndicator")->findChildren<QLabel*>())
            told << each->text() << each->toolTip();
        QVERIFY2(told.join(' ').contains("Delete older records of 2 topic"), qPrintable(told.join(' ')));
        QVERIFY2(told.join(' ').contains(": done"), qPrintable(told.join(' ')));
    }

    void whatIsNoTimeIsToldAndNobodyIsAsked() {
        open();
        m_bench->type("emptyBeforeTime", "yesterday");
        const auto* field = m_bench->see("emptyBeforeTime");
        QTRY_VERIFY2(support::sentenceBelow(*field).contains("no time"),
                     qPrintable(support::sentenceBelow(*field)));
        QVERIFY(!canAct());
        m_bench->type("emptyBeforeTime", "-7d");
        QTRY_COMPARE(m_bench->fake().topics().cutsAsked.size(), 1);
    }

    void enterDoesNotDeleteAndAnotherTimeTakesThePreviewBack() {
        open();
        m_bench->click("olderThan24h");
        QTRY_VERIFY(canAct());
        QTest::keyClick(m_bench->see("emptyBeforeTime"), Qt::Key_Return);
        QVERIFY(m_bench->fake().topics().deletedRecords.isEmpty());
        QTest::keyClicks(m_bench->see("emptyBeforeTime"), "x");
        QVERIFY(!canAct());
        QCOMPARE(table()->model()->rowCount(), 0);
    }

    void nothingOlderIsSaidAndNotDone() {
        m_bench->fake().topics().cuts = {{"orders", 0, 10, 50, 10}};
        open({"orders"});
        m_bench->type("emptyBeforeTime", "-7d");
        QTRY_VERIFY(counts().contains("Nothing is older"));
        QVERIFY(!canAct());
    }

    void ofAPartitionThatCouldNotBeReadNothingIsSaidToBeOlder() {
        const session::RecordCut unread{"orders", 1, session::Reason("no leader"), 9, {}};
        m_bench->fake().topics().cuts = {{"orders", 0, 10, 50, 10}, unread};
        open({"orders"});
        m_bench->type("emptyBeforeTime", "-7d");
        QTRY_COMPARE(counts(), QString("Nothing is older in those that could be read: nothing would go. "
                                       "1 could not be read and stay as they are."));
        m_bench->fake().topics().cuts = {unread};
        m_bench->type("emptyBeforeTime", "-8d");
        QTRY_COMPARE(counts(), QString("1 could not be read and stay as they are."));
        QVERIFY(!canAct());
    }

    void productionWantsTheNameTyped() {
        auto profile = m_bench->cluster->profile();
        profile.environment = session::Environment::Production;
        m_bench->fake().connection().setProfile(profile);
        m_bench->fake().connection().setLocked(false);
        open({"orders"});
        m_bench->type("emptyBeforeTime", "-7d");
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QVERIFY(!canAct());
        m_bench->type("typedName", "orders");
        QVERIFY(canAct());
    }

    void aRefusalIsToldAndTheTimeStays() {
        open({"orders"});
        m_bench->type("emptyBeforeTime", "-7d");
        QTRY_VERIFY(canAct());
        m_bench->fake().answers.refusal =
            base::Error{44, "POLICY_VIOLATION", "A policy keeps them.", {}, false};
        m_bench->click("actButton");
        QTRY_VERIFY2(support::wordsOfTheBar().contains("A policy keeps them."),
                     qPrintable(support::wordsOfTheBar()));
        QCOMPARE(m_bench->see<QLineEdit>("emptyBeforeTime")->text(), QString("-7d"));
    }
};

QTEST_MAIN(EmptyBeforeDialogTest)
#include "empty_before_dialog_test.moc"
