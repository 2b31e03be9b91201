#pragma once

#include <QTest>

#include "fake_cluster.h"
#include "session/clusters/live_connection.h"
#include "session/clusters/live_data.h"
#include "session/clusters/live_groups.h"

using namespace session;

/// The ports of a session on a fake cluster, which is asked once.
struct PortsBench {
    const Environment environment;
    const QString bootstrap; ///< where work with connections of its own goes
    std::shared_ptr<FakeCluster> cluster = std::make_shared<FakeCluster>();
    std::shared_ptr<Workers> workers = Workers::make();
    std::shared_ptr<base::Mailbox<PollerNews>> news =
        std::make_shared<base::Mailbox<PollerNews>>(64, std::function<void()>());
    std::shared_ptr<SessionCore> core = std::make_shared<SessionCore>(workers, options());
    std::shared_ptr<TestClock> clock = std::make_shared<TestClock>();
    LiveConnection connection{profile(), *core, clock};
    LiveData data{*core, SessionPast()};
    Requests requests{core, connection, data};
    LiveGroups groups{requests};
    QObject owner; ///< of jobs

    explicit PortsBench(Environment is = Environment::Development) : environment(is) {}
    /// `clusterId`: which the fake cluster tells from the start.
    PortsBench(QString at, const std::string& clusterId)
        : environment(Environment::Development), bootstrap(std::move(at)), cluster(fakeOf(clusterId)) {}
    ~PortsBench() {
        if (core)
            core->stop();
        workers->requests().waitForDone();
        workers->sendings().waitForDone();
    }

    static std::shared_ptr<FakeCluster> fakeOf(const std::string& clusterId) {
        auto out = std::make_shared<FakeCluster>();
        out->clusterId = clusterId;
        return out;
    }
    [[nodiscard]] Poller::Options options() const {
        Poller::Options out;
        out.connect = [this](std::stop_token) -> base::Result<std::shared_ptr<client::Cluster>> {
            return std::static_pointer_cast<client::Cluster>(cluster);
        };
        out.intervalMs = 0;
        out.clock = std::make_shared<base::SystemClock>();
        out.news = news;
        out.rounds = &workers->rounds();
        return out;
    }
    [[nodiscard]] ConnectionProfile profile() const {
        ConnectionProfile out;
        out.environment = environment;
        out.bootstrap = bootstrap;
        return out;
    }
    bool isShown() {
        return QTest::qWaitFor([this] {
            if (const auto all = news->take(); !all.empty())
                data.take(all);
            return data.snapshot()->takenAtMs > 0;
        });
    }
    /// The session goes, and what it was asked for may be under way.
    void disconnect() { SessionCore::bury(std::move(core)); }
    void answerAs(const char* clusterId) {
        const std::lock_guard lock(cluster->mutex);
        cluster->clusterId = clusterId;
    }
    [[nodiscard]] std::size_t count() const {
        const std::lock_guard lock(cluster->mutex);
        return cluster->groups.size();
    }
};
