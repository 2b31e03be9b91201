#include "session/input_checks.h"

#include <algorithm>
#include <cctype>
#include <limits>

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

namespace session {
namespace {

constexpr int kLongestTopicName = 249;

bool isTopicCharacter(QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.' ||
           c == u'_' || c == u'-';
}

std::optional<qint64> unitMs(QStringView unit) {
    if (unit == u"ms")
        return 1;
    if (unit == u"s")
        return 1000;
    if (unit == u"m" || unit == u"min")
        return 60'000;
    if (unit == u"h")
        return 3'600'000;
    if (unit == u"d")
        return 86'400'000;
    if (unit == u"w")
        return 604'800'000;
    return std::nullopt;
}

std::optional<qint64> parseRelative(QStringView text, qint64 nowMs) {
    static const QRegularExpression pattern(QStringLiteral("^([+-])(\\d{1,15})\\s*([a-z]+)$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto unit = unitMs(match.capturedView(3));
    qint64 steps = match.capturedView(2).toLongLong();
    qint64 distance = 0, at = 0;
    if (!unit || __builtin_mul_overflow(steps, *unit, &distance))
        return std::nullopt;
    const bool past = match.capturedView(1) == u"-";
    if (past ? __builtin_sub_overflow(nowMs, distance, &at) : __builtin_add_overflow(nowMs, distance, &at))
        return std::nullopt;
    return at;
}

/// When clocks of the zone show that time; none where they leave it out.
std::optional<qint64> whenShown(const QDateTime& utc, const QTimeZone& zone, Twice which) {
    std::optional<qint64> found;
    for (const int days : {-1, 1}) { // before and behind a change of the clocks
        const qint64 ms = utc.toMSecsSinceEpoch() - qint64(zone.offsetFromUtc(utc.addDays(days))) * 1000;
        const auto shown = QDateTime::fromMSecsSinceEpoch(ms, zone);
        if (shown.date() != utc.date() || shown.time() != utc.time())
            continue;
        if (!found || (which == Twice::First ? ms < *found : ms > *found))
            found = ms;
    }
    return found;
}

/// What names no zone of its own is of `zone`. It is read as of UTC first: the clocks of this computer leave
/// out hours that those of `zone` have.
std::optional<qint64> parseIso(const QString& iso, const QTimeZone& zone, Twice which) {
    constexpr qsizetype lengthOfDay = 10; // YYYY-MM-DD
    if (iso.size() == lengthOfDay) {
        const QDate day = QDate::fromString(iso, Qt::ISODate);
        const auto begins = day.startOfDay(zone);
        return begins.isValid() ? std::optional(begins.toMSecsSinceEpoch()) : std::nullopt;
    }
    const auto typed = QDateTime::fromString(iso + u'Z', Qt::ISODateWithMs);
    if (typed.isValid())
        return whenShown(typed, zone, which);
    const auto at = QDateTime::fromString(iso, Qt::ISODateWithMs);
    return at.isValid() ? std::optional(at.toMSecsSinceEpoch()) : std::nullopt;
}

} // namespace

NameCheck checkTopicName(const QString& name, const QStringList& taken) {
    if (name.isEmpty())
        return {NameProblem::Empty, {}};
    if (name == u"." || name == u"..")
        return {NameProblem::DotOrDots, name};
    if (auto bad = std::find_if_not(name.begin(), name.end(), isTopicCharacter); bad != name.end()) {
        const auto at = bad - name.begin();
        const bool pair = bad->isHighSurrogate() && at + 1 < name.size();
        return {NameProblem::BadCharacter, name.mid(at, pair ? 2 : 1)};
    }
    if (name.size() > kLongestTopicName)
        return {NameProblem::TooLong, {}};
    const auto folded = QString(name).replace(u'.', u'_');
    for (const auto& other : taken) {
        if (other == name)
            return {NameProblem::Exists, other};
        if (QString(other).replace(u'.', u'_') == folded)
            return {NameProblem::Collides, other};
    }
    return {};
}

CountProblem checkPartitions(int total, int now) {
    if (total <= now)
        return CountProblem::TooFew;
    return total > kMostPartitions ? CountProblem::TooMany : CountProblem::None;
}

std::optional<qint64> mostOf(const QString& type) {
    if (type == QLatin1String("SHORT"))
        return std::numeric_limits<qint16>::max();
    if (type == QLatin1String("INT"))
        return std::numeric_limits<qint32>::max();
    return type == QLatin1String("LONG") ? std::optional(std::numeric_limits<qint64>::max()) : std::nullopt;
}

ValueProblem checkValue(const QString& type, const QString& value) {
    const auto most = mostOf(type);
    const bool whole = most.has_value();
    const bool real = type == QLatin1String("DOUBLE"), boolean = type == QLatin1String("BOOLEAN");
    if (!whole && !real && !boolean)
        return ValueProblem::None;
    if (value.isEmpty())
        return ValueProblem::Missing;
    if (boolean)
        return value.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0 ||
                       value.compare(QLatin1String("false"), Qt::CaseInsensitive) == 0
                   ? ValueProblem::None
                   : ValueProblem::NotBoolean;
    bool reads = false;
    if (real) {
        value.toDouble(&reads);
        return reads ? ValueProblem::None : ValueProblem::NotNumber;
    }
    static const QRegularExpression digits(QStringLiteral("^[+-]?[0-9]+$"));
    if (!digits.match(value).hasMatch())
        return ValueProblem::NotWhole;
    const qint64 number = value.toLongLong(&reads);
    const bool fits = reads && number <= *most && number >= -*most - 1;
    return fits ? ValueProblem::None : ValueProblem::TooLarge;
}

std::optional<qint64> parseTime(QStringView typed, qint64 nowMs, const QTimeZone& zone, Twice which) {
    const auto text = typed.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (text.compare(u"now", Qt::CaseInsensitive) == 0)
        return nowMs;
    if (auto relative = parseRelative(text, nowMs))
        return relative;
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber) // four digits or fewer would be a year, not a time
        return number >= 0 && text.size() > 4 ? std::optional(number) : std::nullopt;
    QString iso = text.toString();
    const auto ofTime = [](QChar c) { return c.isDigit() || c == u':' || c == u'.'; };
    if (iso.size() > 2 && iso[2] == u':' && std::ranges::all_of(iso, ofTime))
        iso = QDateTime::fromMSecsSinceEpoch(nowMs, zone).date().toString(Qt::ISODate) + u'T' + iso;
    if (iso.size() > 10 && iso[10] == u' ')
        iso[10] = u'T';
    return parseIso(iso, zone, which);
}

QString tidyName(QStringView typed) {
    const auto turns = [](char16_t c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
               (c >= 0x2066 && c <= 0x2069);
    };
    QString out;
    for (const QChar c : typed)
        if (!turns(c.unicode()))
            out += c.category() == QChar::Other_Control ? QChar(u' ') : c;
    return out.simplified();
}

std::optional<QByteArray> parseHex(QStringView text) {
    QByteArray digits;
    auto rest = text.trimmed();
    if (rest.startsWith(u"0x", Qt::CaseInsensitive))
        rest = rest.mid(2);
    for (QChar c : rest) {
        if (c.isSpace() || c == u':')
            continue;
        const auto latin = c.toLatin1();
        if (!std::isxdigit(static_cast<unsigned char>(latin)))
            return std::nullopt;
        digits += latin;
    }
    if (digits.size() % 2 != 0)
        return std::nullopt;
    return QByteArray::fromHex(digits);
}

std::optional<QStringList> parseBootstrap(QStringView text) {
    static const QRegularExpression pattern(
        QStringLiteral("^(\\[[0-9A-Fa-f:.%a-z]+\\]|[A-Za-z0-9_.-]+)(?::(\\d{1,5}))?$"));
    QStringList servers;
    for (auto part : text.split(u',')) {
        part = part.trimmed();
        if (part.isEmpty() && servers.isEmpty() && text.trimmed().isEmpty())
            return std::nullopt;
        const auto match = pattern.match(part);
        if (!match.hasMatch())
            return std::nullopt;
        const auto port = match.capturedView(2).isEmpty() ? 9092 : match.capturedView(2).toInt();
        if (port < 1 || port > std::numeric_limits<quint16>::max())
            return std::nullopt;
        servers += QStringLiteral("%1:%2").arg(match.captured(1)).arg(port);
    }
    return servers;
}

} // namespace session
