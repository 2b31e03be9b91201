#pragma once

#include <QCoreApplication>
#include <QVariant>

#include "models/cells.h"
#include "models/formats.h"

namespace models {

/// One column of a table over rows of type `Row`; tables are constexpr arrays of these. `title` is a literal
/// marked by QT_TRANSLATE_NOOP("columns", …); the functions are pure.
template <class Row>
struct Column {
    const char* id; ///< stable: settings and tests name a column by it
    const char* title;
    CellKind kind = CellKind::Text;
    int width = 96; ///< px; the column that takes what is left has stretch
    QString (*text)(const Row& row, Zone zone) = nullptr;
    QVariant (*value)(const Row& row) = nullptr; ///< for sorting, copying, CSV; invalid: not known
    const char* unit = nullptr;                  ///< of `value`, where the text writes another or none
    QString (*tip)(const Row& row, Zone zone) = nullptr;
    /// Further facts by models::Role: tone, shape, icon, chips, sparkline …
    QVariant (*fact)(const Row& row, int role) = nullptr;
    /// Of a time: when it was last known to be so; 0: it is so now.
    qint64 (*asOf)(const Row& row) = nullptr;
    bool timed = false;    ///< the header names the zone
    bool stretch = false;  ///< takes the width that is left
    bool hidden = false;   ///< until switched on
    bool filtered = false; ///< type-to-filter looks here
    bool exact = false;    ///< a part of it would be something else: it is not cut
};

/// What a view knows of a column, whatever its rows are.
struct ColumnInfo {
    QString id;
    CellKind kind;
    int width;
    bool stretch, hidden, filtered, timed, exact;
};

template <class Row>
ColumnInfo infoOf(const Column<Row>& column) {
    return {QString::fromLatin1(column.id),
            column.kind,
            column.width,
            column.stretch,
            column.hidden,
            column.filtered,
            column.timed,
            column.exact};
}

/// Zero and unknown step back.
inline QVariant mutedWhen(bool muted) {
    return muted ? QVariant(static_cast<int>(Tone::Muted)) : QVariant();
}

template <class T>
QVariant valueOf(const std::optional<T>& value) {
    return value ? QVariant::fromValue(*value) : QVariant();
}

/// A state or a time as it is shown, since its value only sorts; a time with its day and in plain blanks.
template <class Row>
QVariant plainOf(const Column<Row>& column, const Row& row, Zone zone) {
    if (column.timed && column.value) {
        const QVariant value = column.value(row);
        if (!value.isValid())
            return {};
        const QString time = plainTime(value.toLongLong(), zone);
        const qint64 asOf = column.asOf ? column.asOf(row) : 0;
        return asOf == 0
                   ? time
                   : QCoreApplication::translate("columns", "%1 (as of %2)").arg(time, plainTime(asOf, zone));
    }
    if (column.kind != CellKind::State && !column.timed)
        return {};
    const QString text = column.text(row, zone);
    return text == unknownSign ? QString() : withPlainBlanks(text);
}

template <class Row>
QVariant columnData(const Column<Row>& column, const Row& row, int role, Zone zone) {
    switch (role) {
    case Qt::DisplayRole:
        return column.text ? QVariant(column.text(row, zone)) : QVariant();
    case Qt::ToolTipRole:
        return column.tip ? QVariant(column.tip(row, zone)) : QVariant();
    case SortRole:
        return column.value ? column.value(row) : column.text ? QVariant(column.text(row, zone)) : QVariant();
    case PlainRole:
        return plainOf(column, row, zone);
    case KindRole:
        return static_cast<int>(column.kind);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (column.kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return column.fact && role > Qt::UserRole && role < RoleCount ? column.fact(row, role) : QVariant();
    }
}

template <class Row>
QString columnTitle(const Column<Row>& column, Zone zone) {
    const QString title = QCoreApplication::translate("columns", column.title);
    return column.timed ? QStringLiteral("%1 (%2)").arg(title, zoneName(zone)) : title;
}

/// With the unit, for CSV.
template <class Row>
QString plainTitle(const Column<Row>& column, Zone zone) {
    const QString title = columnTitle(column, zone);
    return column.unit
               ? QStringLiteral("%1 (%2)").arg(title, QCoreApplication::translate("columns", column.unit))
               : title;
}

} // namespace models
