#pragma once

#include <functional>
#include <vector>

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

/// Where `words` stand, in any case.
TextSpans wordsIn(const QString& words, const QString& shown, qsizetype most);

/// What `find` finds in a text without the characters at `breaks`, which only lay it out: where that stands
/// in the text with them. `breaks` rise.
TextSpans acrossBreaks(const QString& shown, const std::vector<qsizetype>& breaks,
                       const std::function<TextSpans(const QString&)>& find);

} // namespace models
