#include "broker/broker.h"

#include <algorithm>

#include "base/thread_safety.h"
#include "broker/cluster_state.h"
#include "broker/config/dynamic_file.h"
#include "broker/config/settings.h"
#include "broker/dispatcher.h"
#include "broker/groups/group_coordinator.h"
#include "broker/groups/offsets_topic.h"
#include "broker/handlers/handler_list.h"
#include "broker/net/server.h"
#include "broker/producer_ids.h"
#include "storage/workers.h"

namespace broker {

namespace {

base::Result<std::unique_ptr<storage::LogStore>> openStore(const BrokerOptions& options,
                                                           const config::Settings& settings,
                                                           std::shared_ptr<const base::Clock> clock) {
    storage::StoreOptions common;
    common.configFor = [&settings](const std::string&, const storage::Overrides& overrides) {
        return settings.logConfig(overrides);
    };
    common.producerIdExpirationMs = settings.number("producer.id.expiration.ms");
    common.clock = std::move(clock);
    common.log = options.log;
    if (!options.dataFolder) {
        storage::MemoryOptions memory;
        static_cast<storage::StoreOptions&>(memory) = std::move(common);
        memory.limitBytes = options.memoryLimit;
        return storage::LogStore::openMemory(memory);
    }
    storage::FolderOptions folder;
    static_cast<storage::StoreOptions&>(folder) = std::move(common);
    folder.folder = *options.dataFolder;
    folder.nodeId = base::BrokerId(static_cast<std::int32_t>(settings.number("node.id")));
    return storage::LogStore::openFolder(folder);
}

net::Limits limitsOf(const config::Settings& settings) {
    net::Limits limits;
    limits.maxFrame = settings.number("socket.request.max.bytes");
    limits.frameBudget = std::max(limits.frameBudget, limits.maxFrame);
    limits.sendBuffer = static_cast<int>(settings.number("socket.send.buffer.bytes"));
    const auto idle = settings.number("connections.max.idle.ms");
    // Kafka's -1 and below: never.
    limits.idle = idle < 0 ? std::chrono::milliseconds::max() : std::chrono::milliseconds(idle);
    limits.maxConnections = static_cast<std::size_t>(settings.number("max.connections"));
    return limits;
}

base::Status checkListeners(const std::vector<Listener>& listeners) {
    if (listeners.empty())
        return base::fail({-1, "INVALID_LISTENER", "No address to listen on was given.", "Give one.", false});
    for (const auto& listener : listeners) {
        const auto& host = listener.bind.host;
        if ((host == "0.0.0.0" || host == "::") && !listener.advertised)
            return base::fail({-1, "INVALID_LISTENER",
                               "Listening on " + listener.bind.toString() +
                                   " needs an address that clients can dial: " + host + " is none.",
                               "Add --advertise HOST:PORT after it.", false});
    }
    return {};
}

std::string listenerList(const std::vector<HostPort>& addresses) {
    std::string out;
    for (const auto& address : addresses)
        out += (out.empty() ? "PLAINTEXT://" : ",PLAINTEXT://") + address.toString();
    return out;
}

} // namespace

/// Builds the parts in order of need and takes them down in the opposite one.
class Broker::Impl {
public:
    explicit Impl(const BrokerOptions& options)
        : clock(options.clock ? options.clock : std::make_shared<base::SystemClock>())
        , log(options.log, clock) {}
    ~Impl() { static_cast<void>(stop()); }

    base::Status start(const BrokerOptions& options);
    base::Status startGroups();
    base::Status restoreSettings(const std::filesystem::path& folder);
    base::Status stop();
    void sweepSoon();

    const std::shared_ptr<const base::Clock> clock;
    const Logger log;
    const std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    std::unique_ptr<config::Settings> settings;
    std::unique_ptr<storage::LogStore> store;
    std::unique_ptr<ClusterState> cluster;
    std::unique_ptr<ProducerIds> producerIds;
    Metrics metrics;
    Dispatcher dispatcher;
    std::unique_ptr<net::Server> server;
    std::unique_ptr<groups::GroupCoordinator> groups;
    std::unique_ptr<Engine> engine;
    // One: changes of topics go one at a time anyway.
    storage::Workers workers{1, SIZE_MAX};
    Timer sweep;
    base::Mutex stopping;
    bool stopped GUARDED_BY(stopping) = false;
    base::Status closed GUARDED_BY(stopping); ///< how the store ended
};

base::Status Broker::Impl::start(const BrokerOptions& options) {
    if (auto good = checkListeners(options.listeners); !good)
        return good;
    std::vector<std::string> warnings;
    auto loaded = config::Settings::load(options.config, warnings);
    if (!loaded)
        return base::fail(loaded.error());
    settings = std::move(*loaded);
    for (const auto& warning : warnings)
        log.warn("config", "{}", warning);

    if (options.dataFolder)
        if (auto restored = restoreSettings(*options.dataFolder); !restored)
            return restored;

    server = std::make_unique<net::Server>(limitsOf(*settings), dispatcher, log, clock);
    // Bound before the folder is opened: a second broker is told about the port at once. Clients wait in the
    // backlog.
    if (auto bound = server->bind(options.listeners); !bound)
        return bound;
    auto opened = openStore(options, *settings, clock);
    if (!opened)
        return base::fail(opened.error());
    store = std::move(*opened);
    settings->setFact("listeners", listenerList(server->listening()));
    settings->setFact("advertised.listeners", listenerList(server->advertised()));
    settings->setFact("log.dirs", store->path());
    settings->setFact("node.id", settings->text("node.id"));
    settings->setFact("broker.id", settings->text("node.id"));

    cluster = std::make_unique<ClusterState>(*store, *settings, log);
    producerIds = std::make_unique<ProducerIds>(*store);
    settings->onChange([this] {
        cluster->applySettings();
        store->setProducerIdExpirationMs(settings->number("producer.id.expiration.ms"));
    });
    if (auto loadedGroups = startGroups(); !loadedGroups)
        return loadedGroups;
    metrics.unsentBytes = &server->traffic().unsentBytes;
    engine = std::make_unique<Engine>(Engine{clock, log, *settings, *store, *cluster, *producerIds, *server,
                                             *groups, metrics, workers, options.observer});
    dispatcher.attach(*engine);
    server->start();
    sweepSoon();
    for (const auto& address : server->listening())
        log.info("net", "listening on {}", address.toString());
    return {};
}

base::Status Broker::Impl::startGroups() {
    groups::OffsetsTopic::Layout layout;
    layout.partitions = static_cast<std::int32_t>(settings->number("offsets.topic.num.partitions"));
    layout.segmentBytes = settings->number("offsets.topic.segment.bytes");
    groups = std::make_unique<groups::GroupCoordinator>(groups::GroupCoordinator::Parts{
        groups::readSettings(*settings), clock, *server,
        std::make_shared<groups::OffsetsTopic>(*cluster, layout, clock, log), log});
    cluster->onRemoved([this](const Topic& topic) { groups->forgetTopic(topic.name); });
    return groups->load();
}

// Before the store is opened: its logs open with the settings that held when they were closed.
base::Status Broker::Impl::restoreSettings(const std::filesystem::path& folder) {
    auto saved = config::loadDynamic(folder);
    if (!saved)
        return base::fail(saved.error());
    settings->restore(std::move(*saved));
    settings->onSave([where = std::filesystem::absolute(folder)](const config::Dynamic& dynamic) {
        return config::saveDynamic(where, dynamic);
    });
    return {};
}

void Broker::Impl::sweepSoon() {
    sweep = server->schedule(base::Millis(settings->number("log.retention.check.interval.ms")), [this] {
        store->sweepOnWorker(clock->wallMs());
        sweepSoon();
    });
}

base::Status Broker::Impl::stop() {
    const base::Lock lock(stopping);
    if (std::exchange(stopped, true))
        return closed;
    if (cluster)
        cluster->refuseChanges();
    if (store)
        store->refuseGrowth();
    if (server)
        server->stop();
    workers.discard(); // who asked is gone
    workers.stop();
    if (groups)
        groups->stop();
    sweep.cancel();
    if (store) {
        closed = store->close();
        if (!closed)
            log.error("storage",
                      "the data folder was not closed cleanly and is checked at the next start: {}",
                      closed.error().cause);
        log.info("net", "stopped");
    }
    return closed;
}

base::Result<std::unique_ptr<Broker>> Broker::start(BrokerOptions options) {
    auto impl = std::make_unique<Impl>(options);
    if (auto started = impl->start(options); !started)
        return base::fail(started.error());
    return std::unique_ptr<Broker>(new Broker(std::move(impl)));
}

Broker::Broker(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Broker::~Broker() = default;

std::vector<HostPort> Broker::listening() const {
    return m_impl->server->listening();
}
std::vector<HostPort> Broker::advertised() const {
    return m_impl->server->advertised();
}
std::string Broker::clusterId() const {
    return m_impl->store->clusterId();
}
std::vector<ConnectionInfo> Broker::connections() const {
    return m_impl->server->connections();
}
std::vector<std::string> Broker::recoveryReport() const {
    return m_impl->store->recoveryReport();
}
base::Status Broker::stop() {
    return m_impl->stop();
}

Counters Broker::counters() const {
    Counters out;
    const auto& traffic = m_impl->server->traffic();
    out.uptime = std::chrono::duration_cast<base::Millis>(std::chrono::steady_clock::now() - m_impl->started);
    for (const auto& api : handlerList()) {
        const auto count = m_impl->metrics.requestsByApi[static_cast<std::size_t>(api.key)].load();
        out.requestsByApi.push_back({static_cast<std::int16_t>(api.key), std::string(api.name), count});
        out.requests += count;
    }
    out.bytesIn = traffic.bytesIn;
    out.bytesOut = traffic.bytesOut;
    out.recordsIn = m_impl->metrics.recordsIn;
    out.recordsOut = m_impl->metrics.recordsOut;
    out.recordBytesOut = m_impl->metrics.recordBytesOut;
    out.refuses = m_impl->metrics.storageRefusals.at(m_impl->clock->now());
    out.connectionsAccepted = traffic.accepted;
    out.connections = m_impl->server->connectionCount();
    const auto usage = m_impl->store->usage();
    out.dataBytes = usage.usedBytes;
    if (!m_impl->store->persistent())
        out.memoryLimit = usage.totalBytes;
    const auto topics = m_impl->cluster->topics();
    out.topics = topics.size();
    for (const auto& topic : topics) {
        out.partitions += topic->partitions.size();
        out.internalTopics += topic->internal ? 1 : 0;
        if (const auto sent = topic->traffic->recordsOut.load(std::memory_order_relaxed); sent > 0)
            out.recordsOutByTopic.emplace_hint(out.recordsOutByTopic.end(), topic->name, sent);
    }
    return out;
}

} // namespace broker
