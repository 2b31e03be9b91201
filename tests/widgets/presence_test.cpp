#include "support/window_bench.h"
#include "widgets/common/message_bar.h"

using support::WindowBench;

/// What a page says of a topic or a group that is not there: it may be another cluster that answers.
class PresenceTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    void answerAs(const char* clusterId, bool isThere) {
        auto snapshot = support::sampleSnapshot(WindowBench::now);
        snapshot.clusterId = QString::fromLatin1(clusterId);
        if (!isThere) {
            snapshot.topics.clear();
            snapshot.groups.clear();
        }
        m_bench->fake().data().publish(std::move(snapshot));
    }
    QString told() const {
        const auto* bar = m_bench->window->currentPane()->findChild<widgets::MessageBar*>("pageBar");
        return bar->isVisible() ? bar->accessibleName() : QString();
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aPageTellsWhoHasItNoMore_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("gone");
        QTest::newRow("topic") << "topic"
                               << "orders"
                               << "orders was deleted.";
        QTest::newRow("group") << "group"
                               << "billing"
                               << "billing is gone.";
    }
    void aPageTellsWhoHasItNoMore() {
        QFETCH(QString, kind);
        QFETCH(QString, name);
        QFETCH(QString, gone);
        m_bench->open(kind.toLatin1().constData(), name);
        QCOMPARE(told(), QString());
        answerAs("another", false);
        QVERIFY2(told().contains("Another cluster answers here now"), qPrintable(told()));
        answerAs("sample", false); // it is back, and it was deleted meanwhile
        QVERIFY2(told().startsWith(gone), qPrintable(told()));
        answerAs("another", false);
        QVERIFY2(told().contains("Another cluster answers here now"), qPrintable(told()));
        answerAs("sample", true);
        QCOMPARE(told(), QString());
    }
};

QTEST_MAIN(PresenceTest)
#include "presence_test.moc"
