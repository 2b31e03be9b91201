#include <QDateTime>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>

#include "support/window_bench.h"
#include "widgets/common/message_bar.h"

using session::ConnectionState;
using support::WindowBench;

/// What the window says of how a cluster is asked.
class ConnectionWordsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    support::FakeConnection& connection() const { return m_bench->fake().connection(); }
    QString interval() const { return m_bench->see<QPushButton>("intervalButton")->text(); }
    void answer(qint64 intervalMs, qint64 stretchedMs) {
        auto snapshot = *m_bench->cluster->data().snapshot();
        snapshot.intervalMs = intervalMs;
        snapshot.stretchedMs = stretchedMs;
        m_bench->fake().data().publish(snapshot);
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void onlySlowRoundsStretchTheInterval() {
        connection().setIntervalMs(5000);
        answer(60'000, 0); // in the background
        QCOMPARE(interval(), QString("5 s"));
        answer(120'000, 12'000); // in the background until now
        QCOMPARE(interval(), QString("stretched: 12 s"));
        answer(12'000, 12'000);
        QCOMPARE(interval(), QString("stretched: 12 s"));
        connection().setIntervalMs(0);
        QCOMPARE(interval(), QString("held"));
        connection().setIntervalMs(30'000); // which is slow enough for it
        QCOMPARE(interval(), QString("30 s"));
        connection().setIntervalMs(5000);
        connection().become(ConnectionState::Lost);
        QCOMPARE(interval(), QString("5 s"));
        connection().setIntervalMs(1000); // nobody knows how long a round takes by now
        QCOMPARE(interval(), QString("1 s"));
    }

    void theNextTryOfAFirstConnectionComesNearer() {
        m_bench->open("overview");
        connection().errorNow = base::Error{-1, "ECONNREFUSED", "Nobody listens.", {}, true};
        connection().nextTry = QDateTime::currentMSecsSinceEpoch() + 3000;
        connection().become(ConnectionState::Connecting);
        const auto* bar = m_bench->see<widgets::MessageBar>("connectionBar");
        QVERIFY2(bar->accessibleName().contains("Next try in"), qPrintable(bar->accessibleName()));
        QTRY_VERIFY(!bar->accessibleName().contains("Next try")); // it is being made
        QVERIFY(bar->accessibleName().contains("cannot be reached yet"));
    }

    void forgettingTellsWhatGoesAndWhatStays() {
        const QUuid id = m_bench->cluster->profile().id;
        const QString filters = "messages/filters/" + id.toString(QUuid::WithoutBraces) + "/orders";
        m_bench->window->context().settings().setValue(filters, "order-17");
        auto* rail = m_bench->see<QTreeWidget>("rail");
        const auto* item = rail->findItems("staging", Qt::MatchExactly).value(0);
        QVERIFY(item);
        emit rail->customContextMenuRequested(rail->visualItemRect(item).center());
        auto* menu = rail->findChild<QMenu*>("clusterRowMenu");
        menu->actions().last()->trigger();
        delete menu;
        const QString told = m_bench->prompts.asked.text;
        QVERIFY2(told.contains("go, and its charts of up to 90 days."), qPrintable(told));
        QVERIFY2(told.contains("Its runs stay, and what was saved for its topics"), qPrintable(told));
        QVERIFY(!m_bench->workspace->clusters().find(id));
        QCOMPARE(m_bench->window->context().settings().value(filters), QVariant("order-17"));
    }
};

QTEST_MAIN(ConnectionWordsTest)
#include "connection_words_test.moc"
