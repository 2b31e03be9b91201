#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

#include "models/formats.h"
#include "support/messages_page.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"

using session::SeekKind;
using support::record;
using support::WindowBench;

/// What the page says and does when its topic grew, was emptied or went after it was read.
class MessagesNewsTest : public QObject, support::MessagesPage {
    Q_OBJECT

    session::ClusterSnapshot m_snapshot;
    int m_beats = 0;

    /// The session's next beat, with the topic's partitions as `change` leaves them.
    void beat(const std::function<void(session::TopicRow&)>& change) {
        m_snapshot.takenAtMs = WindowBench::now + 1000 * ++m_beats;
        for (auto& topic : m_snapshot.topics) {
            if (topic->name != "orders")
                continue;
            auto changed = std::make_shared<session::TopicRow>(*topic);
            change(*changed);
            topic = changed;
        }
        support::fakeOf(*m_bench->cluster).data().publish(m_snapshot);
    }
    void grow(int partition, qint64 by) {
        beat([=](auto& topic) { *topic.partitionRows[std::size_t(partition)].end += by; });
    }
    /// A page that was read when its twelve partitions held offsets 0 to 99.
    void openAt100(std::vector<session::RecordRow> records) {
        beat([](auto& topic) {
            topic.id = "first";
            for (auto& partition : topic.partitionRows) {
                partition.logStart = 0;
                partition.end = 100;
            }
        });
        open(std::move(records));
        for (int id = 0; id < 12; ++id)
            fake().ranges.push_back({id, 0, 100});
    }
    void readNothing() {
        support::fakeOf(*browser()).drop(int(fake().rows.size()));
        browser()->stop();
    }
    /// What an export says of the whole range.
    QString offered() {
        m_bench->click("exportMessages");
        QString words = models::withPlainBlanks(m_bench->see<QRadioButton>("exportWhole")->text());
        QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        return words;
    }
    QString news() { return isSeen("sinceRead") ? m_bench->see<QLabel>("sinceRead")->text() : QString(); }
    static QString count(qint64 value) { return models::formatCount(value); }

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_snapshot = support::sampleSnapshot(WindowBench::now);
        m_beats = 0;
    }
    void cleanup() { m_bench.reset(); }

    void anEmptyPageReadsByItselfOnceSomethingIsThere() {
        openAt100({record(100, "first")});
        readNothing();
        const int runs = fake().runs;
        beat([](auto&) {});
        QCOMPARE(fake().runs, runs);
        grow(3, 1);
        QCOMPARE(fake().runs, runs + 1);
        QCOMPARE(fake().asked.seek, SeekKind::Newest);
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void anEmptyPageWaitsForWhatItAskedFor() {
        openAt100({});
        choose("seekKind", 2);
        m_bench->type("seekValue", "150");
        QTest::keyClick(m_bench->see("seekValue"), Qt::Key_Return);
        readNothing();
        const int runs = fake().runs;
        grow(3, 40);
        QCOMPARE(fake().runs, runs);
        grow(3, 11);
        QCOMPARE(fake().runs, runs + 1);
    }

    void whatSomebodyLooksForIsNotReadAgainByItself() {
        openAt100({});
        m_bench->type("recordFilter", "pending");
        QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return);
        readNothing();
        const int runs = fake().runs;
        grow(0, 7);
        QCOMPARE(fake().runs, runs);
        QVERIFY2(news().contains("7 new since"), qPrintable(news()));
    }

    void anExportCountsWhatCameSinceThePageWasRead() {
        openAt100({record(99, "last")});
        fake().done.scanned = 1200;
        fake().done.matched = 1200;
        QVERIFY2(offered().contains("1 200"), qPrintable(offered()));
        grow(3, 34);
        QVERIFY2(offered().contains("1 234"), qPrintable(offered()));
    }

    void anExportDoesNotCountWhatIsDeletedOrOfAnotherTopic() {
        struct Case {
            bool anew, isIdTold;
        };
        for (const auto& one : {Case{false, true}, Case{true, true}, Case{true, false}}) {
            const bool anew = one.anew;
            cleanup();
            init();
            openAt100({record(99, "last")});
            fake().topic = one.isIdTold ? "first" : "";
            fake().done.scanned = 1200;
            fake().done.matched = 1200;
            beat([anew](auto& topic) {
                topic.messages = 7;
                if (anew)
                    topic.id = "second";
                for (auto& partition : topic.partitionRows)
                    partition.logStart = anew ? 0 : 100;
            });
            QVERIFY2(offered().contains(" 7 record"), qPrintable(offered()));
        }
    }

    void newRecordsAreToldAndReadOnRequest() {
        openAt100({record(99, "last")});
        beat([](auto&) {});
        QCoreApplication::processEvents();
        const int height = table()->height();
        QCOMPARE(news(), QString());
        grow(0, 1000);
        grow(5, 204);
        QCOMPARE(news(), QString("up to %1 new since this was read").arg(count(1204)));
        QCoreApplication::processEvents();
        QCOMPARE(table()->height(), height);
        beat([](auto& topic) { topic.countKind = session::CountKind::Exact; });
        QCOMPARE(news(), QString("%1 new since this was read").arg(count(1204)));
        m_bench->type("recordFilter", "typed, not applied");
        const int runs = fake().runs;
        fake().ranges[0].end = 1100;
        fake().ranges[5].end = 304;
        m_bench->click("readAgain");
        QCOMPARE(fake().runs, runs + 1);
        QCOMPARE(fake().asked.filter, QString());
        QCOMPARE(news(), QString());
        grow(5, 1);
        QCOMPARE(news(), QString("1 new since this was read"));
    }

    void whatWaitsForATransactionIsTold() {
        openAt100({record(99, "last")});
        const auto* strip = m_bench->see("scanStrip");
        fake().reason = session::StopReason::EndReached;
        browser()->run({});
        browser()->stop();
        const auto* state = strip->findChild<widgets::StateLabel*>();
        QCOMPARE(state->accessibleName(), QString("Read to the end"));
        QVERIFY(!says(strip, "open transactions"));
        session::BrowseQuery committed;
        committed.committedOnly = true;
        fake().done.behindOpen = 51;
        browser()->run(committed);
        browser()->stop();
        QCOMPARE(state->accessibleName(), QString("Read up to open transactions"));
        QVERIFY(says(strip, " 51 behind open transactions"));
        committed.untilMs = 1'795'348'805'000;
        browser()->run(committed);
        browser()->stop();
        QCOMPARE(state->accessibleName(), QString("Read up to open transactions"));
        QVERIFY(state->toolTip().contains("later than the range"));
        fake().reason = session::StopReason::LimitReached;
        browser()->stop();
        QVERIFY2(says(strip, " 51 behind open transactions"), "the newest are not among the rows");
    }

    void whatReadCommittedDoesNotShowIsNotCalledMissing() {
        open({record(1, "v")});
        session::BrowseQuery query;
        query.committedOnly = true;
        const auto told = [&](const char* words) {
            browser()->run(query);
            emit browser()->rowsAboutToReset();
            fake().rows.clear();
            emit browser()->rowsReset();
            fake().ranges = {{0, 0, 10}};
            browser()->stop();
            return says(m_bench->see("emptyState"), words);
        };
        fake().done.behindOpen = 10;
        QVERIFY(told("10 behind open transactions"));
        fake().done.behindOpen = 0;
        QVERIFY(told("No committed record stands where"));
        fake().done.damaged = 1;
        QVERIFY(told("1 batch(es) could not be read"));
        fake().done.damaged = 0;
        query.committedOnly = false;
        QVERIFY(told("Nothing stands where"));
    }

    void aRangeOfTimeEndsAtTheFirstLaterRecord() {
        openAt100({record(99, "last")});
        fake().reason = session::StopReason::EndReached;
        session::BrowseQuery range;
        range.untilMs = 1'795'348'805'000;
        browser()->run(range);
        browser()->stop();
        const auto* state = m_bench->see("scanStrip")->findChild<widgets::StateLabel*>();
        QCOMPARE(state->accessibleName(), QString("Read up to the first later record"));
        QVERIFY(state->toolTip().contains("they are not read"));
        m_bench->click("readToEnds");
        QCOMPARE(fake().asked.untilMs, range.untilMs);
        QVERIFY(fake().asked.toEnds);
        browser()->stop();
        QCOMPARE(state->accessibleName(), QString("Read to the end"));
        QVERIFY(!isSeen("readToEnds"));
        range.untilMs.reset();
        browser()->run(range);
        browser()->stop();
        QCOMPARE(state->accessibleName(), QString("Read to the end"));
        QVERIFY(state->toolTip().isEmpty());
    }

    void atTheEndNothingIsEstimated() {
        openAt100({record(99, "last")});
        const auto* strip = m_bench->see("scanStrip");
        fake().done.scanned = 11;
        fake().done.toScan = 51;
        fake().reason = session::StopReason::LimitReached;
        browser()->stop();
        QVERIFY(says(strip, " 51 read"));
        fake().reason = session::StopReason::EndReached;
        browser()->stop();
        QVERIFY(says(strip, "11 read") && !says(strip, "51"));
    }

    void whatIsNewCanBeReadInANarrowPage() {
        openAt100({record(99, "last")});
        fake().reason = session::StopReason::LimitReached;
        browser()->stop();
        grow(0, 1204);
        m_bench->window->resize(1024, 700);
        const auto* strip = m_bench->see("scanStrip");
        QTRY_VERIFY2(strip->width() < 500, qPrintable(QString::number(strip->width())));
        const auto* shown = m_bench->see("sinceRead");
        QTRY_VERIFY2(shown->width() >= shown->sizeHint().width(),
                     qPrintable(QString::number(shown->width())));
        QVERIFY(isSeen("readAgain") && isSeen("moreRecords"));
    }

    void aSnapshotOlderThanTheReadingClaimsNothing() {
        openAt100({record(99, "last")});
        for (auto& held : fake().ranges)
            held.end = 500;
        grow(0, 300);
        QCOMPARE(news(), QString());
        grow(0, 101); // 501
        QVERIFY2(news().contains("1 new"), qPrintable(news()));
    }

    void onlyTheChosenPartitionsAreTold() {
        openAt100({record(99, "last")});
        fake().asked.partitions = {2};
        grow(0, 300);
        QCOMPARE(news(), QString());
        grow(2, 5);
        QVERIFY2(news().contains("5 new"), qPrintable(news()));
    }

    void anEmptiedTopicKeepsItsRowsAndSaysSo() {
        openAt100({record(99, "last"), record(98, "one before")});
        beat([](auto& topic) {
            for (auto& partition : topic.partitionRows)
                partition.logStart = partition.end;
        });
        QCOMPARE(news(), QString("Emptied since this was read"));
        QCOMPARE(table()->model()->rowCount(), 2);
        QVERIFY(isSeen("readAgain"));
    }

    void recordsDeletedSinceAreCounted() {
        openAt100({record(99, "last"), record(98, "one before"), record(50, "old")});
        beat([](auto& topic) { topic.partitionRows[0].logStart = 99; });
        QCOMPARE(news(), QString("2 of these have been deleted since"));
        beat([](auto& topic) {
            topic.partitionRows[0].logStart = 100;
            topic.partitionRows[0].end = 103;
        });
        QVERIFY2(news().startsWith("All of these have been deleted since"), qPrintable(news()));
        QVERIFY2(news().contains("3 new since"), qPrintable(news()));
    }

    void aTopicCreatedAnewIsNotTakenForTheOldOne() {
        openAt100({record(99, "last")});
        beat([](auto& topic) {
            topic.id = "second";
            topic.partitionRows[0].end = 5;
        });
        QCOMPARE(news(), QString("orders was created anew since this was read"));
        readNothing();
        const int runs = fake().runs;
        beat([](auto&) {});
        QCOMPARE(fake().runs, runs + 1);
        beat([](auto&) {});
        QCOMPARE(fake().runs, runs + 1);
    }

    void aReadingThatFailsLeavesRowsOfTheTopicThatWas() {
        openAt100({record(99, "last")});
        beat([](auto& topic) { topic.id = "second"; });
        const QString anew = "orders was created anew since this was read";
        QCOMPARE(news(), anew);
        fake().wrong = base::Error{-1, "TIMEOUT", "No answer.", "", true};
        m_bench->click("readAgain");
        beat([](auto&) {});
        QCOMPARE(news(), anew);
    }

    void whatWasReadOfANewTopicBeforeTheRoundKnewItIsOfThatOne() {
        openAt100({record(99, "last")});
        beat([](auto& topic) { topic.partitionRows[0].logStart = 50; });
        fake().topic = "second";
        readNothing();
        fake().append({record(0, "of the second")});
        beat([](auto&) {}); // a round that still tells of the first
        QCOMPARE(news(), QString());
        beat([](auto& topic) {
            topic.id = "second";
            topic.partitionRows[0].logStart = 0;
            topic.partitionRows[0].end = 1;
        });
        QCOMPARE(news(), QString());
        beat([](auto& topic) { topic.id = "third"; });
        QCOMPARE(news(), QString("orders was created anew since this was read"));
    }

    void aLiveThatEndedWithItsTopicIsLiveOnTheNextOne() {
        openAt100({record(99, "last")});
        m_bench->click("liveBrowse");
        QCOMPARE(fake().asked.seek, session::SeekKind::Live);
        fake().reason = session::StopReason::Failed;
        readNothing();
        const int runs = fake().runs;
        beat([](auto& topic) { topic.id = "second"; });
        QCOMPARE(fake().runs, runs + 1);
        QCOMPARE(fake().asked.seek, session::SeekKind::Live);
        fake().reason = session::StopReason::Cancelled;
        readNothing();
        beat([](auto& topic) { topic.id = "third"; });
        QCOMPARE(fake().runs, runs + 1); // who stopped it has not asked for another
    }

    void aDeletedTopicOffersNothingToDo() {
        openAt100({record(99, "last")});
        fake().reason = session::StopReason::LimitReached;
        browser()->stop();
        const auto* facts = m_bench->window->currentPane()->findChild<widgets::FactLine*>();
        QVERIFY(facts->text().contains("message"));
        const auto there = m_snapshot;
        std::erase_if(m_snapshot.topics, [](const auto& topic) { return topic->name == "orders"; });
        beat([](auto&) {});
        QCOMPARE(facts->text(), QString());
        for (const char* name : {"runBrowse", "liveBrowse", "produceHere", "moreRecords"}) {
            QVERIFY2(!m_bench->see(name)->isEnabled(), name);
            QVERIFY2(m_bench->see(name)->toolTip().contains("orders was deleted"), name);
        }
        const int runs = fake().runs;
        QTest::keyClick(m_bench->see("recordFilter"), Qt::Key_Return);
        QCOMPARE(fake().runs, runs);
        QVERIFY(m_bench->see<widgets::MessageBar>("messagesBar")->accessibleName().contains("deleted"));
        readNothing();
        QVERIFY(!isSeen("emptyStateButton"));
        QVERIFY(says(table()->viewport(), "was deleted"));
        m_snapshot = there;
        beat([](auto&) {});
        QVERIFY(m_bench->see("runBrowse")->isEnabled());
        QVERIFY(!m_bench->see("runBrowse")->toolTip().contains("deleted"));
        QVERIFY(facts->text().contains("message"));
    }

    void anotherClusterIsNotTakenForADeletion() {
        openAt100({record(99, "last")});
        m_snapshot.clusterId = "another";
        beat([](auto& topic) { topic.id = "of another"; });
        QCOMPARE(news(), QString("this was read of the cluster that answered here before"));
        std::erase_if(m_snapshot.topics, [](const auto& topic) { return topic->name == "orders"; });
        m_snapshot.clusterId = "a third";
        beat([](auto&) {});
        const QString told = m_bench->see<widgets::MessageBar>("pageBar")->accessibleName();
        QVERIFY2(told.contains("Another cluster answers here now, which has no topic orders."),
                 qPrintable(told));
        QVERIFY(m_bench->see("runBrowse")->toolTip().contains("Another cluster answers here now"));
    }

    void aReadingThatFailsLeavesRowsOfTheClusterThatWas_data() {
        QTest::addColumn<bool>("idsAreTold");
        QTest::newRow("with ids") << true;
        QTest::newRow("before there were ids") << false;
    }
    void aReadingThatFailsLeavesRowsOfTheClusterThatWas() {
        QFETCH(const bool, idsAreTold);
        idsAreTold ? openAt100({record(99, "last")}) : open({record(99, "last")});
        m_snapshot.clusterId = "another";
        beat([&](auto& topic) { topic.id = idsAreTold ? "of another" : ""; });
        const QString elsewhere = "this was read of the cluster that answered here before";
        QCOMPARE(news(), elsewhere);
        fake().wrong = base::Error{-1, "TIMEOUT", "No answer.", "", true};
        for (int tries = 0; tries < 2; ++tries) {
            m_bench->click("readAgain");
            beat([](auto&) {});
            QCOMPARE(news(), elsewhere);
        }
        fake().wrong.reset();
        m_bench->click("readAgain");
        QCOMPARE(news(), QString());
    }

    void aTopicWithoutAnIdIsAnotherOnAnotherCluster() {
        open({record(99, "last")});
        m_snapshot.clusterId = "another";
        beat([](auto&) {});
        QCOMPARE(news(), QString("this was read of the cluster that answered here before"));
    }

    void aTailOfADeletedTopicCanStillBeStopped() {
        openAt100({record(99, "last")});
        m_bench->click("liveBrowse");
        browser()->resume();
        std::erase_if(m_snapshot.topics, [](const auto& topic) { return topic->name == "orders"; });
        beat([](auto&) {});
        QVERIFY(m_bench->see("runBrowse")->isEnabled());
        m_bench->click("runBrowse");
        QCOMPARE(browser()->state(), session::BrowseState::Stopped);
        QVERIFY(!m_bench->see("liveBrowse")->isEnabled());
    }

    void whatIsSentIsShownFromItsFirstOnWhateverThePageAskedFor() {
        open();
        m_bench->fake().records().arrives = {{0, 700, 709}, {2, 55, 64}};
        table()->horizontalHeader()->setSortIndicator(2, Qt::DescendingOrder);
        m_bench->type("recordFilter", "refund");
        choose("seekKind", 4); // Last N
        QCOMPARE(m_bench->see<QLineEdit>("seekValue")->placeholderText(), QString("how many per partition"));
        m_bench->type("seekValue", "7");
        m_bench->click("produceHere");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->type("produceRepeat", "20");
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        m_bench->click("messagesBarAct");
        const auto& asked = fake().query();
        QCOMPARE(asked.partitions, QVector<int>({0, 2}));
        QCOMPARE(asked.parts, (QVector<session::PartitionPart>{{0, 700, {}}, {2, 55, {}}}));
        QCOMPARE(asked.seek, session::SeekKind::Oldest);
        QVERIFY(!asked.isSet() && !asked.fromMs && !asked.untilMs);
        QCOMPARE(table()->horizontalHeader()->sortIndicatorSection(), -1);
    }

    void anEmptyPageThatAsksForSomethingOffersToShowWhatWasSent() {
        open({});
        m_bench->type("recordFilter", "refund");
        m_bench->click("runBrowse");
        support::fakeOf(*browser()).drop(40);
        const int before = fake().runs;
        m_bench->click("produceHere");
        QTRY_VERIFY(QApplication::activeModalWidget());
        m_bench->click("actButton");
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QCOMPARE(fake().runs, before);
        m_bench->click("messagesBarAct");
        QVERIFY(!fake().query().isSet());
    }

    void onlyATailThatRunsShowsByItselfWhatWasSent() {
        open();
        m_bench->click("liveBrowse");
        browser()->resume();
        for (const bool runs : {true, false}) {
            if (!runs)
                browser()->stop();
            m_bench->click("produceHere");
            QTRY_VERIFY(QApplication::activeModalWidget());
            m_bench->click("actButton");
            QTRY_VERIFY(!QApplication::activeModalWidget());
            QVERIFY(isSeen("messagesBar"));
            QCOMPARE(isSeen("messagesBarAct"), !runs);
        }
        m_bench->click("messagesBarAct");
        QCOMPARE(fake().query().seek, SeekKind::Oldest);
    }
};

QTEST_MAIN(MessagesNewsTest)
#include "messages_news_test.moc"
