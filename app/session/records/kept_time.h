#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "session/snapshots.h"

namespace session {

/// How long a topic with these settings keeps a record by the time that the record was given, ms. None: for
/// ever, or its broker stamps records with a time of its own.
[[nodiscard]] std::optional<qint64> keptMs(const std::vector<ConfigRow>& settings);

/// The same, asked of the topic's cluster; none as well where that does not tell. Blocks; for worker threads.
[[nodiscard]] std::optional<qint64> askKeptMs(const std::string& bootstrap, const std::string& topic,
                                              const std::stop_token& stop);

} // namespace session
