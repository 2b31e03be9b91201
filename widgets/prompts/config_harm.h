#pragma once

#include "models/config_model.h"

namespace widgets {

/// What an edit does to records that are there already, in one sentence or two; empty where it does nothing
/// to them, or where that is not known. `policy`: the topic's cleanup.policy once all is edited; none: not
/// known. `compacts`: whether the brokers do.
QString configHarm(const models::ConfigLine& line, const std::optional<QString>& policy, bool compacts);

} // namespace widgets
