#pragma once

#include <string>
#include <utility>

#include "client/connect_options.h"
#include "session/clusters/console_client.h"

namespace session {

/// How this console reaches a cluster. `loop`: where the connections live; none: on a thread of their own.
/// `clusterId`: of which alone records are sent to; empty: of any.
inline client::ConnectOptions connectOptions(const std::string& bootstrap, client::Loop loop = {},
                                             const std::string& clusterId = {}) {
    client::ConnectOptions options;
    options.bootstrap = bootstrap;
    options.clusterId = clusterId;
    options.clientId = consoleClientId();
    options.loop = std::move(loop);
    return options;
}

} // namespace session
