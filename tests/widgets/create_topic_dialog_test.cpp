#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QSpinBox>

#include "models/formats.h"
#include "support/form_words.h"
#include "support/window_bench.h"
#include "widgets/acts/act.h"
#include "widgets/common/command_block.h"
#include "widgets/common/segmented.h"
#include "widgets/common/table_view.h"
#include "widgets/prompts/create_topic_dialog.h"

using support::WindowBench;

class CreateTopicDialogTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    static session::ConfigRow row(const QString& name, const QString& type, const QString& value,
                                  bool overridden = false) {
        session::ConfigRow out;
        out.name = name;
        out.type = type;
        out.value = value;
        out.defaultValue = overridden ? QString("1") : value;
        out.overridden = overridden;
        out.documentation = "About " + name;
        return out;
    }
    /// Closes what is open and clones `orders`.
    void openClone() {
        delete QApplication::activeModalWidget();
        widgets::actOf("cloneTopic")
            .run({m_bench->window->context(), *m_bench->cluster, m_bench->window.get(), {"orders"}});
        QTRY_VERIFY(QApplication::activeModalWidget());
    }
    void find(const QString& part) {
        m_bench->click("addTopicSetting");
        QTRY_VERIFY(m_bench->see("settingSearch")->isVisible());
        QTest::keyClicks(m_bench->see("settingSearch"), part);
        QTest::keyClick(m_bench->see("settingSearch"), Qt::Key_Return); // to the list
        QTest::keyClick(m_bench->see("knownSettingsTable"), Qt::Key_Return);
    }

    bool canCreate() { return m_bench->see("actButton")->isEnabled(); }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->fake().topics().configRows = {
            row("retention.ms", "LONG", "604800000"), row("preallocate", "BOOLEAN", "false"),
            row("segment.index.bytes", "INT", "10485760"), row("min.cleanable.dirty.ratio", "DOUBLE", "0.5"),
            row("cleanup.policy", "LIST", "compact")};
        m_bench->open("topics");
        m_bench->click("newTopicButton");
        QTRY_VERIFY(QApplication::activeModalWidget());
    }
    void cleanup() { m_bench.reset(); }

    void itStaysWholeOnTheScreenHoweverMuchItSays() {
        for (const char* setting : {"preallocate", "index.bytes", "dirty"})
            find(setting);
        m_bench->type("topicName", "new");
        m_bench->fake().answers.refusal = {
            44, "POLICY_VIOLATION", QString("Not here. ").repeated(40).toStdString(), {}, false};
        m_bench->click("actButton");
        QTRY_VERIFY(!support::wordsOfTheBar().isEmpty());
        const auto* dialog = QApplication::activeModalWidget();
        const QRect screen = dialog->screen()->availableGeometry();
        QTRY_VERIFY(screen.contains(dialog->frameGeometry()));
        QVERIFY(dialog->rect().contains(m_bench->see("actButton")->geometry()));
    }

    void whatCannotBeIsToldBelowItsField_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told");
        const auto name = [](const char* tag, const QString& typed, const QString& told) {
            QTest::newRow(tag) << QString("topicName") << typed << told;
        };
        name("no name", {}, "needs a name");
        name("a blank", "my orders", "blank");
        name("one dot", ".", QString::fromUtf8("“.” alone"));
        name("two dots", "..", QString::fromUtf8("“..” alone"));
        name("250 letters", QString(250, 'a'), "at most 249");
        name("a slash", "orders/new", QString::fromUtf8("“/”"));
        name("a sign", "$orders", QString::fromUtf8("“$”"));
        name("a name that is taken", "orders", "orders exists");
        name("a dot for an underscore", "payments_v1", "payments.v1 exists");
        QTest::newRow("no partition")
            << QString("topicPartitions") << QString("0") << QString("at least one");
        QTest::newRow("too many partitions")
            << QString("topicPartitions") << QString("100001") << models::formatCount(qint64(100'000));
    }
    void whatCannotBeIsToldBelowItsField() {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(QString, told);
        m_bench->type("topicName", "fresh");
        QVERIFY(canCreate());
        const QByteArray name = field.toLatin1();
        m_bench->type(name, typed);
        const auto* at = m_bench->see(name);
        QTRY_VERIFY2(support::sentenceBelow(*at).contains(told), qPrintable(support::sentenceBelow(*at)));
        QCOMPARE(at->property("look").toByteArray(), QByteArray("bad"));
        QVERIFY(!canCreate());
        QVERIFY(!m_bench->see("checkTopic")->isEnabled());
        QTest::keyClick(m_bench->see(name), Qt::Key_Return);
        QVERIFY(m_bench->fake().topics().checked.isEmpty());
        m_bench->type(name, field == "topicName" ? "fresh" : "2");
        QVERIFY(canCreate());
    }

    void moreReplicasThanBrokersAreDoubtedAndLeftToTheBrokers() {
        const auto told = [this] { return support::sentenceBelow(*m_bench->see("topicReplication")); };
        QTRY_VERIFY2(told().startsWith("3 broker"), qPrintable(told()));
        m_bench->type("topicName", "fresh");
        m_bench->type("topicReplication", "4"); // of four one may be away
        QTRY_VERIFY2(told().startsWith("More than the 3 broker"), qPrintable(told()));
        QCOMPARE(m_bench->see("topicReplication")->property("look").toByteArray(), QByteArray("warn"));
        QVERIFY(m_bench->see("checkTopic")->isEnabled());
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->fake().topics().created.value(0).replication, 4);
    }

    void howManyMustBeInSyncIsWeighedAndLeftToTheBrokers_data() {
        QTest::addColumn<QString>("least");
        QTest::addColumn<QString>("told");
        QTest::addColumn<QByteArray>("look");
        QTest::newRow("fewer than replicas") << QString("1") << QString() << QByteArray();
        QTest::newRow("as many as replicas")
            << QString("2") << QString("one broker down") << QByteArray("warn");
        QTest::newRow("more than replicas")
            << QString("3") << QString("before Kafka 3.7 nobody can write with acks=all")
            << QByteArray("warn");
    }
    void howManyMustBeInSyncIsWeighedAndLeftToTheBrokers() {
        QFETCH(QString, least);
        QFETCH(QString, told);
        m_bench->type("topicName", "fresh");
        m_bench->type("topicReplication", "2");
        m_bench->type("topicMinInSync", least);
        const auto* at = m_bench->see("topicMinInSync");
        QTRY_VERIFY2(support::sentenceBelow(*at).contains(told), qPrintable(support::sentenceBelow(*at)));
        QCOMPARE(support::sentenceBelow(*at).isEmpty(), told.isEmpty());
        QTEST(at->property("look").toByteArray(), "look");
        QVERIFY(canCreate());
    }

    void theBrokersAreAskedAndThenCreateWhatWasTyped() {
        m_bench->type("topicName", "fresh");
        m_bench->type("topicPartitions", "6");
        m_bench->type("topicReplication", "3");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_bench->fake().topics().checked.size(), 1);
        QCOMPARE(m_bench->fake().topics().created.size(), 1);
        const auto& topic = m_bench->fake().topics().created.first();
        QCOMPARE(topic.name, std::string("fresh"));
        QCOMPARE(topic.partitions, 6);
        QCOMPARE(topic.replication, 3);
    }

    void checkingOnlyCreatesNothing() {
        m_bench->type("topicName", "fresh");
        m_bench->click("checkTopic");
        QTRY_VERIFY(canCreate());
        QCOMPARE(m_bench->fake().topics().checked.size(), 1);
        QVERIFY(m_bench->fake().topics().created.isEmpty());
        QVERIFY(QApplication::activeModalWidget());
    }

    void anySettingIsFoundCheckedSetAndTakenAway() {
        QTRY_COMPARE(m_bench->see<QLineEdit>("topicRetentionNumber")->placeholderText(),
                     models::formatRetention(604'800'000));
        m_bench->type("topicName", "fresh");
        find("dirty");
        m_bench->type("settingField", "half");
        QVERIFY(!canCreate());
        QVERIFY(m_bench->see<QLabel>("topicSettingsNote")->text().contains("not a number"));
        m_bench->type("settingField", "0.25");
        QVERIFY(canCreate());
        find("about prealloc");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const std::map<std::string, std::string> both{{"min.cleanable.dirty.ratio", "0.25"},
                                                      {"preallocate", "false"}};
        QVERIFY(m_bench->fake().topics().created.first().configs == both);
    }

    void theSettingOfExactlyThisNameIsFoundFirst() {
        auto& rows = m_bench->fake().topics().configRows;
        rows = {row("a.first", "INT", "1"), row("my.segment.ms", "INT", "2"),
                row("segment.ms.more", "INT", "3"), row("segment.ms", "INT", "604800000"),
                row("zero", "INT", "5")};
        rows.front().documentation = rows.back().documentation = "As segment.ms, but other.";
        openClone();
        auto* table = QApplication::activeModalWidget()->findChild<QTableView*>("knownSettingsTable");
        QTRY_COMPARE(table->model()->rowCount(), int(rows.size()));
        find("segment.ms");
        QStringList names;
        for (int i = 0; i < table->model()->rowCount(); ++i)
            names << table->model()->index(i, 0).data().toString();
        QCOMPARE(names, (QStringList{"segment.ms", "segment.ms.more", "my.segment.ms", "a.first", "zero"}));
        auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, "9");
        QCOMPARE(field->text(), QString("9"));
    }

    void aSettingThatIsTakenAwayIsNotSent() {
        QTRY_COMPARE(m_bench->see<QLineEdit>("topicRetentionNumber")->placeholderText(),
                     models::formatRetention(604'800'000));
        m_bench->type("topicName", "fresh");
        find("dirty");
        m_bench->click("removeTopicSetting");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QVERIFY(m_bench->fake().topics().created.first().configs.empty());
    }

    void whatTheBrokersDoByThemselvesIsNotChosen() {
        auto* cleanup = m_bench->see<widgets::Segmented>("topicCleanup");
        QTRY_COMPARE(m_bench->see<QLabel>("cleanupDefault")->text(), QString("default: compact"));
        QCOMPARE(cleanup->current(), 0);
        cleanup->setCurrent(1);
        const auto line = [this] { return m_bench->see<widgets::CommandBlock>("commandLine")->text(); };
        m_bench->type("topicName", "fresh");
        QVERIFY2(line().contains("cleanup.policy=delete"), qPrintable(line()));
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const std::map<std::string, std::string> deletes{{"cleanup.policy", "delete"}};
        QVERIFY(m_bench->fake().topics().created.first().configs == deletes);
    }

    void noMoreReplicasCanBeTypedThanCanBeSent() {
        QCOMPARE(m_bench->see<QSpinBox>("topicReplication")->maximum(), 32767);
    }

    void aSettingWithAFieldOfItsOwnLeadsThere() {
        QTRY_COMPARE(m_bench->see<QLineEdit>("topicRetentionNumber")->placeholderText(),
                     models::formatRetention(604'800'000));
        find("retention.ms");
        QTRY_VERIFY(m_bench->see("topicRetentionNumber")->hasFocus());
    }

    void aCloneIsFilledInFromTheOtherTopicAndCanBeChanged() {
        m_bench->fake().topics().configRows = {
            row("cleanup.policy", "LIST", "compact,delete", true), row("max.message.bytes", "INT", "1048588"),
            row("retention.ms", "LONG", "3600000", true), row("segment.index.bytes", "INT", "2048", true)};
        openClone();
        QCOMPARE(m_bench->see<QLineEdit>("topicName")->text(), QString("orders-copy"));
        QTRY_VERIFY(canCreate());
        QVERIFY(m_bench->see<QLabel>("copiedSettings")->text().contains("3 setting"));
        m_bench->type("topicPartitions", "3");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const auto& made = m_bench->fake().topics().created.last();
        QCOMPARE(made.name, std::string("orders-copy"));
        QCOMPARE(made.partitions, 3);
        QCOMPARE(made.replication, m_bench->cluster->data().topic("orders")->replication);
        const std::map<std::string, std::string> copied{{"cleanup.policy", "compact,delete"},
                                                        {"retention.ms", "3600000"},
                                                        {"segment.index.bytes", "2048"}};
        QVERIFY(made.configs == copied);
    }

    void withoutTheSettingsOfTheOtherThereIsNoClone() {
        m_bench->fake().answers.refusal =
            base::Error{29, "TOPIC_AUTHORIZATION_FAILED", "You may not look.", {}, false};
        openClone();
        QTRY_VERIFY2(support::wordsOfTheBar().contains("You may not look."),
                     qPrintable(support::wordsOfTheBar()));
        QVERIFY(!canCreate());
    }

    void whatCannotBeMadeHasNoLineForAShell() {
        const auto line = [this] { return m_bench->see<widgets::CommandBlock>("commandLine")->text(); };
        m_bench->type("topicName", "fresh");
        QVERIFY(line().contains("--topic fresh"));
        m_bench->click("keep1h");
        m_bench->type("topicRetentionNumber", "soon"); // would be left out
        QVERIFY2(!line().contains("kafka-topics") && line().contains("soon"), qPrintable(line()));
        m_bench->type("topicRetentionNumber", "5");
        m_bench->type("topicName", "orders");
        QVERIFY2(!line().contains("kafka-topics") && line().contains("orders exists"), qPrintable(line()));
    }

    void aCheckThatFailsDoesNotSayThatATopicWasToBeMade() {
        m_bench->fake().answers.refusal = base::Error{44, "POLICY_VIOLATION", "Not here.", {}, false};
        m_bench->type("topicName", "fresh");
        m_bench->click("checkTopic");
        QTRY_VERIFY(support::wordsOfTheBar().contains("The check did not pass"));
        QVERIFY(!support::wordsOfTheBar().contains("was not created"));
    }

    void whatIsTypedWhileTheBrokersAreAskedIsNotCreated() {
        m_bench->type("topicName", "fresh");
        QSignalSpy created(qobject_cast<widgets::CreateTopicDialog*>(QApplication::activeModalWidget()),
                           &widgets::CreateTopicDialog::created);
        m_bench->click("actButton");
        QTest::keyClicks(m_bench->see("topicName"), "-eu");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_bench->fake().topics().checked.last().name, std::string("fresh"));
        QCOMPARE(m_bench->fake().topics().created.last().name, std::string("fresh"));
        QCOMPARE(created.value(0).value(0).toString(), QString("fresh"));
    }

    void aVerdictIsOfWhatWasAskedAndOfNothingTypedSince() {
        m_bench->type("topicName", "fresh");
        m_bench->click("checkTopic");
        QTest::keyClicks(m_bench->see("topicName"), "-eu");
        const auto words = [] {
            QStringList all;
            for (const auto* each : QApplication::activeModalWidget()->findChildren<QLabel*>())
                all << each->text();
            return all.join(' ');
        };
        QTRY_VERIFY2(words().contains("check again"), qPrintable(words()));
        QVERIFY(!words().contains("would create it"));
        m_bench->click("checkTopic");
        QTRY_VERIFY2(words().contains("would create it"), qPrintable(words()));
    }

    void aNameThatSomebodyTakesMeanwhileIsNotFree() {
        m_bench->type("topicName", "fresh");
        QVERIFY(canCreate());
        auto snapshot = *m_bench->cluster->data().snapshot();
        auto taken = std::make_shared<session::TopicRow>(*snapshot.topics.front());
        taken->name = "fresh";
        snapshot.topics.push_back(taken);
        m_bench->fake().data().publish(snapshot);
        QVERIFY(support::sentenceBelow(*m_bench->see("topicName")).contains("fresh exists"));
        QVERIFY(!canCreate());
    }

    void aRefusalIsToldAndWhatWasTypedStays() {
        m_bench->fake().answers.refusal =
            base::Error{44, "POLICY_VIOLATION", "Names begin with a team here.", "Ask the team.", false};
        m_bench->type("topicName", "fresh");
        m_bench->type("topicPartitions", "6");
        m_bench->click("actButton");
        QTRY_VERIFY2(support::wordsOfTheBar().contains("Names begin with a team here."),
                     qPrintable(support::wordsOfTheBar()));
        QVERIFY(support::wordsOfTheBar().contains("POLICY_VIOLATION"));
        QCOMPARE(m_bench->see<QLineEdit>("topicName")->text(), QString("fresh"));
        QVERIFY(m_bench->fake().topics().created.isEmpty());
        m_bench->fake().answers.refusal.reset();
        QTRY_VERIFY(canCreate());
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_bench->fake().topics().created.first().partitions, 6);
    }
};

QTEST_MAIN(CreateTopicDialogTest)
#include "create_topic_dialog_test.moc"
