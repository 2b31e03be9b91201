#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "session/drafts.h"
#include "session/local/broker_facts.h"

namespace session {

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
    virtual void lookAt(QString dataFolder, std::function<void(DataFolderFacts)> done) = 0;
    /// Snapshots, made without waiting for the engine; empty while stopped.
    [[nodiscard]] virtual BrokerCounters counters() const = 0;
    /// The same without holding up who asks: it walks over all partitions.
    virtual void sample(std::function<void(BrokerCounters)> told) const { told(counters()); }
    [[nodiscard]] virtual std::vector<BrokerConnection> connections() const = 0;
    /// What it can be started with; the same whether it runs or not.
    [[nodiscard]] virtual std::vector<BrokerSetting> settings() const = 0;
    /// Lines come on any thread. Set before start.
    virtual void setLogListener(std::function<void(BrokerLogLine)> listener) = 0;
};

} // namespace session
