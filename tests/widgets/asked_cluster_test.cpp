#include <QPushButton>
#include <QSignalSpy>

#include "support/form_words.h"
#include "support/window_bench.h"
#include "widgets/acts/act.h"
#include "widgets/prompts/confirm_dialog.h"

using support::WindowBench;
using support::wordsOfTheBar;
using widgets::ConfirmDialog;

/// Questions and forms of a cluster that is another one, or not there, by the time they are answered.
class AskedClusterTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    void answerAs(const char* clusterId) {
        auto snapshot = support::sampleSnapshot(WindowBench::now);
        snapshot.clusterId = QString::fromLatin1(clusterId);
        m_bench->fake().data().publish(std::move(snapshot));
    }
    void typeAndSend() {
        m_bench->click("produceHere");
        m_bench->type("produceValueText", "one");
        m_bench->click("actButton");
    }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->open("topic", "orders");
    }
    void cleanup() {
        delete QApplication::activeModalWidget();
        m_bench.reset();
    }

    void aFormSendsNothingToAnother() {
        m_bench->click("produceHere");
        m_bench->type("produceValueText", "one");
        answerAs("another");
        QVERIFY2(wordsOfTheBar().contains("Another cluster answers here"), qPrintable(wordsOfTheBar()));
        m_bench->click("actButton");
        QVERIFY(m_bench->fake().records().produced.isEmpty());
        answerAs("sample"); // the one that was meant is back
        QCOMPARE(wordsOfTheBar(), QString());
        m_bench->click("actButton");
        QCOMPARE(m_bench->fake().records().produced.size(), 1);
    }

    void aFormWhoseConnectionIsClosedSaysSo() {
        m_bench->click("produceHere");
        m_bench->type("produceValueText", "one");
        m_bench->workspace->clusters().close(m_bench->cluster->id());
        QTRY_VERIFY2(wordsOfTheBar().contains("The connection was closed"), qPrintable(wordsOfTheBar()));
        m_bench->click("actButton");
        QVERIFY2(wordsOfTheBar().contains("The connection was closed"), qPrintable(wordsOfTheBar()));
    }

    void whatIsUnderWayIsNotSaidToBeOver() {
        m_bench->fake().answers.silent = true;
        typeAndSend();
        answerAs("another");
        QCOMPARE(wordsOfTheBar(), QString());
        QSignalSpy gone(m_bench->cluster, &QObject::destroyed);
        m_bench->workspace->clusters().close(m_bench->cluster->id());
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(wordsOfTheBar(), QString());
    }

    void howAnActEndedStaysUntilTheButtonIsPressed() {
        m_bench->fake().answers.refusal = base::Error{
            .code = 7, .name = "REQUEST_TIMED_OUT", .cause = "It did not answer.", .unanswered = true};
        typeAndSend();
        QTRY_VERIFY2(wordsOfTheBar().contains("It did not answer."), qPrintable(wordsOfTheBar()));
        answerAs("another");
        QVERIFY2(wordsOfTheBar().contains("It did not answer."), qPrintable(wordsOfTheBar()));
        QSignalSpy gone(m_bench->cluster, &QObject::destroyed);
        m_bench->workspace->clusters().close(m_bench->cluster->id());
        QTRY_COMPARE(gone.size(), 1);
        QVERIFY2(wordsOfTheBar().contains("It did not answer."), qPrintable(wordsOfTheBar()));
        m_bench->click("actButton");
        QVERIFY2(wordsOfTheBar().contains("The connection was closed"), qPrintable(wordsOfTheBar()));
    }

    void aQuestionIsNotAnsweredForAnother() {
        m_bench->prompts.agrees = false;
        widgets::actOf("deleteTopics")
            .run({m_bench->window->context(), *m_bench->cluster, m_bench->window.get(), {"orders"}});
        const auto question = m_bench->prompts.asked;
        QVERIFY(question.whyNot().isEmpty());
        auto* dialog = new ConfirmDialog(question, nullptr);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        answerAs("another");
        QVERIFY(question.whyNot().contains("Another cluster answers here"));
        QTest::mouseClick(dialog->findChild<QPushButton*>("actButton"),
                          Qt::LeftButton); // before its next look
        QVERIFY(dialog->isVisible());
        dialog->reject();
    }
};

QTEST_MAIN(AskedClusterTest)
#include "asked_cluster_test.moc"
