#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "session/snapshots.h"

/// How configuration values read to people: times and sizes in units, "infinite" and "never" as words. Pure.
namespace models {

enum class ValueKind { Text, Number, Milliseconds, Bytes, Boolean, Choice, List };

/// From Kafka's type and, for numbers, the unit that the key's name ends in.
ValueKind valueKindOf(const session::ConfigRow& row);
/// What a Choice or List may hold; empty where anything goes.
QStringList choicesOf(const QString& name);

/// "604800000" of retention.ms → "7 d"; a value that no unit divides stays as it is.
QString humanValue(const session::ConfigRow& row, const std::optional<QString>& value);

struct Unit {
    QString name; ///< as shown in a unit picker
    qint64 factor;
};
/// Biggest last; empty for kinds without units.
std::vector<Unit> unitsOf(ValueKind kind);

struct UnitValue {
    qint64 number = 0;
    int unit = 0; ///< index into unitsOf
};
/// The biggest unit that divides the value without a rest.
UnitValue inBiggestUnit(ValueKind kind, qint64 value);

/// A value of this key that means "without end": −1 for retention, Long.MAX for flush and lag limits; none:
/// it has none.
std::optional<qint64> infiniteValueOf(const QString& name);

} // namespace models
