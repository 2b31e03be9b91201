#include "models/config_model.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

#include "models/config_units.h"
#include "session/convert.h"

using namespace Qt::StringLiterals;
using base::ConfigEdit;
using session::ConfigRow;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(configuration)
};

constexpr std::array kColumns{
    Column<ConfigLine>{
        .id = "name",
        .title = QT_TRANSLATE_NOOP("columns", "Name"),
        .kind = CellKind::Name,
        .width = 300,
        .text = [](const ConfigLine& l, Zone) { return l.row.name; },
        .value =
            [](const ConfigLine& l) {
                // Changed ones first: what is edited, then what is set here, then the rest by name.
                return QVariant(QString::number(l.edit ? 0 : l.row.overridden ? 1 : 2) + l.row.name);
            },
        .tip = [](const ConfigLine& l, Zone) { return plainWords(l.row.documentation); },
        .fact =
            [](const ConfigLine& l, int role) {
                if (role == StrongRole)
                    return QVariant(l.row.overridden || l.edit);
                if (role == ShapeRole)
                    return QVariant(static_cast<int>(l.edit ? Shape::Disc : Shape::None));
                return role == ToneRole && l.edit ? QVariant(static_cast<int>(Tone::Accent)) : QVariant();
            },
        .stretch = true,
        .filtered = true,
    },
    Column<ConfigLine>{
        .id = "value",
        .title = QT_TRANSLATE_NOOP("columns", "Value"),
        .kind = CellKind::Mono,
        .width = 220,
        .text = [](const ConfigLine& l, Zone) { return humanValue(l.row, l.then()); },
        .value = [](const ConfigLine& l) { return QVariant(l.then().value_or(QString())); },
        .tip = [](const ConfigLine& l, Zone) { return l.then().value_or(QString()); },
        .fact =
            [](const ConfigLine& l, int role) {
                if (role == ToneRole)
                    return l.edit ? QVariant(static_cast<int>(Tone::Accent)) : mutedWhen(!l.row.overridden);
                return role == StrongRole ? QVariant(l.row.overridden || l.edit) : QVariant();
            },
    },
    Column<ConfigLine>{
        .id = "default",
        .title = QT_TRANSLATE_NOOP("columns", "Default"),
        .kind = CellKind::Mono,
        .width = 180,
        .text = [](const ConfigLine& l, Zone) { return humanValue(l.row, l.row.defaultValue); },
        .value = [](const ConfigLine& l) { return QVariant(l.row.defaultValue.value_or(QString())); },
        .tip = [](const ConfigLine& l, Zone) { return l.row.defaultValue.value_or(QString()); },
        .fact = [](const ConfigLine&, int role) { return role == ToneRole ? mutedWhen(true) : QVariant(); },
    },
    Column<ConfigLine>{
        .id = "source",
        .title = QT_TRANSLATE_NOOP("columns", "Source"),
        .width = 130,
        .text = [](const ConfigLine& l, Zone) { return sourceWords(l.row.source); },
        .tip = [](const ConfigLine& l, Zone) { return l.row.source; },
        .fact = [](const ConfigLine& l,
                   int role) { return role == ToneRole ? mutedWhen(!l.row.overridden) : QVariant(); },
    },
};

bool changesNothing(const ConfigRow& row, const ConfigEdit& edit) {
    return edit.value ? row.overridden && row.value == session::text(edit.value) : !row.overridden;
}

} // namespace

QString sourceWords(const QString& source) {
    if (source == "DYNAMIC_TOPIC_CONFIG"_L1 || source == "TOPIC_CONFIG"_L1)
        return Words::tr("this topic");
    if (source == "DYNAMIC_BROKER_CONFIG"_L1)
        return Words::tr("this broker");
    if (source == "DYNAMIC_DEFAULT_BROKER_CONFIG"_L1)
        return Words::tr("all brokers");
    if (source == "STATIC_BROKER_CONFIG"_L1)
        return Words::tr("broker's file");
    if (source == "DEFAULT_CONFIG"_L1)
        return Words::tr("Kafka's default");
    return source;
}

std::optional<QString> ConfigLine::then() const {
    if (!edit)
        return row.value;
    return edit->value ? session::text(edit->value) : row.defaultValue;
}

ConfigModel::ConfigModel(QObject* parent)
    : LiveTableModel(
          kColumns, [](const ConfigLine& line) -> const auto& { return line.row.name; }, parent) {}

void ConfigModel::setLines(std::vector<ConfigLine> lines) {
    update(std::move(lines));
    emit editsChanged();
}

void ConfigModel::show(const std::vector<ConfigRow>& rows) {
    if (std::ranges::equal(rows, this->rows(), {}, {}, &ConfigLine::row))
        return; // whoever types into one of them is left alone
    std::vector<ConfigLine> lines;
    lines.reserve(rows.size());
    for (const auto& row : rows) {
        const auto* now = line(row.name);
        const bool keep = now && now->edit && !changesNothing(row, *now->edit);
        lines.push_back({row, keep ? now->edit : std::nullopt});
    }
    setLines(std::move(lines));
}

void ConfigModel::edit(const ConfigEdit& wanted) {
    auto lines = rows();
    const auto found = std::find_if(lines.begin(), lines.end(),
                                    [&](const auto& l) { return l.row.name == session::text(wanted.name); });
    if (found == lines.end() || found->row.readOnly)
        return;
    found->edit = changesNothing(found->row, wanted) ? std::nullopt : std::optional(wanted);
    setLines(std::move(lines));
}

void ConfigModel::undo(const QString& name) {
    auto lines = rows();
    for (auto& l : lines)
        if (l.row.name == name)
            l.edit.reset();
    setLines(std::move(lines));
}

void ConfigModel::undoAll() {
    auto lines = rows();
    for (auto& l : lines)
        l.edit.reset();
    setLines(std::move(lines));
}

std::vector<ConfigEdit> ConfigModel::edits() const {
    std::vector<ConfigEdit> out;
    for (const auto& l : rows())
        if (l.edit)
            out.push_back(*l.edit);
    return out;
}

const ConfigLine* ConfigModel::line(const QString& name) const {
    const auto found =
        std::find_if(rows().begin(), rows().end(), [&](const auto& l) { return l.row.name == name; });
    return found == rows().end() ? nullptr : &*found;
}

int ConfigModel::overridden() const {
    return int(std::count_if(rows().begin(), rows().end(), [](const auto& l) { return l.row.overridden; }));
}

} // namespace models
