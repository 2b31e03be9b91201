#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "support/fake_ports.h"
#include "widgets/prompts/topic_choice.h"

using widgets::TopicChoice;

/// Where Produce sends to.
class TopicChoiceTest : public QObject {
    Q_OBJECT

    static session::ClusterSnapshot snapshotOf(const QStringList& names) {
        session::ClusterSnapshot out;
        for (const QString& name : names) {
            auto row = std::make_shared<session::TopicRow>();
            row->name = name;
            row->internal = name.startsWith("__");
            out.topics.push_back(row);
        }
        return out;
    }
    static QStringList offered(const TopicChoice& choice) {
        QStringList out;
        for (int i = 0; i < choice.count(); ++i)
            out += choice.itemText(i);
        return out;
    }

private slots:
    void whatIsMadeMeanwhileCanBePicked() {
        support::FakeData data;
        data.publish(snapshotOf({"orders", "__consumer_offsets"}));
        TopicChoice choice(data, "topic");
        QCOMPARE(offered(choice), QStringList{"orders"});
        QCOMPARE(choice.currentText(), QString()); // none that nobody picked
        QVERIFY(!choice.problem().isEmpty());
        choice.choose("orders");
        QSignalSpy changed(&choice, &TopicChoice::topicsChanged);
        QSignalSpy text(&choice, &QComboBox::currentTextChanged);
        data.publish(snapshotOf({"carts", "orders", "returns"}));
        QCOMPARE(offered(choice), (QStringList{"carts", "orders", "returns"}));
        QCOMPARE(choice.currentText(), QString("orders"));
        QCOMPARE(choice.problem(), QString());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(text.count(), 0);
        data.publish(snapshotOf({"carts", "orders", "returns"}));
        QCOMPARE(changed.count(), 1);
        data.publish(snapshotOf({"carts"}));
        QCOMPARE(choice.currentText(), QString("orders")); // and no other in its place
        QVERIFY(!choice.isKnown() && !choice.problem().isEmpty());
    }

    void aNameThatIsNoTopicsLeavesNoOtherChosen() {
        support::FakeData data;
        data.publish(snapshotOf({"orders", "payments"}));
        TopicChoice choice(data, "topic");
        choice.choose("orders");
        choice.show();
        choice.lineEdit()->selectAll();
        QTest::keyClicks(choice.lineEdit(), "order");
        QCOMPARE(choice.currentText(), QString("order")); // nothing is put behind what is typed
        QVERIFY(!choice.isKnown());
        QTest::keyClicks(choice.lineEdit(), "s");
        QVERIFY(choice.isKnown());
        choice.setCurrentText("gone"); // as of a form that was kept
        QVERIFY(choice.problem().contains("no topic"));
    }

    void anInternalTopicIsKafkasOwn() {
        support::FakeData data;
        data.publish(snapshotOf({"orders", "__consumer_offsets"}));
        TopicChoice choice(data, "topic");
        choice.choose("__consumer_offsets"); // as of a picker of all
        QCOMPARE(offered(choice), QStringList{"orders"});
        QVERIFY2(choice.problem().contains("only Kafka itself", Qt::CaseInsensitive),
                 qPrintable(choice.problem()));
        choice.setCurrentText("orders");
        QCOMPARE(choice.problem(), QString());
    }

    void oneThatIsNotToldYetCanBeChosen() {
        support::FakeData data;
        data.publish(snapshotOf({"orders"}));
        TopicChoice choice(data, "topic");
        choice.choose("fresh");
        QCOMPARE(choice.problem(), QString());
        data.publish(snapshotOf({"carts", "orders"}));
        QCOMPARE(choice.problem(), QString());
    }
};

QTEST_MAIN(TopicChoiceTest)
#include "topic_choice_test.moc"
