#pragma once

#include <string>

#include "transfer/envelope.h"

namespace transfer {

/// Appends a cell of RFC 4180: quoted where it holds a comma, a quote or a line end. Text that a spreadsheet
/// would run, beginning with = + - @ tab or CR, gets an apostrophe before it; a number stays a number.
void appendCell(std::string_view text, std::string& out);

/// The line that names the columns.
void appendCsvHead(const Fields& fields, std::string& out);

/// Appends one record: topic, partition, offset, time (UTC, milliseconds), time_type, headers (a JSON list as
/// in the envelope), headers_base64 (its places that are base64), key_as, key, value_as, value. The columns
/// ending in _as hold text, base64 or null, which an empty cell alone would not tell from empty text.
/// Returns how many keys, values and header parts are in base64 because they are no text.
int appendCsv(const std::string& topic, const browse::Record& record, const Fields& fields,
              const AsBase64& base64, std::string& out);

} // namespace transfer
