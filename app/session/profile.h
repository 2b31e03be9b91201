#pragma once

#include <QString>
#include <QUuid>

namespace session {

enum class Environment { Development, Test, Production };

/// One remembered cluster. A plain value; Clusters keeps the list.
struct ConnectionProfile {
    QUuid id;
    QString name;
    int colour = 0; ///< index into the theme's series colours, 0…9
    Environment environment = Environment::Development;
    QString bootstrap;        ///< comma-separated HOST:PORT
    bool localBroker = false; ///< the broker inside this program; bootstrap is then where it last listened
    /// Of the local broker: what it last held, see LiveLocalBroker::holding. What is known of one is not of
    /// another.
    QString holding = {};
    QString clusterId = {}; ///< of the cluster that answered last at this address; empty: none has
    /// Of a production one whose address was changed: the id of the cluster that it led to, which it guards
    /// until one answers at the new address.
    QString guards = {};

    [[nodiscard]] bool isProduction() const { return environment == Environment::Production; }
    bool operator==(const ConnectionProfile&) const = default;
};

/// What a connection that was only tried told.
struct ClusterSummary {
    int brokers = 0;
    QString clusterId;
    QString software; ///< "Kafka 4.1 or newer": what its API versions tell
};

} // namespace session
