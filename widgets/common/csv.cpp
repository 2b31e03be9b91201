#include "widgets/common/csv.h"

#include <QCoreApplication>
#include <QMenu>
#include <QModelIndex>
#include <QRegularExpression>

#include "models/cells.h"
#include "widgets/theme/icons.h"

namespace widgets {

namespace {

QString defused(const QString& field) {
    static const QRegularExpression number(QStringLiteral("^[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?$"));
    if (field.isEmpty() || !QStringLiteral("=+-@\t\r").contains(field.front()) ||
        number.match(field).hasMatch())
        return field;
    return QLatin1Char('\'') + field;
}

} // namespace

QString csvLine(const QStringList& fields) {
    QStringList written;
    for (const QString& plain : fields) {
        QString field = defused(plain);
        if (field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"')) ||
            field.contains(QLatin1Char('\n')) || field.contains(QLatin1Char('\r')))
            field =
                QLatin1Char('"') + field.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
        written << field;
    }
    return written.join(QLatin1Char(',')) + QLatin1String("\r\n");
}

QString plainValue(const QModelIndex& cell) {
    const QVariant plain = cell.data(models::PlainRole);
    const QVariant value = plain.isValid() ? plain : cell.data(models::SortRole);
    if (value.typeId() == QMetaType::Double || value.typeId() == QMetaType::Float)
        return QString::number(value.toDouble(), 'g', 12);
    return value.toString();
}

QAction* addSaving(QMenu& menu) {
    return menu.addAction(theme::icon(QStringLiteral("export")),
                          QCoreApplication::translate("files", "Save as CSV…"));
}

} // namespace widgets
