#pragma once

#include "session/ports/record_browser.h"
#include "session/snapshots.h"

namespace session {

/// What became of a topic since a page read its records.
struct SinceRead {
    qint64 fresh = 0;     ///< offsets behind those that were read
    bool isSpan = false;  ///< `fresh` is an upper bound: offsets may have gaps
    qint64 deleted = 0;   ///< of the rows
    bool emptied = false; ///< `deleted` is not 0 and nothing else is there
    bool operator==(const SinceRead&) const = default;
};

/// `topic` may be older than the reading: what was read is never counted. Fresh is 0 while it is not known,
/// as for a reading that runs, has failed, follows the end or stopped before it. Pure; UI thread.
[[nodiscard]] SinceRead sinceRead(const RecordBrowser& browser, const TopicRow& topic);

/// Whether a reading that found nothing would find something now, unless gaps are all that came.
[[nodiscard]] bool wantsReading(const RecordBrowser& browser, const TopicRow& topic, qint64 nowMs);

} // namespace session
