#pragma once

#include <optional>

#include <QChar>
#include <QString>
#include <QTimeZone>

/// How figures, sizes and times are written everywhere: one place, so that two pages never disagree. Pure
/// functions, any thread.
namespace models {

/// In which zone times are shown and typed; chosen once for the whole window and handed down. A plain value.
class Zone {
public:
    enum Kind { Utc, Local, Named };

    Zone(Kind kind = Utc) : m_kind(kind) {} // a kind is a zone: Zone::Utc
    /// By its name in the IANA database; one that is not there is UTC.
    [[nodiscard]] static Zone named(const QByteArray& id);
    /// As settings keep it: "utc", "local" or the name.
    [[nodiscard]] static Zone read(const QString& written);
    [[nodiscard]] QString written() const;
    [[nodiscard]] QTimeZone timeZone() const;
    bool operator==(const Zone&) const = default;

private:
    Kind m_kind;
    QTimeZone m_named; ///< of Named alone
};

inline constexpr QChar unknownSign{0x2013};  ///< en dash: not known, never 0
inline constexpr QChar estimateSign{0x2248}; ///< almost equal: an estimate
inline constexpr QChar leastSign{0x2265};    ///< greater or equal: a part of a sum is not known
inline constexpr QChar infinitySign{0x221e};

/// 1204551 → "1 204 551", grouped by no-break spaces, which the monospace font narrows.
QString formatCount(qint64 value);
QString formatCount(const std::optional<qint64>& value);
/// What chooses between singular and plural words: a count, as far as they take one.
int pluralOf(qint64 count);
/// The first occurrence of a count, as words of it were asked for, grouped: "10 000 topics".
QString counted(QString words, qint64 count);
/// Kafka's descriptions are HTML now and then: what a browser would show of one, without links.
QString plainWords(const QString& description);
/// The characters that only turn the direction of text become arrows that are seen, one for one: with them
/// one text can look like another.
QString withDirectionSigns(QString text);
/// For what has one line: line ends, tabs and other characters that are not seen become signs that are, one
/// for one; so do those of directions.
QString onOneLine(QString text);
/// Per second: "0", "0.2", "6.4", "214", "21 940"; below 0.05 but not zero "<0.1".
QString formatRate(double value);
QString formatRate(const std::optional<double>& value);
/// Binary sizes: "0 B", "375 B", "214.6 KiB", "1.2 GiB".
QString formatBytes(qint64 bytes);
QString formatBytes(const std::optional<qint64>& bytes);
/// "1 234 567 bytes", for tooltips.
QString formatExactBytes(qint64 bytes);
QString formatByteRate(const std::optional<double>& bytesPerSecond); ///< "19.4 MiB/s"

/// "2026-11-22 12:00:05.121", with the offset in a local zone: "2026-11-22 07:00:05.121 -05:00"; an en dash
/// for none.
QString formatTime(const std::optional<qint64>& msSinceEpoch, const Zone& zone);
QString
withPlainBlanks(QString text); ///< for other programs, whose numbers and times have no no-break spaces
QString plainTime(qint64 msSinceEpoch,
                  const Zone& zone); ///< formatTime with a plain blank; empty when negative
QString formatClock(qint64 msSinceEpoch, const Zone& zone, bool milliseconds = false); ///< "12:00:05"
QString formatMinute(qint64 msSinceEpoch, const Zone& zone);                           ///< "12:00", for axes
QString formatDay(qint64 msSinceEpoch, const Zone& zone);                              ///< "11-28", for axes
/// By how much the zone's clocks are ahead of UTC at that time.
qint64 zoneOffsetMs(qint64 msSinceEpoch, const Zone& zone);
/// "UTC", or the zone's own name, which is true in summer and winter: "America/New_York".
QString zoneName(const Zone& zone);

/// The two leading units: "2 h 14 min", "1 min 18 s", "42 s", "0.8 s", "12 ms".
QString formatDuration(qint64 ms);
/// A configured time: "7 d", "36 h", "90 s", "1 d 3 h 46 min 40 s"; exact, −1 is infinite.
QString formatRetention(const std::optional<qint64>& ms);
/// Age for tooltips: "3 min ago".
QString formatAge(qint64 ms);

/// A short axis label: "0", "800", "20 k", "1.5 M".
QString formatAxis(double value);
/// Binary axis label: "0", "512 B", "1.5 MiB".
QString formatByteAxis(double value);

} // namespace models
