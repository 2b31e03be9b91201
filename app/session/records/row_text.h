#pragma once

#include <optional>
#include <vector>

#include <QByteArray>
#include <QString>

#include "session/records/field_columns.h"

namespace session {

/// A field of tab-separated text: in quotes where it holds a tab, line end or quote, is empty, or reads like
/// the bare word that stands for null; quotes in it are doubled. Bytes that are no text become hex.
QString quotedField(const std::optional<QByteArray>& bytes);

/// One row to copy: what the table shows, and the record whose key, value and fields take their places whole.
struct CopiedRow {
    QStringList cells;            ///< plain
    int keyAt = -1, valueAt = -1; ///< among cells; −1: not shown
    RecordRow record;
    std::vector<std::pair<int, FieldColumn>> fields = {}; ///< by their places among cells, rising
};

/// Rows as lines of tab-separated UTF-8, put together off the UI thread; more than mostCopied bytes is an
/// error. What was cut to a preview ends in a mark that says so. Of a field null is the bare word, and one
/// that a record has not nothing.
Job<QByteArray>* copyRows(const std::vector<CopiedRow>& rows, const PayloadReader& reader, QObject* owner);

} // namespace session
