#include "models/run_model.h"

#include "models/run_words.h"

namespace models {
namespace {

using session::RunPtr;
using session::RunState;

bool isRunning(const RunPtr& r) {
    return r->state == RunState::Running;
}

constexpr Column<RunPtr> columns[] = {
    {.id = "name",
     .title = QT_TRANSLATE_NOOP("columns", "Name"),
     .kind = CellKind::Name,
     .width = 220,
     .text = [](const RunPtr& r, Zone) { return runTitle(r->subject); },
     .tip = [](const RunPtr& r, Zone) { return r->subject.file; },
     .fact = [](const RunPtr& r,
                int role) { return role == IconRole ? QVariant(runIcon(r->subject.kind)) : QVariant(); },
     .stretch = true,
     .filtered = true},
    {.id = "kind",
     .title = QT_TRANSLATE_NOOP("columns", "Kind"),
     .width = 84,
     .text = [](const RunPtr& r, Zone) { return runKind(r->subject.kind); },
     .filtered = true,
     .exact = true},
    {.id = "cluster",
     .title = QT_TRANSLATE_NOOP("columns", "Cluster"),
     .width = 108,
     .text =
         [](const RunPtr& r, Zone) {
             return r->subject.clusterName.isEmpty() ? QString(unknownSign) : r->subject.clusterName;
         },
     .tip = [](const RunPtr& r, Zone) { return r->subject.clusterName; },
     .filtered = true,
     .exact = true},
    {.id = "state",
     .title = QT_TRANSLATE_NOOP("columns", "State"),
     .kind = CellKind::State,
     .width = 124,
     .text = [](const RunPtr& r, Zone) { return runState(r->state).word; },
     .value = [](const RunPtr& r) { return QVariant(static_cast<int>(r->state)); },
     .fact =
         [](const RunPtr& r, int role) {
             const RunStateWords words = runState(r->state);
             return role == ShapeRole  ? QVariant(static_cast<int>(words.shape))
                    : role == ToneRole ? QVariant(static_cast<int>(words.tone))
                                       : QVariant();
         }},
    {.id = "progress",
     .title = QT_TRANSLATE_NOOP("columns", "Progress"),
     .kind = CellKind::Share,
     .width = 124,
     .text = [](const RunPtr& r, Zone) { return runProgress(*r); },
     .value = [](const RunPtr& r) { return valueOf(runShare(*r)); },
     .tip = [](const RunPtr& r, Zone) { return runProgressTip(*r); },
     .fact =
         [](const RunPtr& r, int role) {
             if (role == ShareRole)
                 return valueOf(runShare(*r));
             return role == ToneRole && r->state == RunState::Failed
                        ? QVariant(static_cast<int>(Tone::Bad))
                        : mutedWhen(role == ToneRole && !isRunning(r));
         }},
    {.id = "rate",
     .title = QT_TRANSLATE_NOOP("columns", "Records/s"),
     .kind = CellKind::Number,
     .width = 92,
     .text = [](const RunPtr& r, Zone) { return formatRate(r->perSecond); },
     .value = [](const RunPtr& r) { return valueOf(r->perSecond); },
     .fact = [](const RunPtr& r,
                int role) { return role == ToneRole ? mutedWhen(!isRunning(r)) : QVariant(); }},
    {.id = "left",
     .title = QT_TRANSLATE_NOOP("columns", "Left"),
     .kind = CellKind::Number,
     .width = 76,
     .text = [](const RunPtr& r, Zone) { return runLeft(*r); },
     .value = [](const RunPtr& r) { return valueOf(r->leftMs); },
     .unit = QT_TRANSLATE_NOOP("columns", "ms"),
     .tip = [](const RunPtr& r, Zone) { return runLeftTip(*r); },
     .fact = [](const RunPtr& r, int role) { return role == ToneRole ? mutedWhen(!r->leftMs) : QVariant(); }},
    {.id = "started",
     .title = QT_TRANSLATE_NOOP("columns", "Started"),
     .kind = CellKind::Number,
     .width = 168,
     .text = [](const RunPtr& r, Zone zone) { return formatTime(r->startedMs, zone); },
     .value = [](const RunPtr& r) { return QVariant(r->startedMs); },
     .timed = true},
    {.id = "result",
     .title = QT_TRANSLATE_NOOP("columns", "Result"),
     .width = 240,
     .text = [](const RunPtr& r, Zone) { return runResult(*r); },
     .tip = [](const RunPtr& r, Zone) { return runResult(*r); },
     .fact =
         [](const RunPtr& r, int role) {
             return role == ToneRole && r->state == RunState::Failed ? QVariant(static_cast<int>(Tone::Bad))
                                                                     : QVariant();
         }},
};

} // namespace

RunModel::RunModel(QObject* parent)
    : LiveTableModel(
          columns, [](const RunPtr& row) -> const auto& { return row->id; }, parent) {}

} // namespace models
