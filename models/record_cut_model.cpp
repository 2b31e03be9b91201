#include "models/record_cut_model.h"

#include <array>

#include "models/unread.h"

using session::RecordCut;

namespace models {
namespace {

constexpr std::array kColumns{
    Column<RecordCut>{
        .id = "topic",
        .title = QT_TRANSLATE_NOOP("columns", "Topic"),
        .kind = CellKind::Name,
        .width = 180,
        .text = [](const RecordCut& c, Zone) { return c.topic; },
        .tip = [](const RecordCut& c, Zone) { return c.topic; },
        .stretch = true,
        .filtered = true,
    },
    Column<RecordCut>{
        .id = "partition",
        .title = QT_TRANSLATE_NOOP("columns", "Partition"),
        .kind = CellKind::Number,
        .width = 88,
        .text = [](const RecordCut& c, Zone) { return formatCount(qint64(c.partition)); },
        .value = [](const RecordCut& c) { return QVariant(c.partition); },
    },
    Column<RecordCut>{
        .id = "start",
        .title = QT_TRANSLATE_NOOP("columns", "Log start"),
        .kind = CellKind::Number,
        .width = 110,
        .text = [](const RecordCut& c, Zone) { return formatCount(c.logStart); },
        .value = [](const RecordCut& c) { return valueOf(c.logStart); },
        .tip = [](const RecordCut& c, Zone) { return unreadTip(c.logStart); },
    },
    Column<RecordCut>{
        .id = "keepFrom",
        .title = QT_TRANSLATE_NOOP("columns", "Keep from"),
        .kind = CellKind::Number,
        .width = 110,
        .text = [](const RecordCut& c, Zone) { return formatCount(c.keepFrom); },
        .value = [](const RecordCut& c) { return valueOf(c.keepFrom); },
        .tip = [](const RecordCut& c, Zone) { return unreadTip(c.keepFrom); },
    },
    Column<RecordCut>{
        .id = "end",
        .title = QT_TRANSLATE_NOOP("columns", "End"),
        .kind = CellKind::Number,
        .width = 110,
        .text = [](const RecordCut& c, Zone) { return formatCount(c.end); },
        .value = [](const RecordCut& c) { return valueOf(c.end); },
        .tip = [](const RecordCut& c, Zone) { return unreadTip(c.end); },
    },
    Column<RecordCut>{
        .id = "goes",
        .title = QT_TRANSLATE_NOOP("columns", "Goes"),
        .kind = CellKind::Number,
        .width = 110,
        .text = [](const RecordCut& c, Zone) { return formatCount(c.goes()); },
        .value = [](const RecordCut& c) { return valueOf(c.goes()); },
        .fact =
            [](const RecordCut& c, int role) {
                if (role == StrongRole)
                    return QVariant(c.goes().value_or(0) > 0);
                return role == ToneRole ? mutedWhen(c.goes().value_or(0) == 0) : QVariant();
            },
    },
};

} // namespace

RecordCutModel::RecordCutModel(QObject* parent)
    : LiveTableModel(
          kColumns,
          [](const RecordCut& cut) { return cut.topic + QLatin1Char('-') + QString::number(cut.partition); },
          parent) {}

} // namespace models
