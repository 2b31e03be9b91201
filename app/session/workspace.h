#pragma once

#include <memory>

#include "session/local/broker_control.h"
#include "session/ports/adder.h"
#include "session/ports/clusters.h"
#include "session/ports/local_broker.h"
#include "session/ports/runs.h"
#include "session/ports/settings.h"
#include "session/session_maker.h"

namespace session {

/// Everything the window works on, a port a subject. One per program; lives on the UI thread; made in main.
class Workspace {
public:
    /// `settingsFile` empty: the platform's own place. `broker` may be null (then there is no local broker).
    /// `clock` times what the sessions measure. `makeSession` none: real ones.
    Workspace(std::unique_ptr<BrokerControl> broker, const QString& settingsFile,
              std::shared_ptr<const base::Clock> clock = std::make_shared<base::SystemClock>(),
              SessionMaker makeSession = {});
    ~Workspace();

    [[nodiscard]] Clusters& clusters() const;
    [[nodiscard]] LocalBroker& localBroker() const;
    [[nodiscard]] Adder& adder() const;
    [[nodiscard]] Runs& runs() const;
    [[nodiscard]] Settings& settings() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace session
