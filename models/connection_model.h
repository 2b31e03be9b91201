#pragma once

#include "models/live_table_model.h"
#include "session/local/broker_facts.h"

namespace models {

/// A client attached to the local broker, with what it did since the last sample, per second.
struct ConnectionRow {
    session::BrokerConnection connection;
    std::optional<double> requestsPerSecond, inPerSecond, outPerSecond;
    bool operator==(const ConnectionRow&) const = default;
};

/// The local broker's connections. `take` is given each sample; rates are differences between two. UI thread.
class ConnectionModel final : public LiveTableModel<ConnectionRow, qint64> {
    Q_OBJECT
public:
    explicit ConnectionModel(QObject* parent = nullptr);
    /// `uptimeMs`: the broker's own time, which nobody sets.
    void take(const std::vector<session::BrokerConnection>& connections, qint64 uptimeMs);

private:
    qint64 m_uptimeMs = 0;
};

} // namespace models
