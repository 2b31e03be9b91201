#include "storage/folder_store.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "base/thread_safety.h"
#include "protocol/error_codes.h"
#include "storage/checkpoint.h"
#include "storage/file.h"
#include "storage/partition_folder.h"
#include "storage/storage_error.h"

namespace storage {

using base::fail;
namespace fs = std::filesystem;

namespace {

constexpr int kMetaVersion = 1;
constexpr auto kCleanMarker = ".kafka_cleanshutdown";
constexpr auto kOverridesFile = "milena-topic.properties";
constexpr auto kOverridePrefix = "config.";
// A reservation is one write to the disk; the block size follows Kafka's.
constexpr std::int64_t kReservedAtOnce = 100 * kProducerIdBlock;
constexpr std::int64_t kCheckpointEveryMs = 5000;
// With more files to sync than this, one sync of the whole file system is quicker.
constexpr std::size_t kSyncEach = 64;

} // namespace

FolderStore::FolderStore(const FolderOptions& options)
    : StoreCore(options)
    , m_options(options)
    , m_folder(fs::absolute(options.folder).lexically_normal())
    , m_context(std::make_shared<FolderContext>(options.maxOpenFiles, m_workers, m_environment)) {
    m_context->logStartMoved = [this] {
        if (m_closed || m_logStartsQueued.exchange(true))
            return;
        if (!m_workers->post([this] { writeLogStarts(); }))
            m_logStartsQueued = false;
    };
}

FolderStore::~FolderStore() {
    m_workers->stop();
    m_context->logStartMoved = nullptr; // logs may live on in the hands of others
}

base::Result<std::unique_ptr<LogStore>> LogStore::openFolder(const FolderOptions& options) {
    auto store = std::make_unique<FolderStore>(options);
    if (auto done = store->open(); !done)
        return fail(done.error());
    return store;
}

base::Status FolderStore::open() {
    std::error_code error, ignored;
    const bool made = fs::create_directories(m_folder, error);
    if (error)
        return fail(fileError("make the data folder", m_folder, error.value()));
    if (made) // who else on this machine may read records is for its owner to say
        fs::permissions(m_folder, fs::perms::owner_all, ignored);
    auto lock = FolderLock::take(m_folder);
    if (!lock)
        return fail(lock.error());
    m_lock = std::move(*lock);
    auto volume = File::open(m_folder, File::Mode::Read);
    if (!volume)
        return fail(volume.error());
    m_volume = std::move(*volume);
    const bool ranBefore = fs::exists(m_folder / "meta.properties", error);
    if (auto done = openIdentity(); !done)
        return done;
    const bool stoppedCleanly = m_cleanStop = fs::exists(m_folder / kCleanMarker, error);
    fs::remove(m_folder / kCleanMarker, error); // from here on every other end is an unclean one
    if (auto done = loadTopics(); !done)
        return done;
    m_loaded = true;
    if (ranBefore && !stoppedCleanly)
        sayWhatWasChecked();
    for (const auto& sentence : m_report)
        m_environment->say(base::LogLevel::Warning, sentence);
    return {};
}

void FolderStore::sayWhatWasChecked() const {
    std::size_t partitions = 0;
    for (const auto& [name, topic] : m_topics)
        partitions += topic.logs.size();
    m_environment->say(base::LogLevel::Info,
                       fmt::format("the last stop was not clean: checked {} {}, {}", partitions,
                                   partitions == 1 ? "partition from its recovery point"
                                                   : "partitions from their recovery points",
                                   m_report.empty() ? "nothing was dropped" : "what was found follows"));
}

base::Status FolderStore::openIdentity() {
    const auto path = m_folder / "meta.properties";
    auto known = readProperties(path);
    if (!known)
        return fail(known.error());
    auto& values = *known;
    m_clusterId = values["cluster.id"];
    const auto directoryId = base::Uuid::parse(values["directory.id"]);
    m_directoryId = directoryId.value_or(base::Uuid::random());
    if (m_clusterId.empty() || !directoryId) {
        if (m_clusterId.empty())
            m_clusterId = m_options.clusterId.value_or(base::Uuid::random().toString());
        values["version"] = fmt::format("{}", kMetaVersion);
        values["cluster.id"] = m_clusterId;
        if (values["node.id"].empty())
            values["node.id"] = fmt::format("{}", m_options.nodeId.value());
        values["directory.id"] = m_directoryId.toString();
        if (auto done = writeProperties(path, values); !done)
            return done;
    }
    const auto ids = readProperties(m_folder / "milena-producer-ids.properties");
    if (!ids)
        return fail(ids.error());
    const auto next = ids->find("next.producer.id");
    // The next ones are reserved when somebody asks: a start must not need room on the disk.
    m_nextProducerId = next == ids->end() ? 0 : std::max(0LL, std::atoll(next->second.c_str()));
    m_reservedProducerIds = m_nextProducerId;
    return {};
}

base::Status FolderStore::reserveProducerIds(std::int64_t from) {
    const auto end = from + kReservedAtOnce;
    auto done = writeProperties(m_folder / "milena-producer-ids.properties",
                                {{"version", "0"}, {"next.producer.id", fmt::format("{}", end)}});
    if (!done)
        return done;
    m_nextProducerId = from;
    m_reservedProducerIds = end;
    return {};
}

base::Result<base::ProducerId> FolderStore::nextProducerIdBlock() {
    const base::Lock lock(m_producerIdMutex);
    if (m_nextProducerId >= m_reservedProducerIds) // once in a hundred blocks
        if (auto done = reserveProducerIds(m_nextProducerId); !done)
            return fail(done.error());
    const base::ProducerId block(m_nextProducerId);
    m_nextProducerId += kProducerIdBlock;
    return block;
}

fs::path FolderStore::folderOf(const std::string& topic, base::PartitionId partition) const {
    return m_folder / fmt::format("{}-{}", topic, partition.value());
}

base::Result<std::shared_ptr<Log>> FolderStore::makeLog(const std::string& topic, base::PartitionId partition,
                                                        const Topic& owner) {
    const auto folder = folderOf(topic, partition);
    std::error_code ignored;
    if (fs::exists(folder, ignored) && !fs::is_empty(folder, ignored))
        return fail(storageError(fmt::format("{} holds files that are not of this topic", folder.string()),
                                 m_loaded ? "Move that folder away, or choose another name for the topic."
                                          : "Move that folder away and start the broker again."));
    auto log = makeLogIn(folder, owner);
    if (!log)
        fs::remove_all(folder, ignored);
    return log;
}

base::Result<std::shared_ptr<Log>> FolderStore::makeLogIn(const fs::path& folder, const Topic& owner) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(fileError("make", folder, error.value()));
    auto home = std::make_shared<FolderHome>(m_context, folder);
    auto segment = home->makeSegment(base::Offset(0));
    if (!segment)
        return fail(segment.error());
    const auto metadata = File::open(folder / "partition.metadata", File::Mode::Create);
    if (!metadata)
        return fail(metadata.error());
    const auto text = fmt::format("version: 0\ntopic_id: {}", owner.id.toString());
    if (auto done = (*metadata)->writeAt({base::asBytes(text)}, 0); !done)
        return fail(done.error());
    LogContent content{.saved = true};
    content.segments.push_back(std::move(*segment));
    content.epochs.assign(content.leaderEpoch, base::Offset(0));
    if (auto done = writeEpochs(home->epochFile(), content.epochs.rows(), Durable::Later); !done)
        return fail(done.error());
    syncLater();
    return std::make_shared<Log>(folder.filename().string(), std::move(home), m_environment, owner.config,
                                 std::move(content));
}

base::Status FolderStore::keepOverrides(const std::string& name, const Topic& topic) {
    Properties values{{"version", "0"}};
    for (const auto& [key, value] : topic.overrides)
        values[fmt::format("{}{}", kOverridePrefix, key)] = value;
    const auto done =
        writeProperties(folderOf(name, base::PartitionId(0)) / kOverridesFile, values, Durable::Later);
    syncLater();
    return done;
}

void FolderStore::removeData(const std::string& name, const Topic& topic, std::size_t first) {
    const auto now = m_environment->clock->wallMs();
    for (auto i = first; i < topic.logs.size(); ++i) {
        const base::PartitionId partition(static_cast<std::int32_t>(i));
        const auto folder = folderOf(name, partition);
        const auto grave = m_folder / deletedName({name, partition});
        topic.logs[i]->home().gone();
        std::error_code error;
        fs::rename(folder, grave, error);
        if (!error)
            m_context->graveyard.bury(grave, now + topic.config->fileDeleteDelayMs);
        else // no room for the longer name: then at once
            fs::remove_all(folder, error);
        if (error)
            m_environment->say(base::LogLevel::Error, fileError("remove", folder, error.value()).cause);
    }
}

// A checkpoint's rows know a topic by its name only: those of one that was deleted would be read as the new
// one's after the next unclean stop, and its records below the old log start be dropped.
base::Status FolderStore::forgetEarlier(const std::string& name) {
    const base::Lock lock(m_checkpointMutex);
    return m_checkpointed.contains(name) ? writeCheckpoints() : base::Status();
}

void FolderStore::syncLater() {
    m_unsynced = true;
    if (m_syncQueued.exchange(true))
        return;
    const bool taken = m_workers->post([this] {
        m_syncQueued = false;
        if (const auto done = syncFileSystem(); !done)
            m_environment->say(base::LogLevel::Warning, done.error().cause);
    });
    if (!taken)
        m_syncQueued = false;
}

base::Status FolderStore::syncFileSystem() {
    m_unsynced = false;
    auto done = m_volume->syncFileSystem();
    if (!done)
        m_volumeFailed = true;
    return done;
}

void FolderStore::sweepStore(std::int64_t nowMs) {
    if (m_closed)
        return;
    m_context->graveyard.sweep(nowMs, m_closed);
    const base::Lock lock(m_checkpointMutex);
    if (nowMs - m_lastCheckpointMs < kCheckpointEveryMs)
        return;
    m_lastCheckpointMs = nowMs;
    if (const auto done = writeCheckpoints(); !done)
        m_environment->say(base::LogLevel::Warning, done.error().cause);
}

base::Status FolderStore::writeCheckpoints() {
    PartitionOffsets recoveryPoints;
    PartitionOffsets ends;
    PartitionOffsets starts;
    std::set<std::string> names;
    forEachLog([&](const base::TopicPartition& where, const Log& log) {
        names.insert(where.topic);
        recoveryPoints[where] = log.recoveryPoint();
        ends[where] = log.endOffset();
        if (log.needsLogStartCheckpoint())
            starts[where] = log.logStartOffset();
    });
    m_checkpointed.insert(names.begin(), names.end());
    auto done = writePartitionOffsets(m_folder / "log-start-offset-checkpoint", starts);
    if (done && ends != m_writtenEnds) // nothing else moves while nothing is appended
        done = writePartitionOffsets(m_folder / "replication-offset-checkpoint", ends);
    if (done)
        done = writePartitionOffsets(m_folder / "recovery-point-offset-checkpoint", recoveryPoints);
    if (done) {
        m_writtenEnds = std::move(ends);
        m_checkpointed = std::move(names);
    }
    return done;
}

void FolderStore::writeLogStarts() {
    m_logStartsQueued = false;
    const base::Lock lock(m_checkpointMutex);
    PartitionOffsets starts;
    forEachLog([&](const base::TopicPartition& where, const Log& log) {
        if (log.needsLogStartCheckpoint())
            starts[where] = log.logStartOffset();
    });
    for (const auto& [where, offset] : starts)
        m_checkpointed.insert(where.topic);
    if (const auto done = writePartitionOffsets(m_folder / "log-start-offset-checkpoint", starts); !done)
        m_environment->say(base::LogLevel::Warning, done.error().cause);
}

DiskUsage FolderStore::usage() const {
    std::error_code error;
    const auto space = fs::space(m_folder, error);
    DiskUsage usage{.usedBytes = heldBytes()};
    if (!error) {
        usage.totalBytes = static_cast<std::int64_t>(space.capacity);
        usage.usableBytes = static_cast<std::int64_t>(space.available);
    }
    return usage;
}

base::Status FolderStore::close() {
    if (m_closed.exchange(true))
        return {};
    // What is queued makes something durable that closing does as well.
    m_workers->discard();
    auto done = closeLogs();
    const base::Lock lock(m_checkpointMutex);
    if (done)
        done = writeCheckpoints();
    if (done)
        done = replaceText(m_folder / kCleanMarker, {});
    return done;
}

base::Status FolderStore::closeLogs() {
    std::size_t unflushed = 0;
    forEachLog([&](const base::TopicPartition&, const Log& log) { unflushed += log.hasUnflushed() ? 1 : 0; });
    const bool each = unflushed <= kSyncEach && !m_unsynced;
    base::Mutex mutex; // guards the first error
    base::Status first;
    const auto keep = [&](const base::Status& done) {
        const base::Lock lock(mutex);
        if (!done && first)
            first = done;
    };
    forEachLog([&](const base::TopicPartition&, Log& log) {
        m_workers->postOrWait([&keep, log = log.shared_from_this(), each] { keep(log->close(each)); });
    });
    if (!each) // the records themselves, while the logs write what is left
        keep(syncFileSystem());
    m_workers->waitIdle();
    if (!each)
        keep(syncFileSystem());
    if (m_volumeFailed)
        keep(fail(storageError(
            fmt::format("not everything could be written to the volume of {}", m_folder.string()))));
    return first;
}

} // namespace storage
