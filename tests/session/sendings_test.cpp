#include <condition_variable>

#include <QSignalSpy>
#include <QTest>

#include "ports_bench.h"

namespace {

/// Sends, until it is told that all is sent.
class Sending {
public:
    Job<Nothing>* start(PortsBench& bench) {
        return bench.requests.runApart<Nothing>(
            &bench.owner, [this](SessionCore& core, JobContext&) -> base::Result<Nothing> {
                std::unique_lock lock(m_mutex);
                ++m_under;
                m_news.wait_for(lock, core.stopping.get_token(), std::chrono::seconds(15),
                                [&] { return m_sent; });
                return m_sent ? base::Result<Nothing>(Nothing{}) : base::fail(cancelledError());
            });
    }
    [[nodiscard]] int underWay() {
        const std::lock_guard lock(m_mutex);
        return m_under;
    }
    void arrive() {
        const std::lock_guard lock(m_mutex);
        m_sent = true;
        m_news.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_news;
    bool m_sent = false;
    int m_under = 0;
};

} // namespace

/// What lasts beside the questions of a session.
class SendingsTest : public QObject {
    Q_OBJECT

private slots:
    void aSendingGoesOnWithoutItsSession() {
        Sending sending;
        PortsBench bench({}, {}); // nobody asks who it is
        QVERIFY(bench.isShown());
        auto* job = sending.start(bench);
        QTRY_COMPARE(sending.underWay(), 1);
        bench.disconnect();
        sending.arrive();
        QSignalSpy finished(job, &JobBase::finished);
        QTRY_COMPARE(finished.count(), 1);
    }

    void aSendingEndsWithTheBrokerThatIsStopped() {
        Sending sending;
        PortsBench bench({}, {}); // nobody asks who it is
        QVERIFY(bench.isShown());
        auto* job = sending.start(bench);
        QTRY_COMPARE(sending.underWay(), 1);
        QSignalSpy failed(job, &JobBase::failed);
        bench.connection.close();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(job->error()->name, std::string("CANCELLED"));
    }

    void sendingsHoldUpNoQuestion() {
        Sending sending;
        PortsBench bench({}, {}); // nobody asks who it is
        bench.cluster->groups["billing"].state = "Empty";
        QVERIFY(bench.isShown());
        const int many = bench.workers->requests().maxThreadCount();
        for (int i = 0; i < many; ++i)
            sending.start(bench);
        QTRY_COMPARE(sending.underWay(), many);
        bench.groups.remove({{"billing"}}, {}, &bench.owner);
        QTRY_COMPARE(bench.count(), 0U);
        sending.arrive();
    }
};

QTEST_GUILESS_MAIN(SendingsTest)
#include "sendings_test.moc"
