#include "models/known_setting_model.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

#include "models/config_units.h"

using session::ConfigRow;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(settings)
};

QString defaultWords(const ConfigRow& setting) {
    return setting.defaultValue && setting.defaultValue->isEmpty()
               ? Words::tr("empty")
               : humanValue(setting, setting.defaultValue);
}

constexpr std::array kColumns{
    Column<ConfigRow>{
        .id = "name",
        .title = QT_TRANSLATE_NOOP("columns", "Name"),
        .kind = CellKind::Mono,
        .width = 300,
        .text = [](const ConfigRow& r, Zone) { return r.name; },
        .stretch = true,
        .filtered = true,
    },
    Column<ConfigRow>{
        .id = "type",
        .title = QT_TRANSLATE_NOOP("columns", "Type"),
        .width = 170,
        .text = [](const ConfigRow& r, Zone) { return typeWords(r); },
    },
    Column<ConfigRow>{
        .id = "default",
        .title = QT_TRANSLATE_NOOP("columns", "Default"),
        .kind = CellKind::Mono,
        .width = 120,
        .text = [](const ConfigRow& r, Zone) { return defaultWords(r); },
        .value = [](const ConfigRow& r) { return QVariant(r.defaultValue.value_or(QString())); },
        .tip = [](const ConfigRow& r, Zone) { return r.defaultValue.value_or(QString()); },
    },
    Column<ConfigRow>{
        .id = "documentation",
        .title = QT_TRANSLATE_NOOP("columns", "Description"),
        .text = [](const ConfigRow& r, Zone) { return plainWords(r.documentation); },
        .hidden = true,
        .filtered = true,
    },
};

} // namespace

QString typeWords(const ConfigRow& setting) {
    switch (valueKindOf(setting)) {
    case ValueKind::Milliseconds:
        return Words::tr("whole number, milliseconds");
    case ValueKind::Bytes:
        return Words::tr("whole number, bytes");
    case ValueKind::Number:
        return Words::tr("whole number");
    case ValueKind::Boolean:
        return Words::tr("true or false");
    case ValueKind::List:
        return Words::tr("list");
    case ValueKind::Choice:
        return Words::tr("choice");
    case ValueKind::Text:
        break;
    }
    return setting.type == QLatin1String("DOUBLE") ? Words::tr("number") : Words::tr("text");
}

KnownSettingModel::KnownSettingModel(QObject* parent)
    : LiveTableModel(
          kColumns, [](const ConfigRow& row) -> const auto& { return row.name; }, parent) {}

const ConfigRow* KnownSettingModel::find(const QString& name) const {
    const auto found = std::ranges::find(rows(), name, &ConfigRow::name);
    return found == rows().end() ? nullptr : &*found;
}

} // namespace models
