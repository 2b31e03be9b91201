#pragma once

#include <QString>
#include <QStringList>

namespace widgets {

/// One line of RFC 4180 with its end: fields with a comma, quote or line end are quoted. A cell that a
/// spreadsheet would run as a formula is written as it is. Pure.
inline QString csvLine(const QStringList& fields) {
    QStringList written;
    for (QString field : fields) {
        if (field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"')) ||
            field.contains(QLatin1Char('\n')) || field.contains(QLatin1Char('\r')))
            field =
                QLatin1Char('"') + field.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
        written << field;
    }
    return written.join(QLatin1Char(',')) + QLatin1String("\r\n");
}

} // namespace widgets
