#pragma once

#include <optional>

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QStringView>
#include <QTimeZone>

/// Reads what people type into fields. Pure: answers a value or the reason why there is none; the screen
/// words it.
namespace session {

enum class NameProblem { None, Empty, TooLong, BadCharacter, DotOrDots, Exists, Collides };

struct NameCheck {
    NameProblem problem = NameProblem::None;
    QString offender; ///< the character that cannot be, or the topic that has or collides with the name
};

/// Kafka's topic name rules (org.apache.kafka.common.internals.Topic): 1–249 of letters, digits, '.', '_',
/// '-', not "." or "..", and none of `taken` equal to it once '.' reads as '_'.
NameCheck checkTopicName(const QString& name, const QStringList& taken);

/// More would stall the brokers: no form asks for them.
inline constexpr int kMostPartitions = 100'000;

enum class CountProblem { None, TooFew, TooMany };

/// Whether a topic of `now` partitions, 0 for a new one, can have `total`: only more, and at most
/// kMostPartitions.
CountProblem checkPartitions(int total, int now);

enum class ValueProblem { None, Missing, NotBoolean, NotWhole, NotNumber, TooLarge };

/// The largest number that a setting of this type can have; none: it is no whole number.
std::optional<qint64> mostOf(const QString& type);

/// Whether a setting of this type (ConfigRow::type) can have the value. Text and lists can have any.
ValueProblem checkValue(const QString& type, const QString& value);

/// Which of two is meant, where clocks that are set back show a time twice.
enum class Twice { First, Second };

/// Milliseconds since the epoch from "now", "-15m" (units ms s m h d w), epoch milliseconds, or ISO 8601 with
/// an optional time, fraction and zone, or a time of today; without a zone `zone` is meant. None: it does not
/// read, or the zone's clocks leave it out.
std::optional<qint64> parseTime(QStringView text, qint64 nowMs, const QTimeZone& zone,
                                Twice which = Twice::First);

/// Bytes from hex digits in pairs; blanks, colons and an 0x in front are passed over. None if a digit is
/// wrong or half a byte is left.
std::optional<QByteArray> parseHex(QStringView text);

/// A name that somebody gives, on one line and read in one direction: without control signs and those that
/// turn the direction, blanks as one.
QString tidyName(QStringView typed);

/// HOST:PORT[,HOST:PORT…]; a missing port reads as 9092; IPv6 addresses stand in brackets. None if a part
/// cannot be.
std::optional<QStringList> parseBootstrap(QStringView text);

} // namespace session
