#pragma once

#include <optional>

#include <QtGlobal>

#include "base/result.h"

namespace session {

enum class ConnectionState { Connecting, Connected, Lost, Closed };

enum class LocalBrokerState { Stopped, Starting, Running, Stopping, Failed };

struct AdderProgress {
    enum class Phase { Idle, Starting, Creating, Running, Checked, Failed, Cancelled } phase = Phase::Idle;
    qint64 sent = 0, summed = 0, total = 10000;
    qint64 wrongRecords = 0; ///< read, but not as they were sent
    std::optional<base::Error> error;
};

} // namespace session
