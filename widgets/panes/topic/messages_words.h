#pragma once

#include <QString>

#include "session/records.h"
#include "session/records/since_read.h"

/// Sentences about a reading as a whole.
namespace widgets::messages_words {

/// Why there are no rows, when records were looked at.
[[nodiscard]] QString noMatch(const session::RecordWish& wish, qint64 scanned);
/// What became of the topic; empty: nothing. `rows`: how many are shown.
[[nodiscard]] QString sinceRead(const session::SinceRead& since, int rows);

} // namespace widgets::messages_words
