#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "widgets/prompts/confirm_dialog.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/theme.h"

using widgets::ConfirmDialog;
using widgets::Prompts;

/// Questions before harm.
class ConfirmDialogTest : public QObject {
    Q_OBJECT

    static Prompts::Question deletion(const QString& typedName = {}) {
        return {"Delete 3 topics?", "They are gone for good.", "Delete 3 topics", typedName, true};
    }

private slots:
    void enterDoesNothingThatCannotBeUndone() {
        auto* dialog = new ConfirmDialog(deletion(), nullptr);
        QSignalSpy accepted(dialog, &QDialog::accepted);
        QSignalSpy rejected(dialog, &QDialog::rejected);
        dialog->show();
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QCOMPARE(dialog->focusWidget(), dialog->findChild<QPushButton*>("cancelButton"));
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        QCOMPARE(accepted.count(), 0);
        QCOMPARE(rejected.count(), 1);
    }

    void allOfALongQuestionIsSeen() {
        // Where a line breaks depends on the font: one of these breaks once more than the dialog would like.
        for (int letters = 40; letters < 130; ++letters) {
            auto question = deletion("127.0.0.1:52115");
            question.text = QString("many-001, ").repeated(letters / 10) + QString(letters % 10, 'x') +
                            " and 2 more\nAbout 0 messages, 0 B, are gone for good.";
            question.command =
                "kafka-topics.sh --bootstrap-server 127.0.0.1:52115 --delete \\\n  --topic 'a|b'";
            auto* dialog = new ConfirmDialog(question, nullptr);
            dialog->show();
            QVERIFY(QTest::qWaitForWindowExposed(dialog));
            const auto* text = dialog->findChild<QLabel*>("questionText");
            QVERIFY2(text->height() >= text->heightForWidth(text->width()), qPrintable(question.text));
            const auto* lines = dialog->findChild<QLabel*>("questionCommandLines");
            QVERIFY(lines->height() >= lines->sizeHint().height());
            dialog->reject();
        }
    }

    void whatWillHappenIsToldAnewWhileItStands() {
        QString now = "1 run will be cut off: Import (12 %).";
        auto* dialog = new ConfirmDialog({.title = "Close Milena?",
                                          .text = now,
                                          .button = "Close",
                                          .typedName = {},
                                          .textNow = [&now] { return now; }},
                                         nullptr);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        const auto* text = dialog->findChild<QLabel*>("questionText");
        QCOMPARE(text->text(), now);
        now = QString("many-001, ").repeated(40); // and is seen whole
        QTRY_COMPARE(text->text(), now);
        QTRY_VERIFY(text->height() >= text->heightForWidth(text->width()));
        QVERIFY(dialog->isVisible());
        dialog->reject();
    }

    void whatCannotBeDoneAnyMoreIsToldAndTheActIsOff() {
        QString why;
        auto question = deletion("orders");
        question.whyNot = [&why] { return why; };
        auto* dialog = new ConfirmDialog(question, nullptr);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        const auto* text = dialog->findChild<QLabel*>("questionText");
        const auto* act = dialog->findChild<QPushButton*>("actButton");
        auto* name = dialog->findChild<QLineEdit*>("typedName");
        QTest::keyClicks(name, "orders");
        QVERIFY(act->isEnabled());
        why = "orders has a member now.";
        QTRY_VERIFY(!act->isEnabled());
        QCOMPARE(text->text(), question.text + '\n' + why);
        name->clear();
        QTest::keyClicks(name, "orders");
        QVERIFY(!act->isEnabled());
        why.clear();
        QTRY_VERIFY(act->isEnabled());
        QCOMPARE(text->text(), question.text);
        dialog->reject();
    }

    void whatCannotBeDoneFromTheBeginIsNeverOffered() {
        auto question = deletion();
        question.whyNot = [] { return QString("orders has a member now."); };
        auto* dialog = new ConfirmDialog(question, nullptr);
        const auto* act = dialog->findChild<QPushButton*>("actButton");
        const auto* text = dialog->findChild<QLabel*>("questionText");
        QVERIFY(!act->isEnabled());
        QCOMPARE(act->toolTip(), QString("orders has a member now."));
        QCOMPARE(text->text(), question.text + "\norders has a member now.");
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QVERIFY(!act->isEnabled());
        QVERIFY(text->height() >= text->heightForWidth(text->width()));
        dialog->reject();
    }

    void aCommandThatIsCutIsWholeInItsTooltip() {
        auto question = deletion();
        question.command = "kafka-consumer-groups.sh --delete --group 'a<b'";
        const QString end = " --group the-last";
        for (const bool cut : {false, true}) {
            if (cut)
                question.command += QString(" --group another-one").repeated(20) + end;
            auto* dialog = new ConfirmDialog(question, nullptr);
            dialog->show();
            const auto* lines = dialog->findChild<QLabel*>("questionCommandLines");
            QCOMPARE(lines->text() != question.command, cut);
            QCOMPARE(lines->toolTip().contains(end), cut);
            QVERIFY(!cut || lines->toolTip().contains("a&lt;b"));
            dialog->reject();
        }
    }

    void theActIsDoneByGoingThere() {
        auto* dialog = new ConfirmDialog(deletion(), nullptr);
        QSignalSpy accepted(dialog, &QDialog::accepted);
        dialog->show();
        QTest::mouseClick(dialog->findChild<QPushButton*>("actButton"), Qt::LeftButton);
        QCOMPARE(accepted.count(), 1);
    }

    void enterInTheTypedNameNeitherDoesNorLeaves() {
        auto* dialog = new ConfirmDialog(deletion("orders"), nullptr);
        QSignalSpy finished(dialog, &QDialog::finished);
        dialog->show();
        auto* name = dialog->findChild<QLineEdit*>("typedName");
        QCOMPARE(dialog->focusWidget(), name); // what is typed goes there at once
        QTest::keyClicks(name, "orders");
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(finished.count(), 0);
        QVERIFY(dialog->findChild<QPushButton*>("actButton")->isEnabled());
        dialog->reject();
    }

    void dangerIsRedInBothThemes() {
        for (const auto choice : {widgets::theme::Choice::Light, widgets::theme::Choice::Dark}) {
            m_theme->choose(choice);
            auto* dialog = new ConfirmDialog(deletion(), nullptr);
            dialog->show();
            QCoreApplication::processEvents();
            auto* act = dialog->findChild<QPushButton*>("actButton");
            const QImage picture = act->grab().toImage();
            QCOMPARE(picture.pixelColor(6, picture.height() / 2), widgets::theme::colours().bad);
            dialog->reject();
        }
    }

    void whatDoesNoHarmIsDoneByEnter() {
        auto* dialog = new ConfirmDialog({"Unlock it?", "For ten minutes.", "Unlock", {}, false}, nullptr);
        QSignalSpy accepted(dialog, &QDialog::accepted);
        dialog->show();
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
    }

    void initTestCase() { m_theme = new widgets::theme::Theme(*qApp); }
    void cleanupTestCase() { delete m_theme; }

private:
    widgets::theme::Theme* m_theme = nullptr;
};

QTEST_MAIN(ConfirmDialogTest)
#include "confirm_dialog_test.moc"
