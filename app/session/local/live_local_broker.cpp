#include "session/local/live_local_broker.h"

#include <algorithm>
#include <utility>

#include <QDir>
#include <QStandardPaths>

namespace session {

namespace {

/// No system tells that a lock was taken: one has to look.
constexpr int folderLookMs = 2000;

QString brokerKey(const char* key) {
    return QStringLiteral("localBroker/") + QLatin1String(key);
}

/// The same for all ways to write one folder.
QString placeOf(const QString& folder) {
    return QDir::cleanPath(QDir(folder).absolutePath());
}

} // namespace

LiveLocalBroker::LiveLocalBroker(std::unique_ptr<BrokerControl> control, SettingsStore& settings)
    : m_settings(settings), m_life(std::move(control), nullptr) {
    connect(&m_life, &BrokerLife::changed, this, [this] {
        if (state() == LocalBrokerState::Running && !started().dataFolder.isEmpty())
            takeDataKept(started().dataFolder, true);
        lookAtFolder();
        emit changed();
    });
    m_folderLook.setInterval(folderLookMs);
    connect(&m_folderLook, &QTimer::timeout, this, &LiveLocalBroker::lookAtFolder);
    lookAtFolder();
    connect(&m_life, &BrokerLife::sampled, this, &LocalBroker::sampled);
    connect(&m_life, &BrokerLife::logged, this, &LocalBroker::logged);
    connect(&m_life, &BrokerLife::wiped, this, [this](const QString& folder) {
        takeDataKept(folder, false);
        emit wiped(folder);
        emit changed(); // what it held is gone: whoever speaks of it has to say so
    });
}

LocalBrokerOptions LiveLocalBroker::options() const {
    LocalBrokerOptions out;
    out.storage = m_settings.value(brokerKey("storage")).toString() == QLatin1String("memory")
                      ? BrokerStorage::Memory
                      : BrokerStorage::Kept;
    out.dataFolder = m_settings.value(brokerKey("dataFolder")).toString();
    out.port = m_settings.value(brokerKey("port"), 0).toInt();
    out.partitions = std::max(1, m_settings.value(brokerKey("partitions"), 1).toInt());
    out.autoCreate = m_settings.value(brokerKey("autoCreate"), true).toBool();
    const auto config = m_settings.value(brokerKey("config")).toMap();
    for (auto it = config.begin(); it != config.end(); ++it)
        out.config[it.key()] = it.value().toString();
    return out;
}

void LiveLocalBroker::readOptions() {
    const LocalBrokerOptions before = options();
    for (const char* key : {"storage", "dataFolder", "port", "partitions", "autoCreate", "config"})
        static_cast<void>(m_settings.fresh(brokerKey(key)));
    if (options() == before)
        return;
    lookAtFolder();
    emit optionsChanged();
}

/// What nobody chose is not written: another program may have chosen it since.
void LiveLocalBroker::setOptions(const LocalBrokerOptions& options) {
    const LocalBrokerOptions before = this->options();
    if (options.storage != before.storage)
        m_settings.keep(brokerKey("storage"), options.storage == BrokerStorage::Memory
                                                  ? QStringLiteral("memory")
                                                  : QStringLiteral("kept"));
    if (options.dataFolder != before.dataFolder)
        m_settings.keep(brokerKey("dataFolder"), options.dataFolder);
    if (options.port != before.port)
        m_settings.keep(brokerKey("port"), options.port);
    if (options.partitions != before.partitions)
        m_settings.keep(brokerKey("partitions"), options.partitions);
    if (options.autoCreate != before.autoCreate)
        m_settings.keep(brokerKey("autoCreate"), options.autoCreate);
    if (options.config != before.config) {
        QVariantMap config;
        for (const auto& [name, value] : options.config)
            config.insert(name, value);
        m_settings.keep(brokerKey("config"), config);
    }
    lookAtFolder();
}

QString LiveLocalBroker::keptDataFolder() const {
    const QString chosen = m_settings.value(brokerKey("dataFolder")).toString();
    return !chosen.isEmpty() ? chosen : usualDataFolder();
}

QString LiveLocalBroker::usualDataFolder() const {
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/broker");
}

QString LiveLocalBroker::holding(const QString& dataFolder) const {
    if (dataFolder.isEmpty())
        return QStringLiteral("memory");
    return placeOf(dataFolder) == placeOf(usualDataFolder()) ? QString() : placeOf(dataFolder);
}

std::optional<bool> LiveLocalBroker::dataKept() const {
    if (m_lookedAt.isEmpty() || placeOf(m_lookedAt) != placeOf(keptDataFolder()))
        return std::nullopt;
    return m_dataKept;
}

void LiveLocalBroker::lookAtFolder() {
    if (!m_life.stands() || options().storage == BrokerStorage::Memory) {
        m_folderLook.stop();
        return takeFolderInUse(false);
    }
    m_folderLook.start();
    m_life.lookAt(keptDataFolder(), [this, folder = keptDataFolder()](DataFolderFacts facts) {
        if (folder != keptDataFolder() || options().storage != BrokerStorage::Kept)
            return;
        takeFolderInUse(facts.inUse);
        takeDataKept(folder, facts.holdsData);
    });
}

void LiveLocalBroker::takeFolderInUse(bool inUse) {
    if (std::exchange(m_folderInUse, inUse) != inUse)
        emit folderInUseChanged();
}

void LiveLocalBroker::takeDataKept(const QString& folder, std::optional<bool> kept) {
    const auto before = dataKept();
    m_lookedAt = folder;
    m_dataKept = kept;
    if (dataKept() != before)
        emit dataKeptChanged();
}

void LiveLocalBroker::start(const LocalBrokerOptions& options) {
    setOptions(options);
    m_life.start(placed(options));
}

/// With the folder that kept data goes to.
LocalBrokerOptions LiveLocalBroker::placed(LocalBrokerOptions wanted) const {
    if (wanted.storage == BrokerStorage::Kept && wanted.dataFolder.isEmpty())
        wanted.dataFolder = keptDataFolder();
    return wanted;
}

void LiveLocalBroker::startInMemory() {
    auto once = options();
    once.storage = BrokerStorage::Memory;
    m_life.start(once);
}

void LiveLocalBroker::stop() {
    emit leaving();
    m_life.stop();
}

void LiveLocalBroker::restart() {
    if (state() != LocalBrokerState::Running)
        return;
    emit leaving();
    m_life.restart(placed(options()));
}

void LiveLocalBroker::wipe(const QString& folder) {
    if (folder.isEmpty() || folder != dataFolder() || state() == LocalBrokerState::Starting)
        return;
    emit leaving();
    m_life.wipe(folder);
}

} // namespace session
