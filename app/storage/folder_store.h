#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/thread_safety.h"
#include "storage/folder_home.h"
#include "storage/folder_lock.h"
#include "storage/store_core.h"

namespace storage {

/// A data folder in Kafka's own format; FORMAT.md describes every file of it.
class FolderStore final : public StoreCore {
public:
    explicit FolderStore(const FolderOptions& options);
    ~FolderStore() override;

    [[nodiscard]] base::Status open();

    std::string clusterId() const override { return m_clusterId; }
    base::Uuid directoryId() const override { return m_directoryId; }
    bool persistent() const override { return true; }
    std::string path() const override { return m_folder.string(); }
    DiskUsage usage() const override;
    std::vector<std::string> recoveryReport() const override { return m_report; }
    base::Result<base::ProducerId> nextProducerIdBlock() override;
    base::Status close() override;

private:
    struct Found; ///< a partition's folder, while opening

    base::Result<std::shared_ptr<Log>> makeLog(const std::string& topic, base::PartitionId partition,
                                               const Topic& owner) override;
    /// In a folder that holds nothing; what was made of it before an error stays.
    [[nodiscard]] base::Result<std::shared_ptr<Log>> makeLogIn(const std::filesystem::path& folder,
                                                               const Topic& owner);
    base::Status keepOverrides(const std::string& name, const Topic& topic) override REQUIRES(m_mutex);
    void removeData(const std::string& name, const Topic& topic, std::size_t first) override
        REQUIRES(m_mutex);
    base::Status forgetEarlier(const std::string& name) override;
    void sweepStore(std::int64_t nowMs) override;

    [[nodiscard]] base::Status openIdentity() NOT_SHARED_YET;
    [[nodiscard]] std::vector<Found> findPartitions();
    [[nodiscard]] base::Status loadTopics() NOT_SHARED_YET;
    void sayWhatWasChecked() const NOT_SHARED_YET;
    void forgetRowsOfOthers(const std::vector<PartitionOffsets>& checkpoints,
                            const std::vector<Found>& partitions);
    [[nodiscard]] base::Status adopt(const std::string& name, std::vector<Found*> partitions) NOT_SHARED_YET;
    [[nodiscard]] base::Status reserveProducerIds(std::int64_t from) REQUIRES(m_producerIdMutex);
    [[nodiscard]] base::Status writeCheckpoints() REQUIRES(m_checkpointMutex);
    void writeLogStarts();
    /// One sync of the file system for all that was made or changed meanwhile.
    void syncLater();
    /// Closes every log, on all workers at once, and makes what they hold durable.
    [[nodiscard]] base::Status closeLogs();
    [[nodiscard]] base::Status syncFileSystem();
    [[nodiscard]] std::filesystem::path folderOf(const std::string& topic, base::PartitionId partition) const;

    const FolderOptions m_options;
    const std::filesystem::path m_folder;
    const std::shared_ptr<FolderContext> m_context;
    std::unique_ptr<FolderLock> m_lock;
    std::shared_ptr<File> m_volume; ///< the folder, open so that no failed write to its volume goes unheard
    std::string m_clusterId;
    base::Uuid m_directoryId;
    bool m_cleanStop = false;
    bool m_loaded = false; ///< written before anybody else knows the store
    std::vector<std::string> m_report;
    std::atomic<bool> m_logStartsQueued{false};
    std::atomic<bool> m_syncQueued{false};
    std::atomic<bool> m_unsynced{false};     ///< something was made or changed since the last of these syncs
    std::atomic<bool> m_volumeFailed{false}; ///< a sync of the file system failed once
    // One writer of the checkpoints at a time, from the look at the logs to the file; taken before m_mutex
    base::Mutex m_checkpointMutex;
    std::int64_t m_lastCheckpointMs GUARDED_BY(m_checkpointMutex) = 0;
    std::optional<PartitionOffsets> m_writtenEnds GUARDED_BY(m_checkpointMutex);
    /// Topics that the checkpoints on the disk may have rows of.
    std::set<std::string> m_checkpointed GUARDED_BY(m_checkpointMutex);

    base::Mutex m_producerIdMutex;
    std::int64_t m_nextProducerId GUARDED_BY(m_producerIdMutex) = 0;
    /// Below this the folder says they are taken.
    std::int64_t m_reservedProducerIds GUARDED_BY(m_producerIdMutex) = 0;
};

} // namespace storage
