#include "models/connection_model.h"

#include <cmath>
#include <unordered_map>

namespace models {
namespace {

QString bytesPerSecond(const std::optional<double>& rate) {
    return rate ? formatBytes(qint64(std::llround(*rate))) : QString(unknownSign);
}

constexpr Column<ConnectionRow> columns[] = {
    {.id = "client",
     .title = QT_TRANSLATE_NOOP("columns", "Client id"),
     .kind = CellKind::Name,
     .width = 112,
     .text =
         [](const ConnectionRow& r, Zone) {
             return r.connection.clientId.isEmpty() ? QString(unknownSign) : r.connection.clientId;
         },
     .stretch = true,
     .filtered = true},
    {.id = "address",
     .title = QT_TRANSLATE_NOOP("columns", "Address"),
     .kind = CellKind::Mono,
     .width = 136,
     .text = [](const ConnectionRow& r, Zone) { return r.connection.address; },
     .fact = [](const ConnectionRow&, int role) { return role == ToneRole ? mutedWhen(true) : QVariant(); },
     .filtered = true},
    {.id = "software",
     .title = QT_TRANSLATE_NOOP("columns", "Software"),
     .width = 148,
     .text =
         [](const ConnectionRow& r, Zone) {
             if (r.connection.ofThisConsole)
                 return QCoreApplication::translate("columns", "this console");
             return r.connection.software.isEmpty() ? QString(unknownSign) : r.connection.software;
         },
     .filtered = true},
    {.id = "requests",
     .title = QT_TRANSLATE_NOOP("columns", "Requests/s"),
     .kind = CellKind::Number,
     .width = 96,
     .text = [](const ConnectionRow& r, Zone) { return formatRate(r.requestsPerSecond); },
     .value = [](const ConnectionRow& r) { return valueOf(r.requestsPerSecond); },
     .fact = [](const ConnectionRow& r,
                int role) { return role == ToneRole ? mutedWhen(r.requestsPerSecond == 0.0) : QVariant(); }},
    {.id = "in",
     .title = QT_TRANSLATE_NOOP("columns", "In/s"),
     .kind = CellKind::Number,
     .width = 92,
     .text = [](const ConnectionRow& r, Zone) { return bytesPerSecond(r.inPerSecond); },
     .value = [](const ConnectionRow& r) { return valueOf(r.inPerSecond); },
     .unit = QT_TRANSLATE_NOOP("columns", "bytes")},
    {.id = "out",
     .title = QT_TRANSLATE_NOOP("columns", "Out/s"),
     .kind = CellKind::Number,
     .width = 92,
     .text = [](const ConnectionRow& r, Zone) { return bytesPerSecond(r.outPerSecond); },
     .value = [](const ConnectionRow& r) { return valueOf(r.outPerSecond); },
     .unit = QT_TRANSLATE_NOOP("columns", "bytes")},
    {.id = "since",
     .title = QT_TRANSLATE_NOOP("columns", "Since"),
     .kind = CellKind::Number,
     .width = 118,
     .text = [](const ConnectionRow& r,
                Zone zone) { return formatClock(r.connection.connectedAtMs, zone, true); },
     .value = [](const ConnectionRow& r) { return QVariant(r.connection.connectedAtMs); },
     .tip = [](const ConnectionRow& r, Zone zone) { return formatTime(r.connection.connectedAtMs, zone); },
     .timed = true},
};

} // namespace

ConnectionModel::ConnectionModel(QObject* parent)
    : LiveTableModel(
          columns, [](const ConnectionRow& row) -> const auto& { return row.connection.id; }, parent) {}

void ConnectionModel::take(const std::vector<session::BrokerConnection>& connections, qint64 uptimeMs) {
    std::unordered_map<qint64, const session::BrokerConnection*> before;
    for (const ConnectionRow& row : rows())
        before.emplace(row.connection.id, &row.connection);
    const double seconds = double(uptimeMs - m_uptimeMs) / 1000;
    std::vector<ConnectionRow> next;
    next.reserve(connections.size());
    for (const session::BrokerConnection& connection : connections) {
        ConnectionRow row{connection, {}, {}, {}};
        if (const auto found = before.find(connection.id); found != before.end() && seconds > 0) {
            row.requestsPerSecond = double(connection.requests - found->second->requests) / seconds;
            row.inPerSecond = double(connection.bytesIn - found->second->bytesIn) / seconds;
            row.outPerSecond = double(connection.bytesOut - found->second->bytesOut) / seconds;
        }
        next.push_back(std::move(row));
    }
    m_uptimeMs = uptimeMs;
    update(std::move(next));
}

} // namespace models
