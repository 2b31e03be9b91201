#pragma once

#include <optional>
#include <stop_token>

#include <QStringList>

#include "base/result.h"

namespace session {

/// What a file of JSON lines holds, by its first thousand lines.
struct ImportLook {
    QStringList lines;              ///< the first few, cut
    QString topic;                  ///< that the first record came from
    int highestPartition = -1;      ///< −1: none is named
    std::optional<qint64> oldestMs; ///< of the times that can be sent
    qint64 bytes = 0;               ///< of the file
    bool packed = false;
    qint64 records = 0;            ///< in it
    bool exact = true;             ///< false: about as many
    std::optional<qint64> badLine; ///< the first that cannot be read, and why
    QString badReason;
};

/// Reads the beginning of the file. Blocks; for worker threads.
base::Result<ImportLook> lookAtImport(const QString& path, const std::stop_token& stop = {});

} // namespace session
