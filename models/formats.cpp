#include "models/formats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include "base/record_time.h"
#include "session/clusters/grouped.h"

namespace models {
namespace {

constexpr QChar space{0x00a0};
constexpr qint64 mostRead = 1'000; ///< of hours, minutes or seconds: of more nobody sees how long it is

struct Words {
    Q_DECLARE_TR_FUNCTIONS(formats)
};

QString oneDecimal(double value) {
    return QString::number(value, 'f', 1);
}

QString withUnit(const QString& number, const QString& unit) {
    return number + space + unit;
}

QDateTime at(qint64 ms, const Zone& zone) {
    return zone == Zone::Utc     ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)
           : zone == Zone::Local ? QDateTime::fromMSecsSinceEpoch(ms)
                                 : QDateTime::fromMSecsSinceEpoch(ms, zone.timeZone());
}

/// "-04:00": where clocks are changed, it tells one half past one from the other.
QString offsetOf(const QDateTime& time) {
    const int minutes = time.offsetFromUtc() / 60;
    return QStringLiteral("%1%2:%3")
        .arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+'))
        .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

struct Unit {
    qint64 ms;
    const char* name;
};
constexpr std::array<Unit, 4> units{
    Unit{86'400'000, QT_TRANSLATE_NOOP("formats", "d")}, Unit{3'600'000, QT_TRANSLATE_NOOP("formats", "h")},
    Unit{60'000, QT_TRANSLATE_NOOP("formats", "min")}, Unit{1'000, QT_TRANSLATE_NOOP("formats", "s")}};

/// Leaves a text without any as it is, not copied.
template <class Sign>
QString withSigns(QString text, Sign&& sign) {
    for (qsizetype i = 0; i < text.size(); ++i)
        if (const QChar old = text.at(i), shown = sign(old); shown != old)
            text[i] = shown;
    return text;
}

/// Of the marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm.
QChar directionSign(QChar c) {
    switch (c.unicode()) {
    case u'\x200e':
    case u'\x202a':
    case u'\x202d':
    case u'\x2066':
        return u'\x21a6'; // to the right
    case u'\x061c':
    case u'\x200f':
    case u'\x202b':
    case u'\x202e':
    case u'\x2067':
        return u'\x21a4'; // to the left
    case u'\x2068':
        return u'\x2194'; // as the text within
    case u'\x202c':
    case u'\x2069':
        return u'\x21a5'; // back
    default:
        return c;
    }
}

} // namespace

QString formatCount(qint64 value) {
    return session::grouped(value);
}

QString formatCount(const std::optional<qint64>& value) {
    return value ? formatCount(*value) : QString(unknownSign);
}

int pluralOf(qint64 count) {
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

QString counted(QString words, qint64 count) {
    const QString plain = QString::number(pluralOf(count));
    const auto at = words.indexOf(plain);
    return at < 0 ? words : words.replace(at, plain.size(), formatCount(count));
}

QString plainWords(const QString& description) {
    static const auto insensitive = QRegularExpression::CaseInsensitiveOption;
    static const QRegularExpression blocks(QStringLiteral("\\s*</?(br|div|li|ol|p|pre|ul)\\b[^>]*>\\s*"),
                                           insensitive);
    static const QRegularExpression inlines(QStringLiteral("</?(a|b|code|em|i|span|strong|tt)\\b[^>]*>"),
                                            insensitive);
    QString text = description;
    text.replace(blocks, QStringLiteral("\n")).replace(inlines, QString());
    if (text == description && !text.contains(QLatin1Char('&')))
        return text;
    for (const auto& [entity, letter] : {std::pair("&lt;", "<"),
                                         {"&gt;", ">"},
                                         {"&quot;", "\""},
                                         {"&#39;", "'"},
                                         {"&nbsp;", " "},
                                         {"&amp;", "&"}})
        text.replace(QLatin1String(entity), QLatin1String(letter));
    return text.trimmed();
}

QString formatRate(double value) {
    if (!std::isfinite(value))
        return unknownSign;
    if (value == 0)
        return QStringLiteral("0");
    if (std::abs(value) < 0.05)
        return QStringLiteral("<0.1");
    // Ten and above reads as a whole number; 9.95 would print as "10.0".
    if (std::abs(value) < 9.95)
        return oneDecimal(value);
    return formatCount(std::llround(std::min(value, 9e15)));
}

QString formatRate(const std::optional<double>& value) {
    return value ? formatRate(*value) : QString(unknownSign);
}

QString formatBytes(qint64 bytes) {
    static constexpr std::array names{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    // 1023.95 would print as "1024.0".
    while (std::abs(value) >= (unit == 0 ? 1024 : 1023.95) && unit + 1 < names.size()) {
        value /= 1024;
        ++unit;
    }
    return withUnit(unit == 0 ? QString::number(bytes) : oneDecimal(value),
                    QString::fromLatin1(names.at(unit)));
}

QString formatBytes(const std::optional<qint64>& bytes) {
    return bytes ? formatBytes(*bytes) : QString(unknownSign);
}

QString formatExactBytes(qint64 bytes) {
    return bytes == 1 ? Words::tr("1 byte") : Words::tr("%1 bytes").arg(formatCount(bytes));
}

QString formatByteRate(const std::optional<double>& bytesPerSecond) {
    if (!bytesPerSecond || !std::isfinite(*bytesPerSecond))
        return unknownSign;
    return formatBytes(std::llround(std::min(*bytesPerSecond, 9e15))) + Words::tr("/s");
}

QString formatTime(const std::optional<qint64>& msSinceEpoch, const Zone& zone) {
    if (!msSinceEpoch || *msSinceEpoch == base::noTimestamp)
        return unknownSign;
    const QDateTime time = at(*msSinceEpoch, zone);
    if (!time.isValid())
        return unknownSign;
    const QString text = time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")).replace(u' ', space);
    return zone == Zone::Utc ? text : text + space + offsetOf(time);
}

QString withDirectionSigns(QString text) {
    return withSigns(std::move(text), directionSign);
}

/// Has no width, and is no part of how a script or an emoji is written.
static bool isUnseen(char16_t code) {
    return code == 0xad || code == 0x200b || code == 0x2060 || code == 0xfeff || code >= 0xfffe;
}

QString onOneLine(QString text) {
    const auto sign = [](QChar c) -> QChar {
        const char16_t code = c.unicode();
        switch (code) {
        case u'\n':
        case u'\x2028': // the Unicode separators of lines and paragraphs
        case u'\x2029':
            return u'\x21b5';
        case u'\t':
            return u'\x21e5';
        default:
            // Unicode has a picture for each of ASCII's.
            return code < 0x20                                       ? QChar(0x2400 + code)
                   : code == 0x7f                                    ? QChar(0x2421)
                   : (code > 0x7f && code <= 0x9f) || isUnseen(code) ? QChar(QChar::ReplacementCharacter)
                                                                     : directionSign(c);
        }
    };
    return withSigns(std::move(text), sign);
}

QString withPlainBlanks(QString text) {
    return text.replace(space, u' ');
}

QString plainTime(qint64 msSinceEpoch, const Zone& zone) {
    return msSinceEpoch == base::noTimestamp ? QString() : withPlainBlanks(formatTime(msSinceEpoch, zone));
}

QString formatClock(qint64 msSinceEpoch, const Zone& zone, bool milliseconds) {
    return at(msSinceEpoch, zone)
        .toString(milliseconds ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss"));
}

QString formatMinute(qint64 msSinceEpoch, const Zone& zone) {
    return at(msSinceEpoch, zone).toString(QStringLiteral("HH:mm"));
}

QString formatDay(qint64 msSinceEpoch, const Zone& zone) {
    return at(msSinceEpoch, zone).toString(QStringLiteral("MM-dd"));
}

qint64 zoneOffsetMs(qint64 msSinceEpoch, const Zone& zone) {
    return qint64(at(msSinceEpoch, zone).offsetFromUtc()) * 1000;
}

QString zoneName(const Zone& zone) {
    return zone == Zone::Utc ? QStringLiteral("UTC") : QString::fromLatin1(zone.timeZone().id());
}

/// Qt takes any word of letters, such as "Berlin", for the abbreviation of a zone whose times are UTC. What
/// it lists is no measure: it leaves out the older names.
static bool isMereWord(const QTimeZone& zone) {
    const auto now = QDateTime::currentDateTimeUtc();
    return !QTimeZone::isTimeZoneIdAvailable(zone.id()) && !zone.hasDaylightTime() &&
           zone.offsetFromUtc(now) == 0 && zone.abbreviation(now).toLatin1() == zone.id();
}

Zone Zone::named(const QByteArray& id) {
    const QTimeZone found(id);
    if (!found.isValid() || id == "UTC" || isMereWord(found))
        return Utc;
    Zone zone = Named;
    zone.m_named = found;
    return zone;
}

Zone Zone::read(const QString& written) {
    return written == QLatin1String("local")                      ? Zone(Local)
           : written.isEmpty() || written == QLatin1String("utc") ? Zone(Utc) // Qt takes both for zones too
                                                                  : named(written.toLatin1());
}

QString Zone::written() const {
    return m_kind == Utc     ? QStringLiteral("utc")
           : m_kind == Local ? QStringLiteral("local")
                             : QString::fromLatin1(m_named.id());
}

QTimeZone Zone::timeZone() const {
    return m_kind == Utc ? QTimeZone::utc() : m_kind == Local ? QTimeZone::systemTimeZone() : m_named;
}

QString formatDuration(qint64 ms) {
    if (ms < 0)
        return unknownSign;
    if (ms < 1000)
        return withUnit(QString::number(ms), Words::tr("ms"));
    if (ms < 9'950)
        return withUnit(oneDecimal(static_cast<double>(ms) / 1000), Words::tr("s"));
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (ms < units.at(i).ms)
            continue;
        QString result = withUnit(formatCount(ms / units.at(i).ms), Words::tr(units.at(i).name));
        if (i + 1 < units.size())
            result += space + withUnit(QString::number(ms % units.at(i).ms / units.at(i + 1).ms),
                                       Words::tr(units.at(i + 1).name));
        return result;
    }
    return unknownSign;
}

/// Of whole seconds.
static QString inAllUnits(qint64 ms) {
    QStringList parts;
    for (const Unit& unit : units) {
        if (const qint64 count = ms / unit.ms; count > 0)
            parts << withUnit(formatCount(count), Words::tr(unit.name));
        ms %= unit.ms;
    }
    return parts.join(space);
}

QString formatRetention(const std::optional<qint64>& ms) {
    if (!ms)
        return unknownSign;
    if (*ms < 0)
        return infinitySign;
    for (const Unit& unit : units) {
        if (*ms < unit.ms || *ms % unit.ms != 0)
            continue;
        const bool read = *ms / unit.ms < mostRead || &unit == &units.front();
        return read ? withUnit(formatCount(*ms / unit.ms), Words::tr(unit.name)) : inAllUnits(*ms);
    }
    return withUnit(formatCount(*ms), Words::tr("ms"));
}

QString formatAge(qint64 ms) {
    return Words::tr("%1 ago").arg(formatDuration(std::max<qint64>(ms, 0)));
}

QString formatAxis(double value) {
    static constexpr std::array names{"", "k", "M", "G", "T"};
    std::size_t unit = 0;
    while (std::abs(value) >= 1000 && unit + 1 < names.size()) {
        value /= 1000;
        ++unit;
    }
    const QString number = QString::number(value, 'g', 4);
    return unit == 0 ? number : withUnit(number, QString::fromLatin1(names.at(unit)));
}

QString formatByteAxis(double value) {
    static constexpr std::array names{"B", "KiB", "MiB", "GiB", "TiB"};
    if (value == 0)
        return QStringLiteral("0");
    std::size_t unit = 0;
    while (std::abs(value) >= 1024 && unit + 1 < names.size()) {
        value /= 1024;
        ++unit;
    }
    return withUnit(QString::number(value, 'g', 4), QString::fromLatin1(names.at(unit)));
}

} // namespace models
