#pragma once

#include <QString>

#include "session/drafts.h"
#include "session/ports/record_browser.h"
#include "session/records/payload_reader.h"
#include "session/records/since_read.h"

/// Sentences about a reading as a whole.
namespace widgets::messages_words {

/// Why there are no rows yet, while it runs or is paused.
[[nodiscard]] QString underWay(const session::RecordBrowser& read);
/// Why there are no rows, when records were looked at.
[[nodiscard]] QString noMatch(const session::RecordBrowser& read, const session::PayloadReader& shown);
/// Of batches, and with them all their records.
[[nodiscard]] QString unreadable(qint64 batches);
/// Of records caught before the filter changed.
[[nodiscard]] QString inPart(qint64 records);
/// Of offsets asked for, with Read committed.
[[nodiscard]] QString behindOpen(qint64 offsets);
/// What a reading was to read and did not, a line each; empty: nothing.
[[nodiscard]] QString notRead(const session::BrowseProgress& progress);
/// Where records may be, when none was found where it was looked for; empty: they hold nothing.
[[nodiscard]] QString heldElsewhere(const session::RecordBrowser& read);
/// What became of the topic; empty: nothing. `rows`: how many are shown.
[[nodiscard]] QString sinceRead(const session::SinceRead& since, int rows);
/// Why there is no topic. `elsewhere`: another cluster answers now.
[[nodiscard]] QString gone(const QString& topic, bool wasThere, bool elsewhere);
/// That the topic is another one of the name by now.
[[nodiscard]] QString another(const QString& topic, bool elsewhere);

[[nodiscard]] QString sent(const session::ProducedRecords& records, const QString& topic);

} // namespace widgets::messages_words
