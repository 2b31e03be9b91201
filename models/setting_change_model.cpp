#include "models/setting_change_model.h"

#include <array>

#include <QCoreApplication>

#include "models/config_units.h"
#include "models/unread.h"

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(settings)
};

QString shown(const SettingChange& change, const std::optional<QString>& value) {
    return change.now.row ? humanValue(*change.now.row, value) : QString(unknownSign);
}

QString thenWords(const SettingChange& change) {
    if (!change.now.row)
        return unknownSign; // it is left out
    if (change.then)
        return shown(change, change.then);
    return change.now.row->defaultValue
               ? Words::tr("%1 (default)").arg(shown(change, change.now.row->defaultValue))
               : Words::tr("the default");
}

QString stateWords(const SettingChange& change) {
    switch (change.state) {
    case SettingChange::State::Waiting:
        return !change.now.row           ? Words::tr("left out: it could not be read")
               : change.changesNothing() ? Words::tr("stays as it is")
                                         : QString();
    case SettingChange::State::Same:
        return Words::tr("stays as it is");
    case SettingChange::State::Done:
        return Words::tr("changed");
    case SettingChange::State::Open:
        return Words::tr("it is not known whether it was changed: %1").arg(change.why);
    case SettingChange::State::Refused:
        return change.why;
    }
    return {};
}

QVariant stateFact(const SettingChange& change, int role) {
    using State = SettingChange::State;
    const bool done = change.state == State::Done, refused = change.state == State::Refused,
               open = change.state == State::Open;
    if (role == ToneRole)
        return int(done ? Tone::Good : refused ? Tone::Bad : open ? Tone::Warn : Tone::Muted);
    if (role == ShapeRole)
        return int(done ? Shape::Disc : refused ? Shape::Cross : open ? Shape::Triangle : Shape::None);
    return {};
}

constexpr std::array kColumns{
    Column<SettingChange>{
        .id = "topic",
        .title = QT_TRANSLATE_NOOP("columns", "Topic"),
        .kind = CellKind::Name,
        .width = 180,
        .text = [](const SettingChange& c, Zone) { return c.now.topic; },
        .tip = [](const SettingChange& c, Zone) { return c.now.topic; },
        .stretch = true,
        .filtered = true,
    },
    Column<SettingChange>{
        .id = "now",
        .title = QT_TRANSLATE_NOOP("columns", "Now"),
        .kind = CellKind::Mono,
        .width = 130,
        .text = [](const SettingChange& c,
                   Zone) { return shown(c, c.now.row ? c.now.row->value : std::nullopt); },
        .tip = [](const SettingChange& c,
                  Zone) { return c.now.row ? c.now.row->value.value_or(QString()) : unreadTip(c.now.row); },
        .fact =
            [](const SettingChange& c, int role) {
                return role == ToneRole ? mutedWhen(!c.now.row || !c.now.row->overridden) : QVariant();
            },
    },
    Column<SettingChange>{
        .id = "then",
        .title = QT_TRANSLATE_NOOP("columns", "Then"),
        .kind = CellKind::Mono,
        .width = 150,
        .text = [](const SettingChange& c, Zone) { return thenWords(c); },
        .tip = [](const SettingChange& c, Zone) { return c.then.value_or(QString()); },
        .fact =
            [](const SettingChange& c, int role) {
                return role == ToneRole ? QVariant(int(c.changesNothing() ? Tone::Muted : Tone::Accent))
                                        : QVariant();
            },
    },
    Column<SettingChange>{
        .id = "outcome",
        .title = QT_TRANSLATE_NOOP("columns", "Outcome"),
        .kind = CellKind::State,
        .width = 150,
        .text = [](const SettingChange& c, Zone) { return stateWords(c); },
        .value = [](const SettingChange& c) { return QVariant(int(c.state)); },
        .tip = [](const SettingChange& c, Zone) { return stateWords(c); },
        .fact = stateFact,
    },
};

} // namespace

bool SettingChange::changesNothing() const {
    if (!now.row)
        return false;
    return then ? now.row->value == then : !now.row->overridden;
}

bool SettingChange::isLeft() const {
    return (state == State::Waiting || state == State::Open) && now.row && !changesNothing();
}

bool SettingChange::isUndone() const {
    return state == State::Refused || state == State::Open || isLeft();
}

bool SettingChange::learn(const session::TopicSetting& read) {
    if (!read.row)
        return false;
    now = read;
    if (state != State::Open || !changesNothing())
        return false;
    state = State::Done;
    why.clear();
    return true;
}

SettingChangeModel::SettingChangeModel(QObject* parent)
    : LiveTableModel(
          kColumns, [](const SettingChange& change) -> const auto& { return change.now.topic; }, parent) {}

} // namespace models
