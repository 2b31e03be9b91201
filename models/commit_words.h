#pragma once

#include <QString>

#include "models/cells.h"
#include "session/snapshots.h"

namespace models {

// What a group has committed of a partition, as a cell shows it.
QString commitText(const session::GroupPartitionRow& row);
QString commitMeaning(const session::GroupPartitionRow& row); ///< its tooltip
Tone commitTone(const session::GroupPartitionRow& row);

} // namespace models
