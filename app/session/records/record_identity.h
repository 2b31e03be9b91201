#pragma once

#include "session/records.h"

namespace session {

/// Whether nothing that is known of two rows speaks against their being one record: a topic made anew has
/// others at the same offsets. Either may be cut; what became of its transaction does not matter. Pure.
[[nodiscard]] bool isSameRecord(const RecordRow& a, const RecordRow& b);

} // namespace session
