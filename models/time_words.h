#pragma once

#include <QString>

#include "models/formats.h"

namespace models {

/// Why what is typed is no time of the zone, and what would be; empty: it is one.
[[nodiscard]] QString timeProblem(const QString& typed, const Zone& zone);

} // namespace models
