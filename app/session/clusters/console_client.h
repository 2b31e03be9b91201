#pragma once

#include <string>

namespace session {

/// The client id under which this console's own connections are known, one for each running program, so that
/// a broker inside tells them from other clients.
std::string consoleClientId();

} // namespace session
