#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/folder_home.h"
#include "storage/log.h"

namespace storage {

/// One partition's folder to be opened, and what the checkpoints say about it.
struct LoadRequest {
    std::string name; ///< "topic-partition"
    std::shared_ptr<FolderHome> home;
    std::shared_ptr<const LogEnvironment> environment;
    LogConfig config;
    bool cleanStop = false;
    std::optional<base::Offset> recoveryPoint;
    std::optional<base::Offset> logStartOffset;
    std::optional<base::Offset> highWatermark;
};

struct LoadedLog {
    LogContent content;
    std::vector<std::string> notes; ///< what was damaged, cut or dropped: one sentence each
};

/// Opens the segments of one partition. After an unclean stop every batch from the recovery point on has its
/// checksum verified, the log is cut at the first bad one, and indexes and producer state are built anew
/// (org.apache.kafka.storage.internals.log.LogLoader). Fails only when the disk does.
[[nodiscard]] base::Result<LoadedLog> loadLog(const LoadRequest& request);

} // namespace storage
