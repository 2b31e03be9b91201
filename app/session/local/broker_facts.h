#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/result.h"
#include "session/drafts.h"

namespace session {

struct BrokerCounters {
    qint64 uptimeMs = 0;
    qint64 requests = 0; ///< since start; rates are differences
    qint64 bytesIn = 0, bytesOut = 0, recordsIn = 0;
    /// To clients that are not this console. Bytes are those of the records.
    qint64 recordsOut = 0, recordBytesOut = 0;
    std::unordered_map<std::string, qint64>
        recordsOutByTopic;                  ///< those of which nothing went out are left out
    qint64 memoryUsed = 0, memoryLimit = 0; ///< bytes of records held in memory; limit 0 when kept on disk
    qint64 dataBytes = 0, freeBytes = -1;   ///< on disk
    int connections = 0;
    int topics = 0;                     ///< without internal ones
    std::optional<base::Error> refuses; ///< why its disk or memory takes no records, lately
    /// The APIs that it serves and, beside them, the requests of each since the start.
    QStringList apis;
    std::vector<qint64> requestsByApi;
};

struct BrokerConnection {
    qint64 id = 0;
    QString clientId, software, address; ///< software: name and version from ApiVersions, else empty
    qint64 connectedAtMs = 0;
    qint64 requests = 0, bytesIn = 0, bytesOut = 0;
    bool ofThisConsole = false; ///< one of the console's own
    bool operator==(const BrokerConnection&) const = default;
};

struct BrokerLogLine {
    qint64 atMs = 0;
    int level = 1; ///< 0 debug, 1 info, 2 warning, 3 error
    QString category, text;
};

struct StartedBroker {
    QString bootstrap; ///< HOST:PORT
    int port = 0;
    QString dataFolder;   ///< empty in memory
    QStringList recovery; ///< what was recovered or dropped, a sentence each; empty after a clean stop
    LocalBrokerOptions options = {}; ///< that it was started with; those remembered may have changed since
};

/// What is found in a data folder, which other programs use as well.
struct DataFolderFacts {
    bool inUse = false; ///< a broker runs on it, in this program or in another
    /// A broker ran on it, and it was not wiped since; none: it cannot be read.
    std::optional<bool> holdsData = false;
};

/// Who is attached to the local broker besides this console.
struct ForeignClients {
    /// Told apart by client id, software and host: at least as many as there are. Two programs that share all
    /// of these are one here, since one client keeps several connections.
    int atLeast = 0;
    int connections = 0;
};

/// Figures of the broker inside this program, none for any other cluster. For any thread; never blocks.
using CounterSource = std::function<std::optional<BrokerCounters>()>;

} // namespace session
