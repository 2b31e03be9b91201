#pragma once

#include <functional>
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
    qint64 memoryUsed = 0, memoryLimit = 0; ///< bytes of records held in memory; limit 0 when kept on disk
    qint64 dataBytes = 0, freeBytes = -1;   ///< on disk
    int connections = 0;
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
};

/// The small handle through which the console starts and stops the broker inside the program; everything else
/// goes through the socket. Implemented in app/. Every call returns at once; callbacks come on any thread,
/// exactly once.
class BrokerControl {
public:
    virtual ~BrokerControl() = default;
    virtual void start(LocalBrokerOptions options, std::function<void(base::Result<StartedBroker>)> done) = 0;
    virtual void stop(std::function<void()> done) = 0;
    /// Removes a stopped broker's kept data.
    virtual void wipe(QString dataFolder, std::function<void(base::Status)> done) = 0;
    /// Snapshots, made without waiting for the engine; empty while stopped.
    [[nodiscard]] virtual BrokerCounters counters() const = 0;
    [[nodiscard]] virtual std::vector<BrokerConnection> connections() const = 0;
    /// Lines come on any thread. Set before start.
    virtual void setLogListener(std::function<void(BrokerLogLine)> listener) = 0;
};

} // namespace session
