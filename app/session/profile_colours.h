#pragma once

#include <vector>

#include "session/profile.h"

namespace session {

/// So many colours are offered for a cluster.
constexpr int profileColours = 8;

/// The first that none of them has, so that a new cluster is told from the others; all taken: in turn.
[[nodiscard]] int freeColour(const std::vector<ConnectionProfile>& profiles);

} // namespace session
