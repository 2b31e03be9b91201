#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/thread_safety.h"
#include "storage/file_pool.h"
#include "storage/log_home.h"
#include "storage/workers.h"

namespace storage {

/// Renamed files and folders that wait for the end of `file.delete.delay.ms`. Thread-safe.
class Graveyard {
public:
    void bury(std::filesystem::path path, std::int64_t dueMs);
    /// Removes what is due, until `stop` is set. On a storage worker: large files take their time.
    void sweep(std::int64_t nowMs, const std::atomic<bool>& stop);

private:
    struct Grave {
        std::filesystem::path path;
        std::int64_t dueMs = 0;
    };
    base::Mutex m_mutex;
    std::vector<Grave> m_graves GUARDED_BY(m_mutex);
};

/// What the partitions of one data folder share.
struct FolderContext {
    FolderContext(std::size_t maxOpenFiles, std::shared_ptr<Workers> threads,
                  std::shared_ptr<const LogEnvironment> surroundings)
        : pool(maxOpenFiles), workers(std::move(threads)), environment(std::move(surroundings)) {}

    FilePool pool;
    const std::shared_ptr<Workers> workers;
    const std::shared_ptr<const LogEnvironment> environment;
    Graveyard graveyard;
    /// Set by the store: writes the log-start checkpoint on a worker.
    std::function<void()> logStartMoved;
};

/// `<data folder>/<topic>-<partition>/`
class FolderHome final : public LogHome {
public:
    FolderHome(std::shared_ptr<FolderContext> context, std::filesystem::path folder)
        : m_context(std::move(context)), m_folder(std::move(folder)) {}

    base::Result<std::shared_ptr<Segment>> makeSegment(base::Offset baseOffset) override;
    void later(std::function<void()> job) override;
    void retire(std::vector<std::shared_ptr<Segment>> segments, std::int64_t delayMs) override;
    void saveSnapshotLater(base::Offset offset, base::Bytes content) override;
    void saveEpochsLater(std::vector<EpochStart> rows) override;
    void logStartMoved() override;
    void gone() override { *m_gone = true; }
    base::Status saveNow(base::Offset offset, const base::Bytes& snapshot,
                         const std::vector<EpochStart>& rows, Durable durable) override;

    /// A segment whose files are there, or are made when something is written.
    [[nodiscard]] std::shared_ptr<Segment> openSegment(base::Offset baseOffset) const;
    /// `<20 digits><suffix>`
    [[nodiscard]] std::filesystem::path fileAt(base::Offset offset, std::string_view suffix) const;
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] std::filesystem::path epochFile() const { return m_folder / "leader-epoch-checkpoint"; }

private:
    const std::shared_ptr<FolderContext> m_context;
    const std::filesystem::path m_folder;
    /// The folder was renamed away; another topic of this name may have one in its place.
    const std::shared_ptr<std::atomic<bool>> m_gone = std::make_shared<std::atomic<bool>>(false);
};

} // namespace storage
