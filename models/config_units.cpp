#include "models/config_units.h"

#include <array>
#include <limits>

#include <QCoreApplication>

#include "models/formats.h"

using namespace Qt::StringLiterals;
using session::ConfigRow;

namespace models {
namespace {

constexpr qint64 kLongMax = std::numeric_limits<qint64>::max();

struct NamedUnit {
    const char* name;
    qint64 factor;
};
constexpr std::array kTimes{NamedUnit{QT_TRANSLATE_NOOP("units", "ms"), 1},
                            NamedUnit{QT_TRANSLATE_NOOP("units", "seconds"), 1000},
                            NamedUnit{QT_TRANSLATE_NOOP("units", "minutes"), 60'000},
                            NamedUnit{QT_TRANSLATE_NOOP("units", "hours"), 3'600'000},
                            NamedUnit{QT_TRANSLATE_NOOP("units", "days"), 86'400'000}};
constexpr std::array kSizes{NamedUnit{QT_TRANSLATE_NOOP("units", "B"), 1},
                            NamedUnit{QT_TRANSLATE_NOOP("units", "KiB"), 1LL << 10},
                            NamedUnit{QT_TRANSLATE_NOOP("units", "MiB"), 1LL << 20},
                            NamedUnit{QT_TRANSLATE_NOOP("units", "GiB"), 1LL << 30}};

template <std::size_t N>
std::vector<Unit> translated(const std::array<NamedUnit, N>& units) {
    std::vector<Unit> out;
    for (const auto& unit : units)
        out.push_back({QCoreApplication::translate("units", unit.name), unit.factor});
    return out;
}

} // namespace

ValueKind valueKindOf(const ConfigRow& row) {
    if (row.type == "BOOLEAN"_L1)
        return ValueKind::Boolean;
    if (row.type == "LIST"_L1)
        return ValueKind::List;
    if (row.type == "INT"_L1 || row.type == "LONG"_L1 || row.type == "SHORT"_L1) {
        if (row.name.endsWith(".ms"_L1))
            return ValueKind::Milliseconds;
        return row.name.endsWith(".bytes"_L1) ? ValueKind::Bytes : ValueKind::Number;
    }
    return choicesOf(row.name).isEmpty() ? ValueKind::Text : ValueKind::Choice;
}

QStringList choicesOf(const QString& name) {
    if (name == "cleanup.policy"_L1)
        return {u"delete"_s, u"compact"_s};
    if (name == "compression.type"_L1)
        return {u"producer"_s, u"uncompressed"_s, u"gzip"_s, u"snappy"_s, u"lz4"_s, u"zstd"_s};
    if (name == "message.timestamp.type"_L1)
        return {u"CreateTime"_s, u"LogAppendTime"_s};
    return {};
}

QString humanValue(const ConfigRow& row, const std::optional<QString>& value) {
    if (!value)
        return row.sensitive ? QCoreApplication::translate("units", "hidden") : QString(unknownSign);
    bool isNumber = false;
    const qint64 number = value->toLongLong(&isNumber);
    const auto kind = valueKindOf(row);
    if (isNumber && infiniteValueOf(row.name) == number)
        return row.name.startsWith("flush."_L1) ? QCoreApplication::translate("units", "never")
                                                : QCoreApplication::translate("units", "infinite");
    if (isNumber && number == kLongMax)
        return QCoreApplication::translate("units", "infinite");
    if (!isNumber || number < 0 || (kind != ValueKind::Milliseconds && kind != ValueKind::Bytes))
        return isNumber && kind == ValueKind::Number ? formatCount(number) : *value;
    if (kind == ValueKind::Milliseconds)
        return formatRetention(number);
    const auto [count, unit] = inBiggestUnit(kind, number);
    return u"%1 %2"_s.arg(formatCount(count), unitsOf(kind)[std::size_t(unit)].name);
}

std::vector<Unit> unitsOf(ValueKind kind) {
    switch (kind) {
    case ValueKind::Milliseconds:
        return translated(kTimes);
    case ValueKind::Bytes:
        return translated(kSizes);
    case ValueKind::Text:
    case ValueKind::Number:
    case ValueKind::Boolean:
    case ValueKind::Choice:
    case ValueKind::List:
        break;
    }
    return {};
}

UnitValue inBiggestUnit(ValueKind kind, qint64 value) {
    const auto units = unitsOf(kind);
    for (int i = int(units.size()) - 1; i > 0; --i)
        if (value != 0 && value % units[std::size_t(i)].factor == 0)
            return {value / units[std::size_t(i)].factor, i};
    return {value, 0};
}

std::optional<qint64> infiniteValueOf(const QString& name) {
    if (name == "retention.ms"_L1 || name == "retention.bytes"_L1)
        return -1;
    if (name == "flush.ms"_L1 || name == "flush.messages"_L1 || name == "max.compaction.lag.ms"_L1 ||
        name == "message.timestamp.before.max.ms"_L1 || name == "message.timestamp.after.max.ms"_L1)
        return kLongMax;
    return std::nullopt;
}

} // namespace models
