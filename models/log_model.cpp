#include "models/log_model.h"

#include <algorithm>

namespace models {
namespace {

using Row = session::BrokerLogLine;

QString levelName(int level) {
    switch (level) {
    case 0:
        return QCoreApplication::translate("log", "debug");
    case 1:
        return QCoreApplication::translate("log", "info");
    case 2:
        return QCoreApplication::translate("log", "warning");
    default:
        return QCoreApplication::translate("log", "error");
    }
}

Tone levelTone(int level) {
    return level >= 3 ? Tone::Bad : level == 2 ? Tone::Warn : Tone::Muted;
}

constexpr Column<Row> columns[] = {
    {.id = "time",
     .title = QT_TRANSLATE_NOOP("columns", "Time"),
     .kind = CellKind::Mono,
     .width = 196,
     .text = [](const Row& r, Zone zone) { return formatTime(r.atMs, zone); },
     .timed = true},
    {.id = "level",
     .title = QT_TRANSLATE_NOOP("columns", "Level"),
     .kind = CellKind::State,
     .width = 84,
     .text = [](const Row& r, Zone) { return levelName(r.level); },
     .value = [](const Row& r) { return QVariant(r.level); },
     .fact =
         [](const Row& r, int role) {
             if (role == ToneRole)
                 return QVariant(int(levelTone(r.level)));
             if (role == ShapeRole && r.level >= 2)
                 return QVariant(int(r.level == 2 ? Shape::Triangle : Shape::Cross));
             return QVariant();
         },
     .filtered = true},
    {.id = "category",
     .title = QT_TRANSLATE_NOOP("columns", "Part"),
     .width = 96,
     .text = [](const Row& r, Zone) { return r.category; },
     .filtered = true},
    {.id = "text",
     .title = QT_TRANSLATE_NOOP("columns", "Line"),
     .kind = CellKind::Mono,
     .width = 480,
     .text = [](const Row& r, Zone) { return r.text; },
     .stretch = true,
     .filtered = true},
};

} // namespace

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(std::size(columns));
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = m_lines[std::size_t(index.row())];
    if (role == IdentityRole || (role == SortRole && index.column() == 0))
        return line.number; // lines of one millisecond keep their order
    return columnData(columns[index.column()], line.line, role, zone());
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != PlainRole) || section < 0 ||
        section >= columnCount())
        return {};
    return columnTitle(columns[section], zone());
}

ColumnInfo LogModel::columnInfo(int column) const {
    return infoOf(columns[column]);
}

void LogModel::take(const std::vector<session::BrokerLogLine>& lines, int fresh) {
    // More than all: some came and went between two beats.
    const int count = std::clamp(fresh, 0, static_cast<int>(lines.size()));
    if (count == 0)
        return;
    const int over = rowCount() + count - limit;
    if (over > 0 && rowCount() > 0) {
        const int gone = std::min(over, rowCount());
        beginRemoveRows({}, 0, gone - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + gone);
        endRemoveRows();
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + count - 1);
    for (auto line = lines.end() - count; line != lines.end(); ++line)
        m_lines.push_back({m_next++, *line});
    endInsertRows();
    emit refreshed(false);
}

} // namespace models
