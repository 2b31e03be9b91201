#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "models/formats.h"
#include "support/form_words.h"
#include "support/window_bench.h"
#include "widgets/acts/act.h"
#include "widgets/common/table_view.h"

using namespace widgets;
using support::WindowBench;

/// One setting on three topics: `orders`, `carts` and `payments.v1`.
class EditSettingDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    bool canAct() { return m_bench->see("actButton")->isEnabled(); }
    TableView* table() { return m_bench->see<TableView>("settingChangesTable"); }
    QString cell(const QString& topic, int column) {
        auto* model = table()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            if (model->index(row, 0).data().toString() == topic)
                return model->index(row, column).data().toString();
        return "no such row";
    }
    void choose(const QString& part) {
        QTest::keyClick(m_bench->see("chooseSetting"), Qt::Key_Space);
        QTRY_VERIFY(m_bench->see<TableView>("knownSettingsTable")->model()->rowCount() > 0);
        QTest::keyClicks(m_bench->see("settingSearch"), part);
        QTest::keyClick(m_bench->see("settingSearch"), Qt::Key_Return); // to the list
        QTest::keyClick(m_bench->see("knownSettingsTable"), Qt::Key_Return);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
    }
    static session::ConfigRow row(const QString& name, const QString& type, const QString& value,
                                  const QString& documentation) {
        session::ConfigRow out;
        out.name = name;
        out.type = type;
        out.value = out.defaultValue = value;
        out.documentation = documentation;
        return out;
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->fake().topics().configRows = {
            row("retention.ms", "LONG", "604800000", "How long a record stays."),
            row("segment.index.bytes", "INT", "10485760", "Size of the index."),
            row("min.cleanable.dirty.ratio", "DOUBLE", "0.5", "When compaction begins."),
            row("preallocate", "BOOLEAN", "false", "Files are made whole."),
            row("compression.type", "STRING", "producer", "How batches are kept."),
            row("cleanup.policy", "LIST", "delete", "What happens to old segments.")};
        actOf("editSetting")
            .run({m_bench->window->context(),
                  *m_bench->cluster,
                  m_bench->window.get(),
                  {"orders", "carts", "payments.v1"}});
        QTRY_VERIFY(QApplication::activeModalWidget());
    }
    void cleanup() {
        delete QApplication::activeModalWidget();
        m_bench.reset();
    }

    void aSettingIsFoundByItsDescriptionAndEachTopicStandsBeforeAndAfter() {
        QVERIFY(!canAct());
        choose("compaction begins");
        QCOMPARE(m_bench->see<QPushButton>("chooseSetting")->text(), QString("min.cleanable.dirty.ratio"));
        m_bench->type("settingField", "0.25");
        QCOMPARE(cell("carts", 1), QString("0.5"));
        QCOMPARE(cell("carts", 2), QString("0.25"));
        QVERIFY(canAct());
        QVERIFY(m_bench->fake().topics().checkedEdits.isEmpty());
    }

    void whatOthersChangedMeanwhileIsShownBeforeItIsChanged() {
        m_bench->fake().topics().ownValues = {{"orders", "0.3"}, {"carts", "0.3"}, {"payments.v1", "0.3"}};
        choose("dirty");
        QTRY_COMPARE(m_bench->see<QLineEdit>("settingField")->text(), QString("0.3"));
        m_bench->type("settingField", "0.5");
        m_bench->fake().topics().ownValues["carts"] = "0.9";
        m_bench->click("actButton");
        QTRY_COMPARE(cell("carts", 1), QString("0.9"));
        QCOMPARE(cell("carts", 2), QString("0.5"));
        QVERIFY(m_bench->fake().topics().checkedEdits.isEmpty());
        QTRY_VERIFY(canAct());
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->fake().topics().checkedEdits.size(), 1);
    }

    void whatTheTopicsHaveInCommonStandsThereAndNothingIsToBeChanged() {
        m_bench->fake().topics().ownValues = {{"orders", "0.3"}, {"carts", "0.3"}, {"payments.v1", "0.3"}};
        choose("dirty");
        QTRY_COMPARE(m_bench->see<QLineEdit>("settingField")->text(), QString("0.3"));
        QCOMPARE(QApplication::activeModalWidget()->focusWidget(), m_bench->see("settingField"));
        QCOMPARE(m_bench->see<QLineEdit>("settingField")->selectedText(), QString("0.3"));
        QTest::keyClick(m_bench->see("settingField"), Qt::Key_Return); // one too many
        QVERIFY(m_bench->fake().topics().checkedEdits.isEmpty());
        QVERIFY(!canAct());
        m_bench->type("settingField", "0.30");
        m_bench->type("settingField", "0.3");
        QVERIFY(!canAct()); // set, and the same
        QCOMPARE(cell("carts", 3), QString("stays as it is"));
        m_bench->type("settingField", "0.5"); // the default, which they do not have
        QVERIFY(canAct());
    }

    void whereTheTopicsDifferNothingIsChosen_data() {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("another");
        QTest::newRow("a number") << "dirty"
                                  << "0.3"
                                  << "0.4";
        QTest::newRow("a time") << "retention"
                                << "1000"
                                << "2000";
        QTest::newRow("yes or no") << "preallocate"
                                   << "true"
                                   << "false";
        QTest::newRow("a choice") << "compression.type"
                                  << "gzip"
                                  << "zstd";
        QTest::newRow("a list") << "cleanup.policy"
                                << "compact"
                                << "delete";
    }
    void whereTheTopicsDifferNothingIsChosen() {
        QFETCH(QString, setting);
        QFETCH(QString, one);
        QFETCH(QString, another);
        m_bench->fake().topics().ownValues = {{"orders", one}, {"carts", another}, {"payments.v1", one}};
        choose(setting);
        QTRY_VERIFY(support::sentenceBelow(*m_bench->see("settingTo")).contains("different values"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(!canAct());
        QVERIFY(m_bench->fake().topics().checkedEdits.isEmpty());
        QCOMPARE(cell("orders", 3), QString("stays as it is"));
    }

    void ofChoicesThatDifferTheOneThatIsTickedIsMeantAlone() {
        m_bench->fake().topics().ownValues = {{"orders", "compact"}};
        choose("cleanup.policy");
        QTRY_VERIFY(support::sentenceBelow(*m_bench->see("settingTo")).contains("different values"));
        m_bench->see("compact")->setFocus();
        QTest::keyClick(m_bench->see("compact"), Qt::Key_Space);
        QCOMPARE(cell("carts", 2), QString("compact"));
        QCOMPARE(cell("orders", 3), QString("stays as it is"));
        QVERIFY(canAct());
    }

    void itOpensInItsFirstFieldAndLettersTypedThereLookForASetting() {
        const QWidget* first = m_bench->see("chooseSetting");
        QTRY_VERIFY(QApplication::focusWidget() == first);
        QVERIFY(first->window()->testAttribute(Qt::WA_KeyboardFocusChange)); // drawn as such
        QTest::keyClicks(QApplication::focusWidget(), "r");
        QTRY_VERIFY(m_bench->see("settingSearch")->isVisible());
        QTest::keyClicks(QApplication::focusWidget(), "etent");
        QCOMPARE(m_bench->see<QLineEdit>("settingSearch")->text(), QString("retent"));
    }

    void hitsGoByTheirFitUntilAHeaderIsClicked() {
        QTest::keyClick(m_bench->see("chooseSetting"), Qt::Key_Space);
        auto* known = m_bench->see<TableView>("knownSettingsTable");
        const QHeaderView* header = known->horizontalHeader();
        const auto names = [known] {
            QStringList all;
            for (int row = 0; row < known->model()->rowCount(); ++row)
                all << known->model()->index(row, 0).data().toString();
            return all;
        };
        QTRY_COMPARE(names().size(), 6);
        QVERIFY(header->isSortIndicatorShown());
        QTest::keyClicks(m_bench->see("settingSearch"), "segment");
        QTRY_COMPARE(names(), QStringList({"segment.index.bytes", "cleanup.policy"})); // by its description
        QVERIFY2(!header->isSortIndicatorShown(), "no column sorts them");
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(0) + 20, header->height() / 2));
        QCOMPARE(names(), QStringList({"cleanup.policy", "segment.index.bytes"}));
        QVERIFY(header->isSortIndicatorShown());
        QTest::keyClick(m_bench->see("settingSearch"), Qt::Key_Backspace);
        QCOMPARE(names(), QStringList({"cleanup.policy", "segment.index.bytes"}));
        m_bench->see<QLineEdit>("settingSearch")->clear();
        QTRY_COMPARE(names().size(), 6);
        QVERIFY(header->isSortIndicatorShown());
        QTest::keyClicks(m_bench->see("settingSearch"), "segment");
        QTRY_COMPARE(names(), QStringList({"segment.index.bytes", "cleanup.policy"}));
        QVERIFY(!header->isSortIndicatorShown());
    }

    void enterOnAButtonPressesThatButton() {
        QTRY_VERIFY(QApplication::focusWidget() == m_bench->see("chooseSetting"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(m_bench->see("settingSearch")->isVisible());
    }

    void aValueOfAnotherTypeIsNotSent() {
        choose("dirty");
        m_bench->type("settingField", "half");
        QVERIFY(!canAct());
        QTRY_VERIFY2(support::sentenceBelow(*m_bench->see("settingField")).contains("not a number"),
                     qPrintable(support::sentenceBelow(*m_bench->see("settingField"))));
        QTest::keyClick(m_bench->see("settingField"), Qt::Key_Return);
        QVERIFY(m_bench->fake().topics().checkedEdits.isEmpty());
    }

    void theBrokersAreAskedAndThenChangeAll() {
        choose("dirty");
        m_bench->type("settingField", "0.25");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const base::TopicConfigEdit asked{{"orders", "carts", "payments.v1"},
                                          {{"min.cleanable.dirty.ratio", "0.25"}}};
        QCOMPARE(m_bench->fake().topics().checkedEdits.size(), 1);
        QVERIFY(m_bench->fake().topics().checkedEdits.last() == asked);
        QVERIFY(m_bench->fake().topics().configEdits.last() == asked);
        QVERIFY(m_bench->fake().data().refreshes > 0);
    }

    void whileTheBrokersAreAskedNothingElseCanBeChosen() {
        choose("dirty");
        m_bench->type("settingField", "0.25");
        QTest::keyClick(m_bench->see("settingField"), Qt::Key_Return);
        QTest::keyClicks(m_bench->see("settingField"), "9");
        m_bench->click("chooseSetting");
        QVERIFY(!QApplication::activePopupWidget());
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_bench->fake().topics().configEdits.last().edits[0].value, std::string("0.25"));
    }

    void afterARefusalOneTypesOnWhereOneWas() {
        choose("dirty");
        m_bench->type("settingField", "0.25");
        m_bench->fake().answers.refusal = base::Error{44, "POLICY_VIOLATION", "Not here.", {}, false};
        QTest::keyClick(m_bench->see("settingField"), Qt::Key_Return);
        QTRY_VERIFY(support::wordsOfTheBar().contains("Not here."));
        QCOMPARE(QApplication::activeModalWidget()->focusWidget(), m_bench->see("settingField"));
        m_bench->type("settingField", "0.3");
        QVERIFY(canAct());
        QCOMPARE(cell("carts", 2), QString("0.3"));
    }

    void whoRefusesIsNamedBeforeAnythingIsChangedAndTheOthersCanBe() {
        m_bench->fake().topics().refuses["carts"] = {44, "POLICY_VIOLATION", "Not on carts.", {}, false};
        choose("dirty");
        m_bench->type("settingField", "0.25");
        m_bench->click("actButton");
        QTRY_COMPARE(cell("carts", 3), QString("Not on carts."));
        QVERIFY2(support::wordsOfTheBar().contains("1 of 3"), qPrintable(support::wordsOfTheBar()));
        QVERIFY(m_bench->fake().topics().configEdits.isEmpty());
        QVERIFY(m_bench->see<QPushButton>("actButton")->text().startsWith("Change 2 "));
        m_bench->click("actButton");
        QTRY_COMPARE(cell("orders", 3), QString("changed"));
        const base::TopicConfigEdit others{{"orders", "payments.v1"},
                                           {{"min.cleanable.dirty.ratio", "0.25"}}};
        QVERIFY(m_bench->fake().topics().configEdits.last() == others);
        QCOMPARE(cell("carts", 3), QString("Not on carts."));
        QVERIFY2(support::wordsOfTheBar().contains("1 of 3 topic(s) were not changed."),
                 qPrintable(support::wordsOfTheBar()));
        QVERIFY(!canAct());
    }

    void whatWasChangedStandsThereAsItIsNow() {
        m_bench->fake().topics().refuses["carts"] = {44, "POLICY_VIOLATION", "Not on carts.", {}, false};
        choose("dirty");
        m_bench->type("settingField", "0.25");
        m_bench->click("actButton");
        QTRY_COMPARE(cell("carts", 3), QString("Not on carts."));
        m_bench->fake().topics().ownValues = {{"orders", "0.25"}, {"payments.v1", "0.25"}};
        // What they have is read once more before anything is changed, and after it.
        m_bench->click("actButton");
        QTRY_COMPARE(cell("orders", 1), QString("0.25"));
        QCOMPARE(cell("payments.v1", 1), QString("0.25"));
        QCOMPARE(cell("carts", 1), QString("0.5"));
        QCOMPARE(cell("orders", 3), QString("changed"));
        QCOMPARE(cell("carts", 3), QString("Not on carts."));
    }

    void whatNobodyAnsweredForIsWhatItTurnsOutToBe() {
        auto& topics = m_bench->fake().topics();
        const base::Error silent{
            .code = 7, .name = "REQUEST_TIMED_OUT", .cause = "It did not answer.", .unanswered = true};
        topics.refuses = {{"carts", silent}, {"orders", silent}};
        topics.doneUnheard = {"carts"};
        choose("dirty");
        m_bench->type("settingField", "0.25");
        m_bench->click("actButton");
        QTRY_COMPARE(cell("carts", 3), QString("changed"));
        QCOMPARE(cell("carts", 1), QString("0.25"));
        // It has what it had, and may be changed yet.
        QCOMPARE(cell("orders", 1), QString("0.5"));
        QCOMPARE(cell("orders", 3), QString("it is not known whether it was changed: It did not answer."));
        const QString told = support::wordsOfTheBar();
        QVERIFY2(told.contains("1 of 3 topic(s) were not changed, or it is not known whether they were."),
                 qPrintable(told));
        QVERIFY2(told.contains("The button tries it again."), qPrintable(told));
        QVERIFY(m_bench->see<QPushButton>("actButton")->text().startsWith("Change 1 "));
        topics.refuses.clear();
        QTRY_VERIFY(canAct());
        m_bench->click("actButton");
        QTRY_VERIFY(topics.configEdits.last().topics == std::vector<std::string>{"orders"});
    }

    void whatCannotBeReadAfterwardsStaysOpenAndMayBeTriedAgain() {
        auto& topics = m_bench->fake().topics();
        topics.refuses["orders"] = {
            .code = 7, .name = "REQUEST_TIMED_OUT", .cause = "It did not answer.", .unanswered = true};
        choose("dirty");
        m_bench->type("settingField", "0.25");
        topics.whenEdited = [&] { topics.unread["orders"] = "Nor does it tell."; };
        m_bench->click("actButton");
        QTRY_COMPARE(cell("orders", 3),
                     QString("it is not known whether it was changed: It did not answer."));
        QTRY_VERIFY(support::wordsOfTheBar().contains("or it is not known whether they were"));
        QCOMPARE(cell("carts", 3), QString("changed"));
        QTRY_VERIFY(canAct());
    }

    void whoWentElsewhereMeanwhileKeepsTheKeysThere() {
        choose("dirty");
        m_bench->type("settingField", "0.25");
        m_bench->fake().answers.refusal = base::Error{44, "POLICY_VIOLATION", "Not here.", {}, false};
        QTest::keyClick(m_bench->see("settingField"), Qt::Key_Return);
        m_bench->see("cancelButton")->setFocus();
        QTRY_VERIFY(support::wordsOfTheBar().contains("Not here."));
        QCOMPARE(QApplication::activeModalWidget()->focusWidget(), m_bench->see("cancelButton"));
    }

    void aTopicThatCannotBeReadIsLeftOut() {
        choose("retention");
        m_bench->type("settingFieldNumber", "2");
        m_bench->fake().topics().unread["carts"] = "There is no such topic.";
        m_bench->click("actButton"); // it was deleted meanwhile
        QTRY_COMPARE(cell("carts", 1), QString(models::unknownSign));
        QCOMPARE(cell("carts", 2), QString(models::unknownSign));
        QVERIFY2(cell("carts", 3).startsWith("left out"), qPrintable(cell("carts", 3)));
        QTRY_VERIFY(canAct());
        m_bench->click("actButton");
        QTRY_VERIFY(!m_bench->fake().topics().configEdits.isEmpty());
        QCOMPARE(m_bench->fake().topics().configEdits.last().topics,
                 (std::vector<std::string>{"orders", "payments.v1"}));
    }

    void whatAShorterRetentionTakesDependsOnEachTopicsPolicy() {
        choose("retention");
        m_bench->type("settingFieldNumber", "1");
        const QString told = support::sentenceBelow(*m_bench->see("settingTo"));
        QVERIFY2(told.endsWith("where cleanup.policy has delete."), qPrintable(told));
    }

    void whatIsAtItsDefaultAlreadyDoesNotGoBackToIt() {
        m_bench->fake().topics().configRows[0].overridden = true;
        m_bench->fake().topics().configRows[0].value = "1000";
        choose("retention");
        m_bench->see("settingTo")->setFocus();
        QTest::keyClick(m_bench->see("settingTo"), Qt::Key_Right);
        QCOMPARE(cell("orders", 2), models::formatRetention(604'800'000) + " (default)");
        QVERIFY(canAct());
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QVERIFY(!m_bench->fake().topics().configEdits.last().edits[0].value);
    }
};

QTEST_MAIN(EditSettingDialogTest)
#include "edit_setting_dialog_test.moc"
