#include "models/match_spans.h"

#include <algorithm>

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

TextSpans wordsIn(const QString& words, const QString& shown, qsizetype most) {
    TextSpans found;
    const auto next = [&](qsizetype from) { return shown.indexOf(words, from, Qt::CaseInsensitive); };
    for (auto at = words.isEmpty() ? -1 : next(0); at >= 0 && found.size() < most;
         at = next(at + words.size()))
        found += {int(at), int(at + words.size())};
    return found;
}

TextSpans acrossBreaks(const QString& shown, const std::vector<qsizetype>& breaks,
                       const std::function<TextSpans(const QString&)>& find) {
    if (breaks.empty())
        return find(shown);
    QString joined;
    joined.reserve(shown.size());
    qsizetype taken = 0;
    std::vector<qsizetype> joints; // in the joined text, before which so many breaks were
    for (const qsizetype at : breaks) {
        if (at < taken || at >= shown.size())
            break;
        joined += QStringView(shown).sliced(taken, at - taken);
        joints.push_back(joined.size());
        taken = at + 1;
    }
    joined += QStringView(shown).sliced(taken);
    const auto inShown = [&joints](int at) {
        return at + int(std::upper_bound(joints.begin(), joints.end(), qsizetype(at)) - joints.begin());
    };
    TextSpans out = find(joined);
    for (TextSpan& span : out)
        span = {inShown(span.begin), span.end > span.begin ? inShown(span.end - 1) + 1 : inShown(span.end)};
    return out;
}

} // namespace models
