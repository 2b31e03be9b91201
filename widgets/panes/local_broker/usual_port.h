#pragma once

#include "session/local/broker_facts.h"

namespace widgets {

inline constexpr int usualPort = 9092; ///< Kafka's own, which clients are set up for

/// Whether it listens elsewhere because others had taken the usual port, and not because it was told to: as
/// it was started, whatever is set for the next start.
inline bool isNextFreePort(const session::StartedBroker& started) {
    return started.options.port == 0 && started.port != usualPort;
}

} // namespace widgets
