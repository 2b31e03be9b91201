#include <QLabel>
#include <QPushButton>

#include "support/window_bench.h"
#include "widgets/acts/act.h"
#include "widgets/common/message_bar.h"
#include "widgets/prompts/confirm_dialog.h"

using support::WindowBench;
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
    static QString said() {
        QStringList words;
        for (const auto* each : QApplication::activeModalWidget()
                                    ->findChild<widgets::MessageBar*>("dialogBar")
                                    ->findChildren<QLabel*>())
            words << each->text();
        return words.join(' ');
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
        QVERIFY2(said().contains("Another cluster answers here"), qPrintable(said()));
        m_bench->click("actButton");
        QVERIFY(m_bench->fake().records().produced.isEmpty());
        answerAs("sample"); // the one that was meant is back
        m_bench->click("actButton");
        QCOMPARE(m_bench->fake().records().produced.size(), 1);
    }

    void aFormWhoseConnectionIsClosedSaysSo() {
        m_bench->click("produceHere");
        m_bench->type("produceValueText", "one");
        m_bench->workspace->clusters().close(m_bench->cluster->id());
        QTRY_VERIFY2(said().contains("The connection was closed"), qPrintable(said()));
        m_bench->click("actButton");
        QVERIFY2(said().contains("The connection was closed"), qPrintable(said()));
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
