#pragma once

#include "session/runs/run_work.h"

namespace session {

/// The work of sending to one topic, which tells where that was deleted and made anew between its parts or
/// while one was under way: a producer goes on into the new one. What was sent before the first of these
/// parts is not watched. Of a cluster that gives topics no ids (before Kafka 2.8) nothing is told.
[[nodiscard]] RunWork watchingTopic(const QString& topic, RunWork work);

} // namespace session
