#pragma once

#include "session/ports/cluster_data.h"
#include "session/ports/connection.h"
#include "session/ports/groups.h"
#include "session/ports/records.h"
#include "session/ports/series.h"
#include "session/ports/topics.h"

namespace session {

/// One open cluster as the screens see it: it hands out one port a subject, and those live as long as it
/// does. Lives on the UI thread; Clusters owns it.
class ClusterSession : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual Connection& connection() const = 0;
    [[nodiscard]] virtual ClusterData& data() const = 0;
    [[nodiscard]] virtual Topics& topics() const = 0;
    [[nodiscard]] virtual Groups& groups() const = 0;
    [[nodiscard]] virtual Records& records() const = 0;
    [[nodiscard]] virtual Series& series() const = 0;

    [[nodiscard]] QUuid id() const { return connection().profile().id; }
    [[nodiscard]] const ConnectionProfile& profile() const { return connection().profile(); }
    [[nodiscard]] ConnectionState state() const { return connection().state(); }
};

} // namespace session
