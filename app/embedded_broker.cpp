#include "embedded_broker.h"

#include <filesystem>

#include <QDateTime>

#include "broker/broker.h"
#include "broker/config/keys.h"
#include "broker/data_folder.h"
#include "data_folder_wipe.h"
#include "session/clusters/console_client.h"
#include "session/work_pool.h"

namespace {

constexpr int firstPort = 9092, portsToTry = 100;
constexpr qint64 freeSpaceFreshMs = 10'000;

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

template <class Number>
qint64 number(Number value) {
    return static_cast<qint64>(value);
}

} // namespace

/// Where the engine's lines go; the engine may still write while the listener is taken away.
struct EmbeddedBroker::LogOutlet {
    std::mutex mutex; // guards listener, and is held while it runs: it only queues
    std::function<void(session::BrokerLogLine)> listener;

    void write(const base::LogLine& line) {
        const std::lock_guard lock(mutex);
        if (listener)
            listener({line.wallMs, static_cast<int>(line.level), text(line.category), text(line.text)});
    }
};

EmbeddedBroker::EmbeddedBroker() : m_log(std::make_shared<LogOutlet>()) {
    m_worker.setMaxThreadCount(1);
}

EmbeddedBroker::~EmbeddedBroker() {
    m_worker.waitForDone();
    stopNow();
}

void EmbeddedBroker::start(session::LocalBrokerOptions options,
                           std::function<void(base::Result<session::StartedBroker>)> done) {
    m_worker.start([this, options = std::move(options), done = std::move(done)] { done(startNow(options)); });
}

void EmbeddedBroker::stop(std::function<void()> done) {
    m_worker.start([this, done = std::move(done)] {
        stopNow();
        done();
    });
}

void EmbeddedBroker::wipe(QString dataFolder, std::function<void(base::Status)> done) {
    m_worker.start([this, dataFolder = std::move(dataFolder), done = std::move(done)] {
        if (running())
            return done(base::fail({-1, "BROKER_RUNS", "The broker still runs.", "Stop it first.", false}));
        done(wipeDataFolder(std::filesystem::path(dataFolder.toStdString())));
    });
}

void EmbeddedBroker::lookAt(QString dataFolder, std::function<void(session::DataFolderFacts)> done) {
    // A folder that hangs must not keep a start in memory waiting.
    session::workPool()->start([dataFolder = std::move(dataFolder), done = std::move(done)] {
        const auto folder = std::filesystem::path(dataFolder.toStdString());
        done({broker::isDataFolderHeld(folder), broker::isDataFolder(folder)});
    });
}

base::Result<session::StartedBroker> EmbeddedBroker::startNow(const session::LocalBrokerOptions& options) {
    stopNow();
    broker::BrokerOptions engine;
    if (options.storage == session::BrokerStorage::Kept)
        engine.dataFolder = std::filesystem::path(options.dataFolder.toStdString());
    engine.config["num.partitions"] = std::to_string(options.partitions);
    engine.config["auto.create.topics.enable"] = options.autoCreate ? "true" : "false";
    for (const auto& [name, value] : options.config)
        engine.config[name.toStdString()] = value.toStdString();
    engine.observer = session::consoleClientId();
    engine.log = [log = m_log](const base::LogLine& line) { log->write(line); };

    const int first = options.port > 0 ? options.port : firstPort;
    const int tries = options.port > 0 ? 1 : portsToTry;
    for (int port = first;; ++port) {
        engine.listeners = {{{"127.0.0.1", static_cast<std::uint16_t>(port)}, std::nullopt}};
        auto started = broker::Broker::start(engine);
        if (!started && started.error().name == "EADDRINUSE" && port + 1 < first + tries)
            continue;
        if (!started) {
            base::Error error = std::move(started.error());
            if (error.name == "EADDRINUSE") // the engine names the option of its own program
                error.remedy = "Stop it, or choose another port in the settings of the local broker.";
            return base::fail(std::move(error));
        }
        std::shared_ptr<broker::Broker> running = std::move(*started);
        session::StartedBroker out;
        out.bootstrap = text(running->listening().front().toString());
        out.port = running->listening().front().port;
        out.dataFolder = engine.dataFolder ? options.dataFolder : QString();
        for (const auto& sentence : running->recoveryReport())
            out.recovery << text(sentence);
        {
            const std::lock_guard lock(m_mutex);
            m_broker = std::move(running);
            m_dataFolder = out.dataFolder;
        }
        measureFreeSpace();
        return out;
    }
}

void EmbeddedBroker::stopNow() {
    std::shared_ptr<broker::Broker> stopping;
    {
        const std::lock_guard lock(m_mutex);
        stopping = std::exchange(m_broker, nullptr);
        m_dataFolder.clear();
    }
    if (stopping)
        stopping->stop();
}

std::shared_ptr<broker::Broker> EmbeddedBroker::running() const {
    const std::lock_guard lock(m_mutex);
    return m_broker;
}

/// On the worker: a disk that hangs must not hold up whoever asks for counters.
void EmbeddedBroker::measureFreeSpace() const {
    QString folder;
    {
        const std::lock_guard lock(m_mutex);
        folder = m_dataFolder;
    }
    std::error_code wrong;
    const auto space = std::filesystem::space(folder.toStdString(), wrong);
    m_freeBytes = wrong || folder.isEmpty() ? -1 : number(space.available);
    m_freeMeasuredMs = QDateTime::currentMSecsSinceEpoch();
}

session::BrokerCounters EmbeddedBroker::counters() const {
    session::BrokerCounters out;
    const auto engine = running();
    if (!engine)
        return out;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (qint64 last = m_freeMeasuredMs;
        now - last > freeSpaceFreshMs && m_freeMeasuredMs.compare_exchange_strong(last, now))
        m_worker.start([this] { measureFreeSpace(); });
    const auto counted = engine->counters();
    out.uptimeMs = counted.uptime.count();
    out.requests = number(counted.requests);
    out.bytesIn = number(counted.bytesIn);
    out.bytesOut = number(counted.bytesOut);
    out.recordsIn = number(counted.recordsIn);
    out.recordsOut = number(counted.recordsOut);
    out.recordBytesOut = number(counted.recordBytesOut);
    for (const auto& [topic, records] : counted.recordsOutByTopic)
        out.recordsOutByTopic.emplace(topic, number(records));
    out.connections = static_cast<int>(counted.connections);
    out.refuses = counted.refuses;
    out.topics = static_cast<int>(counted.topics - counted.internalTopics);
    for (const auto& api : counted.requestsByApi) {
        out.apis << text(api.name);
        out.requestsByApi.push_back(number(api.requests));
    }
    if (counted.memoryLimit) {
        out.memoryUsed = counted.dataBytes;
        out.memoryLimit = *counted.memoryLimit;
    } else {
        out.dataBytes = counted.dataBytes;
        out.freeBytes = m_freeBytes;
    }
    return out;
}

void EmbeddedBroker::sample(std::function<void(session::BrokerCounters)> told) const {
    m_worker.start([this, told = std::move(told)] { told(counters()); });
}

std::vector<session::BrokerConnection> EmbeddedBroker::connections() const {
    std::vector<session::BrokerConnection> out;
    const auto engine = running();
    if (!engine)
        return out;
    const std::string own = session::consoleClientId();
    for (const auto& info : engine->connections()) {
        session::BrokerConnection row;
        row.id = number(info.id);
        row.clientId = text(info.clientId);
        row.software = text(info.softwareVersion.empty() ? info.softwareName
                                                         : info.softwareName + " " + info.softwareVersion);
        row.address = text(info.address);
        row.connectedAtMs = info.connectedSinceMs;
        row.requests = number(info.requests);
        row.bytesIn = number(info.bytesIn);
        row.bytesOut = number(info.bytesOut);
        // Its adder's clients carry its id and what they are for.
        row.ofThisConsole = info.clientId == own || info.clientId.starts_with(own + "-");
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<session::BrokerSetting> EmbeddedBroker::settings() const {
    const auto words = [](std::string_view from) {
        return QString::fromUtf8(from.data(), number(from.size()));
    };
    std::vector<session::BrokerSetting> out;
    for (const auto& key : broker::config::brokerKeys())
        out.push_back({words(key.name), words(key.initial.value_or("")),
                       key.effect == broker::config::Effect::Acts, [&key](const QString& value) {
                           const auto valid = broker::config::validate(key, value.toStdString());
                           return valid ? QString() : text(valid.error().cause);
                       }});
    return out;
}

void EmbeddedBroker::setLogListener(std::function<void(session::BrokerLogLine)> listener) {
    const std::lock_guard lock(m_log->mutex);
    m_log->listener = std::move(listener);
}
