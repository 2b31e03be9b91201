#pragma once

#include <QStringList>

#include "session/runs.h"

namespace session {

/// The first lines of a file as the draft would write it, of these rows, each cut to about 400 characters;
/// for raw files their names, without the ending where only a whole value tells it. With a head line for CSV.
/// Pure.
QStringList previewExport(const ExportDraft& draft, const std::vector<RecordRow>& rows, int lines);

/// One record as a line of JSON in kcat's envelope, without its end. Pure.
QString envelopeOf(const QString& topic, const RecordRow& row);

} // namespace session
