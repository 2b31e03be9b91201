#pragma once

#include <QString>

#include "models/cells.h"
#include "session/records/row_filter.h"

namespace models {

enum class MatchPlace { Key, Value, Header };

/// Whether what is looked for stands somewhere in what is found.
inline bool marksMatches(const session::RecordWish& wish) {
    return !wish.filter.isEmpty() && !wish.isNot;
}

/// Where it stands in a text that is shown of such a place, at most a hundred times.
TextSpans matchesIn(const session::RowFilter& filter, const QString& shown, MatchPlace place);

} // namespace models
