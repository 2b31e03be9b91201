#include <functional>

#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include "models/cells.h"
#include "models/formats.h"
#include "support/form_words.h"
#include "support/window_bench.h"

using support::WindowBench;

/// Add partitions and Delete records: `orders` has 12 partitions, and the log of partition 1 starts at 1000.
class PartitionDialogsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    bool canAct() { return m_bench->see("actButton")->isEnabled(); }
    void openAddPartitions() {
        m_bench->open("topic", "orders");
        m_bench->click("addPartitionsHere");
        QTRY_VERIFY(QApplication::activeModalWidget());
    }
    void openDeleteRecords() {
        m_bench->open("topic", "orders", "partitions");
        auto* table = m_bench->see<QTableView>("partitionTable");
        const auto row = table->model()->index(1, 0);
        QCOMPARE(row.data(models::IdentityRole).toInt(), 1);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).center());
        m_bench->click("deleteRecords");
        QTRY_VERIFY(QApplication::activeModalWidget());
    }
    void chooseBeforeAnOffset() {
        m_bench->see("deleteChoice")->setFocus();
        QTest::keyClick(m_bench->see("deleteChoice"), Qt::Key_Right);
    }
    /// `orders` as it is by now.
    void publish(const std::function<void(session::TopicRow&)>& change) {
        auto later = support::sampleSnapshot(WindowBench::now + 1000);
        for (auto& topic : later.topics) {
            if (topic->name != "orders")
                continue;
            auto changed = *topic;
            change(changed);
            topic = std::make_shared<const session::TopicRow>(std::move(changed));
        }
        m_bench->fake().data().publish(std::move(later));
    }
    qint64 endOfLog() { return *m_bench->cluster->data().topic("orders")->partitionRows[1].end; }

    /// Of the partition whose dialog is open.
    static QVector<std::vector<base::RecordDeletion>> asked(qint64 before) {
        return {{{{"orders", base::PartitionId{1}}, base::Offset{before}}}};
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aPartitionOfWhichNothingIsKnownIsNotEmpty() {
        m_bench->open("topic", "orders", "partitions");
        auto* table = m_bench->see<QTableView>("partitionTable");
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(1, 0)).center());
        const auto whyNot = [this](const session::Reading<qint64>& start,
                                   const session::Reading<qint64>& end) {
            auto sample = support::sampleSnapshot(WindowBench::now + 1000);
            for (auto& topic : sample.topics)
                if (topic->name == "orders") {
                    auto row = *topic;
                    row.partitionRows[1].logStart = start;
                    row.partitionRows[1].end = end;
                    topic = std::make_shared<const session::TopicRow>(row);
                }
            m_bench->fake().data().publish(sample);
            const auto* button = m_bench->see("deleteRecords");
            return button->isEnabled() ? QString() : button->toolTip();
        };
        const session::Reason why(QStringLiteral("Nobody leads it."));
        QCOMPARE(whyNot(7, 7), QString("This partition holds no records."));
        QVERIFY2(whyNot(why, why).contains(why.words()), qPrintable(whyNot(why, why)));
        QVERIFY(whyNot(why, 7).contains(why.words()));
        QVERIFY(whyNot({}, {}).contains("not known yet"));
        QCOMPARE(whyNot(7, 8), QString());
    }

    void aTotalThatCannotBeIsTold_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told");
        QTest::newRow("none") << QString("0") << QString("has 12 already");
        QTest::newRow("fewer") << QString("3") << QString("has 12 already");
        QTest::newRow("as many") << QString("12") << QString("has 12 already");
        QTest::newRow("too many") << QString("100001") << models::formatCount(qint64(100'000));
    }
    void aTotalThatCannotBeIsTold() {
        QFETCH(QString, typed);
        QFETCH(QString, told);
        openAddPartitions();
        QVERIFY(canAct());
        m_bench->type("totalPartitions", typed);
        const auto* field = m_bench->see("totalPartitions");
        QTRY_VERIFY2(support::sentenceBelow(*field).contains(told),
                     qPrintable(support::sentenceBelow(*field)));
        QVERIFY(!canAct());
        QTest::keyClick(m_bench->see("totalPartitions"), Qt::Key_Return);
        QVERIFY(m_bench->fake().topics().checkedPartitions.isEmpty());
        m_bench->type("totalPartitions", "13");
        QVERIFY(canAct());
    }

    void partitionsAreCheckedThenAdded() {
        openAddPartitions();
        m_bench->type("totalPartitions", "16");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        const QVector<base::PartitionIncrease> asked{{"orders", 16}};
        QVERIFY(m_bench->fake().topics().checkedPartitions == asked);
        QVERIFY(m_bench->fake().topics().addedPartitions == asked);
    }

    void partitionsThatSomebodyElseAddedAreCounted() {
        openAddPartitions();
        m_bench->type("totalPartitions", "14");
        const auto told = [this] { return support::sentenceBelow(*m_bench->see("totalPartitions")); };
        QVERIFY2(told().startsWith("2 new, from 12 on"), qPrintable(told()));
        publish([](session::TopicRow& topic) { topic.partitions = 13; });
        QVERIFY2(told().startsWith("1 new, from 13 on"), qPrintable(told()));
        publish([](session::TopicRow& topic) { topic.partitions = 14; });
        QVERIFY2(told().contains("has 14 already"), qPrintable(told()));
        QVERIFY(!canAct());
    }

    void whoTypesOnWhileItIsDoneCannotDoItTwice() {
        m_bench->fake().answers.silent = true;
        openAddPartitions();
        m_bench->type("totalPartitions", "16");
        m_bench->click("actButton");
        m_bench->type("totalPartitions", "18");
        QVERIFY(!canAct());
    }

    void aRefusalToAddIsToldAndTheTotalStays() {
        m_bench->fake().answers.refusal =
            base::Error{37, "INVALID_PARTITIONS", "The quota is used up.", {}, false};
        openAddPartitions();
        m_bench->type("totalPartitions", "16");
        m_bench->click("actButton");
        QTRY_VERIFY2(support::wordsOfTheBar().contains("The quota is used up."),
                     qPrintable(support::wordsOfTheBar()));
        QVERIFY(m_bench->fake().topics().addedPartitions.isEmpty());
        m_bench->fake().answers.refusal.reset();
        m_bench->click("actButton");
        QTRY_COMPARE(m_bench->fake().topics().addedPartitions.value(0).total, 16);
    }

    void whatMayHaveBeenDoneIsNotSaidToBeUndone() {
        m_bench->fake().answers.refusal = base::Error{
            .code = 7, .name = "REQUEST_TIMED_OUT", .cause = "Broker 1 did not answer.", .unanswered = true};
        openAddPartitions();
        m_bench->click("actButton");
        QTRY_VERIFY2(support::wordsOfTheBar().contains("not known whether it was done"),
                     qPrintable(support::wordsOfTheBar()));
        QVERIFY(support::wordsOfTheBar().contains("look before you do it again"));
        QVERIFY(!support::wordsOfTheBar().contains("No partitions were added"));
    }

    void nothingMovesUnderThePointer() {
        openDeleteRecords();
        const auto places = [&] {
            QCoreApplication::processEvents();
            QList<QPoint> result;
            for (const char* name : {"deleteChoice", "deleteOffset", "actButton", "cancelButton"})
                result << m_bench->see(name)->mapTo(QApplication::activeModalWidget(), QPoint());
            return result;
        };
        const QList<QPoint> before = places();
        chooseBeforeAnOffset();
        QCOMPARE(places(), before);
        for (const char* typed : {"1500", "x", ""}) {
            m_bench->type("deleteOffset", typed);
            QCOMPARE(places(), before);
        }
    }

    void enterDoesNotDelete() {
        openDeleteRecords();
        chooseBeforeAnOffset();
        m_bench->type("deleteOffset", "1500");
        QVERIFY(canAct());
        QTest::keyClick(m_bench->see("deleteOffset"), Qt::Key_Return);
        QVERIFY(m_bench->fake().topics().deletedRecords.isEmpty());
        QVERIFY(QApplication::activeModalWidget());
    }

    void anOffsetThatCannotBeIsTold_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told");
        QTest::newRow("nothing") << QString() << QString("From");
        QTest::newRow("a word") << QString("last") << QString("whole number");
        QTest::newRow("a fraction") << QString("1000.5") << QString("whole number");
        QTest::newRow("below zero") << QString("-1") << QString("ends at");
        QTest::newRow("beyond the end") << QString("99999999999") << QString("ends at");
        QTest::newRow("more than 64 bits") << QString("99999999999999999999") << QString("whole number");
        QTest::newRow("where the log starts") << QString("1000") << QString("nothing would go");
    }
    void anOffsetThatCannotBeIsTold() {
        QFETCH(QString, typed);
        QFETCH(QString, told);
        openDeleteRecords();
        chooseBeforeAnOffset();
        m_bench->type("deleteOffset", "1500");
        QVERIFY(canAct());
        m_bench->type("deleteOffset", typed);
        const auto* field = m_bench->see("deleteOffset");
        QTRY_VERIFY2(support::sentenceBelow(*field).contains(told),
                     qPrintable(support::sentenceBelow(*field)));
        QVERIFY(!canAct());
        QTest::keyClick(m_bench->see("deleteOffset"), Qt::Key_Return);
        QVERIFY(m_bench->fake().topics().deletedRecords.isEmpty());
    }

    void recordsBeforeTheOffsetAreDeleted() {
        openDeleteRecords();
        chooseBeforeAnOffset();
        m_bench->type("deleteOffset", "1500");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_bench->fake().topics().deletedRecords, asked(1500));
    }

    void allThatWereShownAreDeletedAndNoneThatCameSince() {
        openDeleteRecords();
        const qint64 shown = endOfLog();
        const QString all = m_bench->see("deleteChoice")->accessibleDescription();
        QVERIFY2(all.endsWith(models::formatCount(shown)), qPrintable(all));
        auto later = support::sampleSnapshot(WindowBench::now + 1000);
        for (auto& topic : later.topics) {
            auto grown = *topic;
            for (auto& partition : grown.partitionRows)
                partition.end = *partition.end + 50;
            topic = std::make_shared<const session::TopicRow>(std::move(grown));
        }
        support::fakeOf(*m_bench->cluster).data().publish(std::move(later));
        QCOMPARE(endOfLog(), shown + 50);
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_bench->fake().topics().deletedRecords, asked(shown));
    }

    void whatRetentionTakesMeanwhileIsNotSaidToGo() {
        openDeleteRecords();
        chooseBeforeAnOffset();
        m_bench->type("deleteOffset", "1500");
        const auto told = [this] { return support::sentenceBelow(*m_bench->see("deleteOffset")); };
        QVERIFY2(told().startsWith("500 offsets"), qPrintable(told()));
        publish([](session::TopicRow& topic) { topic.partitionRows[1].logStart = 1400; });
        QVERIFY2(told().startsWith("100 offsets"), qPrintable(told()));
        publish([](session::TopicRow& topic) { topic.partitionRows[1].logStart = 1500; });
        QVERIFY2(told().contains("nothing would go"), qPrintable(told()));
        QVERIFY(!canAct());
    }

    void aRefusalToDeleteIsToldAndTheOffsetStays() {
        m_bench->fake().answers.refusal =
            base::Error{44, "POLICY_VIOLATION", "This topic is never cut.", {}, false};
        openDeleteRecords();
        chooseBeforeAnOffset();
        m_bench->type("deleteOffset", "1500");
        m_bench->click("actButton");
        QTRY_VERIFY2(support::wordsOfTheBar().contains("This topic is never cut."),
                     qPrintable(support::wordsOfTheBar()));
        QCOMPARE(m_bench->see<QLineEdit>("deleteOffset")->text(), QString("1500"));
        QVERIFY(canAct());
    }
};

QTEST_MAIN(PartitionDialogsTest)
#include "partition_dialogs_test.moc"
