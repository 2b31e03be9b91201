#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "widgets/panes/overview/event_list.h"
#include "widgets/panes/overview/event_words.h"

using session::ClusterEvent;
using session::EventKind;

namespace {

ClusterEvent topicEvent(int n) {
    return {1'795'348'805'000 + n, EventKind::TopicAppeared, QStringLiteral("topic-%1").arg(n), 0, 3};
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

    void aGroupsStatesAreNamedAsInItsTable() {
        using session::GroupState;
        const auto words =
            widgets::wordsOf({0, EventKind::GroupStateChanged, "billing",
                              qint64(GroupState::PreparingRebalance), qint64(GroupState::Stable)});
        QCOMPARE(words.detail, QString::fromUtf8("Rebalancing → Stable"));
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
