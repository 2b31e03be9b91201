#include "models/match_spans.h"

namespace models {

TextSpans matchesIn(const session::RowFilter& filter, const QString& shown, MatchPlace place) {
    const QByteArray bytes = shown.toUtf8();
    TextSpans out;
    qsizetype counted = 0; // bytes before the last end that was looked at, and their characters
    int characters = 0;
    const auto at = [&](qsizetype byte) {
        characters += int(QString::fromUtf8(bytes.mid(counted, byte - counted)).size());
        counted = byte;
        return characters;
    };
    for (const auto& span : place == MatchPlace::Key     ? filter.inKey(bytes)
                            : place == MatchPlace::Value ? filter.inValue(bytes)
                                                         : filter.inHeader(bytes)) {
        const int begin = at(span.begin);
        out += {begin, at(span.end)};
    }
    return out;
}

} // namespace models
