#pragma once

#include <vector>

#include "session/records.h"

/// Of rows that may be exported. Pure.
namespace widgets {

[[nodiscard]] qint64 bytesOf(const std::vector<session::RecordRow>& rows, bool keys = true,
                             bool values = true);

/// Those of the query's times.
[[nodiscard]] std::vector<session::RecordRow> inTimesOf(const session::BrowseQuery& query,
                                                        const std::vector<session::RecordRow>& rows);

/// Whether one of the first has a key, a value or a header that is no text.
[[nodiscard]] bool holdsBytes(const std::vector<session::RecordRow>& rows);

} // namespace widgets
