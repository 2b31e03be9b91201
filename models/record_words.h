#pragma once

#include <QString>

#include "models/cells.h"
#include "session/records.h"

/// What a record's transaction, and what stands before it, is called on the screen.
namespace models {

[[nodiscard]] bool isMarker(session::RecordMark mark); ///< Kafka's own record, no producer's
[[nodiscard]] QString markWords(session::RecordMark mark);
[[nodiscard]] QString markTip(session::RecordMark mark);
[[nodiscard]] Shape markShape(session::RecordMark mark);
[[nodiscard]] Tone markTone(session::RecordMark mark);
/// In place of a marker's value.
[[nodiscard]] QString markerWords(const session::RecordRow& row);
/// Why there is no record at the offset before; empty: there is one.
[[nodiscard]] QString beforeWords(session::RecordBefore before);

} // namespace models
