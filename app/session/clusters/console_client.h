#pragma once

#include <string>

#include "client/connect_options.h"

namespace session {

/// The client id under which this console's own connections are known, one for each running program, so that
/// a broker inside tells them from other clients.
std::string consoleClientId();

/// How this console reaches a cluster. `loop`: where the connections live; none: on a thread of their own.
client::ConnectOptions connectOptions(const std::string& bootstrap, client::Loop loop = {});

} // namespace session
