#pragma once

#include "client/connect_options.h"
#include "session/clusters/cluster_requests.h"
#include "session/clusters/connect_to.h"
#include "session/clusters/session_core.h"
#include "session/ports/cluster_data.h"
#include "session/ports/connection.h"

namespace session {

/// Runs what the ports of one session ask of its cluster. A change is made to the cluster that the screen
/// shows, and not to another one that answers in its place by then. Lives on the UI thread; the core,
/// `connection` and `data` outlive its last call.
class Requests {
public:
    Requests(const std::shared_ptr<SessionCore>& core, const Connection& connection, const ClusterData& data)
        : m_core(core), m_connection(connection), m_data(data) {}

    enum class Act { Reads, Changes };
    [[nodiscard]] static Act actOf(bool validateOnly) { return validateOnly ? Act::Reads : Act::Changes; }

    /// Runs `request` on a worker. After a change it asks for a round, so that the screen shows what became
    /// of it; `edited`: topics whose configuration has changed.
    template <class T>
    Job<T>* run(QObject* owner, Act act, std::function<base::Result<T>(client::Cluster&)> request,
                const QStringList& edited = {}) {
        if (auto* refused = refusal<T>(owner, act))
            return refused;
        auto core = m_core.lock();
        auto cluster = core->poller.cluster();
        if (!cluster)
            return refuseJob<T>(owner, notConnected());
        return runJob<T>(core->workers->requests(), owner,
                         [core, cluster = std::move(cluster), shown = shownId(), act, edited,
                          request = std::move(request)](JobContext&) {
                             auto result =
                                 ifStill<T>(act == Act::Changes ? isStill(*cluster, shown) : base::Status(),
                                            [&] { return request(*cluster); });
                             if (act == Act::Reads && !result) // only asked whether it would be done
                                 result.error().unanswered = false;
                             if (act == Act::Changes) {
                                 for (const auto& topic : edited)
                                     core->poller.forgetConfig(topic.toStdString());
                                 core->poller.pollNow();
                             }
                             return result;
                         });
    }

    /// The same for work with connections of its own: who answers where these go is asked over one more.
    template <class T>
    Job<T>* runApart(QObject* owner, std::function<base::Result<T>(SessionCore&, JobContext&)> work) {
        if (auto* refused = refusal<T>(owner, Act::Changes))
            return refused;
        auto core = m_core.lock();
        return runJob<T>(
            core->workers->sendings(), owner,
            [core, at = connectTo(), shown = shownId(), work = std::move(work)](JobContext& context) {
                auto result =
                    ifStill<T>(isStillAt(at, shown, context.stop()), [&] { return work(*core, context); });
                core->poller.pollNow();
                return result;
            });
    }

    /// No more once the connection was closed: where it led, another cluster may answer.
    [[nodiscard]] bool isClosed() const { return m_connection.state() == ConnectionState::Closed; }
    static base::Error notConnected() {
        return {-1, "NOT_CONNECTED", "There is no connection to the cluster.",
                "Wait until it is back, or connect again.", true};
    }
    [[nodiscard]] client::ConnectOptions connectTo() const {
        return connectOptions(m_connection.profile().bootstrap.toStdString(), m_core.lock()->workers->loop(),
                              shownId().toStdString());
    }

private:
    [[nodiscard]] QString shownId() const { return m_data.snapshot()->clusterId; }
    template <class T, class F>
    static base::Result<T> ifStill(base::Status still, F&& work) {
        if (!still)
            return base::fail(std::move(still.error()));
        return work();
    }
    template <class T>
    Job<T>* refusal(QObject* owner, Act act) {
        if (act == Act::Changes && m_connection.isLocked())
            return refuseJob<T>(owner, {-1, "LOCKED", "This is a production cluster and it is locked.",
                                        "Unlock it first.", false});
        return isClosed() ? refuseJob<T>(owner, notConnected()) : nullptr;
    }

    const std::weak_ptr<SessionCore> m_core; // the session alone keeps it alive
    const Connection& m_connection;
    const ClusterData& m_data;
};

} // namespace session
