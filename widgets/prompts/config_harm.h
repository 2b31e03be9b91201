#pragma once

#include "models/config_model.h"

namespace widgets {

/// What an edit does to records that are there already, in one sentence; empty where it does nothing to them.
/// `compacts`: whether the brokers do.
QString configHarm(const models::ConfigLine& line, bool compacts);

} // namespace widgets
