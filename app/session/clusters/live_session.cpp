#include "session/clusters/connect_to.h"
#include "session/clusters/kept_name.h"
#include "session/clusters/live_connection.h"
#include "session/clusters/live_data.h"
#include "session/clusters/live_groups.h"
#include "session/clusters/live_series.h"
#include "session/clusters/live_topics.h"
#include "session/clusters/session_core.h"
#include "session/records/live_records.h"
#include "session/session_maker.h"
#include "session/ui_wake.h"

namespace session {

namespace {

constexpr std::size_t newsLimit = 64; // each holds the whole state: only the events of dropped ones are lost

/// The ports of a cluster over one core that polls and works for all of them.
class LiveSession final : public ClusterSession {
public:
    LiveSession(const ConnectionProfile& profile, CounterSource counters,
                const std::shared_ptr<const base::Clock>& clock, const std::shared_ptr<Workers>& workers,
                const SessionPast& past)
        : m_wake(std::make_shared<UiWake>(this, [this] { takeNews(); }))
        , m_mailbox(std::make_shared<base::Mailbox<PollerNews>>(newsLimit, [wake = m_wake] { wake->wake(); }))
        , m_core(std::make_shared<SessionCore>(workers,
                                               options(profile, std::move(counters), clock, *workers, past)))
        , m_connection(profile, *m_core, clock)
        , m_data(*m_core, past)
        , m_requests(m_core, m_connection, m_data)
        , m_topics(m_requests)
        , m_groups(m_requests)
        , m_records(m_requests)
        , m_series(m_data, past.kept, workers->requests()) {
        QObject::connect(&m_records, &LiveRecords::clusterReached, &m_connection, [this] {
            if (m_connection.state() == ConnectionState::Lost)
                m_connection.retryNow(); // and not when the time of the next try has come
        });
        QObject::connect(&m_connection, &Connection::stateChanged, &m_data, [this, clock] {
            if (m_connection.state() == ConnectionState::Closed && m_connection.profile().localBroker &&
                m_data.snapshot()->takenAtMs > 0) // else it did not run
                m_data.add({clock->wallMs(), EventKind::LocalBrokerStopped, {}});
        });
    }

    ~LiveSession() override {
        m_wake->detach();
        SessionCore::bury(std::move(m_core));
    }

    [[nodiscard]] Connection& connection() const override { return m_connection; }
    [[nodiscard]] ClusterData& data() const override { return m_data; }
    [[nodiscard]] Topics& topics() const override { return m_topics; }
    [[nodiscard]] Groups& groups() const override { return m_groups; }
    [[nodiscard]] Records& records() const override { return m_records; }
    [[nodiscard]] Series& series() const override { return m_series; }

private:
    Poller::Options options(const ConnectionProfile& profile, CounterSource counters,
                            std::shared_ptr<const base::Clock> clock, Workers& workers,
                            const SessionPast& past) {
        Poller::Options out;
        const auto connectTo = connectOptions(profile.bootstrap.toStdString(), workers.loop());
        out.connect = [connectTo](std::stop_token stop) {
            return client::connect(connectTo, std::move(stop));
        };
        out.exactCounts = profile.localBroker;
        out.counters = std::move(counters);
        out.intervalMs = LiveConnection::firstIntervalMs(profile);
        out.clock = std::move(clock);
        out.news = m_mailbox;
        out.profile = profile;
        out.past = past;
        out.rounds = &workers.rounds();
        return out;
    }

    void takeNews() {
        auto all = m_mailbox->take();
        if (all.empty() || m_connection.state() == ConnectionState::Closed)
            return;
        // All is in its place before the first is told of it.
        const bool stateChanged = m_connection.take(all.back());
        m_data.take(all);
        m_series.setKeptName(keptName(m_connection.profile(), m_data.snapshot()->clusterId));
        if (stateChanged)
            emit m_connection.stateChanged();
        m_data.tell();
        m_core->workers->letGo(std::move(all));
    }

    std::shared_ptr<UiWake> m_wake;
    std::shared_ptr<base::Mailbox<PollerNews>> m_mailbox;
    std::shared_ptr<SessionCore> m_core;
    mutable LiveConnection m_connection;
    mutable LiveData m_data;
    Requests m_requests;
    mutable LiveTopics m_topics;
    mutable LiveGroups m_groups;
    mutable LiveRecords m_records;
    mutable LiveSeries m_series;
};

} // namespace

std::unique_ptr<ClusterSession> openCluster(const ConnectionProfile& profile, CounterSource counters,
                                            std::shared_ptr<const base::Clock> clock,
                                            std::shared_ptr<Workers> workers, const SessionPast& past) {
    return std::make_unique<LiveSession>(profile, std::move(counters), clock, workers, past);
}

} // namespace session
