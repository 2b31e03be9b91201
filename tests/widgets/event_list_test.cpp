#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "widgets/panes/overview/event_list.h"
#include "widgets/panes/overview/event_words.h"

using session::ClusterEvent;
using session::EventKind;

namespace {

ClusterEvent topicEvent(int n) {
    return {1'795'348'805'000 + n, EventKind::TopicAppeared, QStringLiteral("topic-%1").arg(n), 0, 3, 1};
}

} // namespace

class EventListTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsNewComesOnTopAndTheOldestFallsOut() {
        widgets::EventList list;
        QAbstractItemModelTester tester(list.model());
        QSignalSpy reset(list.model(), &QAbstractItemModel::modelReset);
        list.setEvents({topicEvent(2), topicEvent(1)});
        QCOMPARE(list.model()->rowCount(), 2);
        list.setEvents({topicEvent(4), topicEvent(3), topicEvent(2)});
        QCOMPARE(list.model()->rowCount(), 3);
        QVERIFY(list.model()->index(0, 0).data().toString().contains("topic-4"));
        QVERIFY(list.model()->index(2, 0).data().toString().contains("topic-2"));
        list.setEvents({topicEvent(9)}); // nothing of before is left
        QCOMPARE(list.model()->rowCount(), 1);
        list.setEvents({});
        QCOMPARE(list.model()->rowCount(), 0);
        QCOMPARE(reset.count(), 0);
    }

    void aLongNameDoesNotSwallowWhatHappened() {
        auto event = topicEvent(1);
        event.kind = EventKind::TopicGone;
        event.subject = QString(249, QLatin1Char('x'));
        QCOMPARE(widgets::wordsOf(event).what, QString("Deleted topic"));
        widgets::EventList list;
        list.setEvents({event});
        QVERIFY(list.model()->index(0, 0).data().toString().startsWith("Deleted topic xxx"));
    }

    void manyOfAKindAreCounted() {
        const auto words = widgets::wordsOf({0, EventKind::TopicGone, "orders", 0, 0, 9'992});
        QCOMPARE(words.what, QString::fromUtf8("9\u00a0992 topic(s) deleted"));
        QVERIFY(words.subject.isEmpty());
        QVERIFY(words.detail.contains("orders"));
    }

    void anEventThatGoesOnTakesItsOldPlace() {
        widgets::EventList list;
        QAbstractItemModelTester tester(list.model());
        QSignalSpy inserted(list.model(), &QAbstractItemModel::rowsInserted);
        ClusterEvent many{1, EventKind::TopicGone, "a", 0, 0, 10};
        list.setEvents({many, topicEvent(1)});
        many.count = 20;
        many.atMs = 2;
        list.setEvents({many, topicEvent(1)});
        QCOMPARE(list.model()->rowCount(), 2);
        QCOMPARE(inserted.count(), 2);
        QVERIFY(list.model()->index(0, 0).data().toString().startsWith("20"));
    }

    void aGroupsStatesAreNamedAsInItsTable() {
        using session::GroupState;
        const auto words =
            widgets::wordsOf({0, EventKind::GroupStateChanged, "billing",
                              qint64(GroupState::PreparingRebalance), qint64(GroupState::Stable), 1});
        QCOMPARE(words.detail, QString::fromUtf8("Rebalancing → Stable"));
    }

    void aLagThatIsGoneIsNotAlwaysRead() {
        const auto words = [](EventKind kind) { return widgets::wordsOf({0, kind, "billing", 9, 1153}); };
        const auto caughtUp = widgets::wordsOf({0, EventKind::LagGone, "billing", 9, 0});
        QCOMPARE(caughtUp.what, QString("Has caught up:"));
        QCOMPARE(caughtUp.tone, models::Tone::Good);
        QVERIFY(caughtUp.detail.isEmpty());
        const auto perhaps = words(EventKind::LagGone); // of what it passed some is deleted
        QCOMPARE(perhaps.what, caughtUp.what);
        QCOMPARE(perhaps.detail,
                 QString::fromUtf8("up to 1\u00a0153 record(s) deleted meanwhile, read or not"));
        QCOMPARE(perhaps.tone, models::Tone::Muted);
        const auto deleted = words(EventKind::UnreadDeleted);
        QCOMPARE(deleted.what, QString("Unread records were deleted:"));
        QCOMPARE(deleted.detail, QString::fromUtf8("1\u00a0153 record(s)"));
        QCOMPARE(deleted.tone, models::Tone::Warn);
        QCOMPARE(words(EventKind::CommitsMoved).what, QString("Offsets were moved:"));
        QCOMPARE(words(EventKind::CommitsMoved).tone, models::Tone::Muted);
    }

    void whatIsToldIsATopicOrAGroupOrNeither() {
        const auto page = [](EventKind kind) { return widgets::wordsOf({0, kind, "orders"}).page; };
        QVERIFY(page(EventKind::InSyncAgain) == widgets::PageKind::Topic);
        QVERIFY(page(EventKind::CommitsMoved) == widgets::PageKind::Group);
        QVERIFY(!page(EventKind::BrokerStopped));
    }

    void anotherClusterIsToldWithBothIds() {
        ClusterEvent event{0, EventKind::AnotherCluster, "new-id"};
        event.formerly = QStringLiteral("old-id");
        const auto words = widgets::wordsOf(event);
        QCOMPARE(words.what, QString("Another cluster answers here:"));
        QVERIFY(words.subject.isEmpty());
        QCOMPARE(words.detail, QString::fromUtf8("old-id → new-id"));
    }

    void aReconfiguredTopicNamesItsSettings() {
        ClusterEvent event{0, EventKind::TopicConfigChanged, "orders"};
        event.settings = {{"retention.ms", "LONG", "604800000", "86400000"}};
        const QString retention = QString::fromUtf8("retention.ms 7\u00a0d → 1\u00a0d");
        QCOMPARE(widgets::wordsOf(event).detail, retention);
        for (int i = 0; i < 20; ++i)
            event.settings += {QStringLiteral("setting.%1").arg(i), "STRING", "", QString(500, 'x')};
        const auto words = widgets::wordsOf(event);
        QCOMPARE(words.detail, retention + " and 20 more");
        widgets::EventList list;
        list.setEvents({event});
        const QString tip = list.model()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QString::fromUtf8("setting.0 empty → xxx")));
        QVERIFY2(tip.contains("and 9 more"), qPrintable(tip));
        QVERIFY(tip.size() < 2000);
    }

    void whatARoundFindsIsNotToldToTheMillisecond() {
        auto event = topicEvent(704);
        QCOMPARE(widgets::timeOf(event, models::Zone::Utc), QString("12:00:05"));
        event.afterMs = event.atMs - 53'000;
        QCOMPARE(widgets::timeOf(event, models::Zone::Utc), QString("by 12:00:05"));
        widgets::EventList list;
        list.setEvents({event});
        const QString tip = list.model()->index(0, 0).data(Qt::ToolTipRole).toString();
        for (const char* time : {"12:00:05.704", "11:59:12.704"})
            QVERIFY2(tip.contains(time), qPrintable(tip));
    }

    void enterOpensWhatAnEventIsAbout() {
        widgets::EventList list;
        list.setEvents({topicEvent(2), topicEvent(1)});
        list.show();
        QSignalSpy opened(&list, &widgets::EventList::openRequested);
        list.setCurrentIndex(list.model()->index(1, 0));
        QTest::keyClick(&list, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].value<ClusterEvent>().subject, QString("topic-1"));
    }
};

QTEST_MAIN(EventListTest)
#include "event_list_test.moc"
