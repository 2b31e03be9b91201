#pragma once

#include <vector>

#include <QJsonArray>
#include <QJsonObject>

#include "session/records.h"
#include "session/snapshots.h"

/// What a session tells, as JSON: figures are numbers, what is not known is null.
namespace facts {

[[nodiscard]] QJsonObject json(const session::ClusterSnapshot& snapshot);
/// By name.
[[nodiscard]] QJsonObject json(const std::vector<session::ConfigRow>& rows);
[[nodiscard]] QJsonObject json(const session::RecordRow& row);

} // namespace facts
