#include <QLabel>

#include "support/window_bench.h"
#include "widgets/common/table_view.h"

using support::WindowBench;

/// The groups of a topic, where it is not known of each whether it reads it.
class TopicReadersTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;
    const session::Reason m_why{QStringLiteral("Its coordinator hangs.")};

    /// One more group, which is not known to read any topic of the sample.
    void publish(const session::GroupRow& more) {
        auto snapshot = support::sampleSnapshot(WindowBench::now + 1000);
        auto row = more;
        row.id = QStringLiteral("silent");
        snapshot.groups.push_back(std::make_shared<const session::GroupRow>(row));
        m_bench->fake().data().publish(snapshot);
    }
    [[nodiscard]] QString shown() const {
        QStringList words;
        for (const auto* each : m_bench->window->currentPane()->findChildren<QLabel*>())
            if (each->isVisible())
                words << each->text();
        return words.join(QLatin1Char(' '));
    }

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void whoseCommitsOrMembersAreUnreadMayBeOneMore() {
        session::GroupRow commits, members;
        commits.lag = commits.commitsUnread = m_why;
        members.members = m_why;
        for (const auto& silent : {commits, members}) {
            m_bench->open("topic", "test-jana", "groups"); // which no group reads
            publish({});
            QTRY_VERIFY2(shown().contains("No group has committed"), qPrintable(shown()));
            publish(silent);
            QTRY_VERIFY2(shown().contains("Its coordinator hangs."), qPrintable(shown()));
            QVERIFY(!shown().contains("more groups"));
            m_bench->open("topic", "orders", "groups");
            QTRY_VERIFY2(shown().contains("more groups that read this topic: Its c"), qPrintable(shown()));
            publish({});
            QTRY_VERIFY(!shown().contains("more groups"));
        }
    }

    void whoseTopicsAreAllKnownIsNoneMore() {
        session::GroupRow streams; // that has committed nothing, and has an end that is not known
        auto& row = streams.partitionRows.emplace_back();
        row.topic = QStringLiteral("carts");
        row.end = row.lag = streams.lag = m_why;
        session::GroupRow share = streams; // one state of which is not known
        share.partitionRows.front().commitState = session::CommitState::Unread;
        share.partitionRows.front().committed = m_why;
        m_bench->open("topic", "orders", "groups");
        session::GroupRow unread;
        unread.commitsUnread = m_why;
        for (const auto& known : {streams, share}) {
            publish(unread);
            QTRY_VERIFY(shown().contains("more groups"));
            publish(known);
            QTRY_VERIFY2(!shown().contains("more groups"), qPrintable(shown()));
        }
    }
};

QTEST_MAIN(TopicReadersTest)
#include "topic_readers_test.moc"
