#include "session/ports/local_broker.h"

#include <set>
#include <tuple>

namespace session {

QString LocalBroker::dataFolder() const {
    if (state() == LocalBrokerState::Running)
        return started().dataFolder;
    return options().storage == BrokerStorage::Kept ? keptDataFolder() : QString();
}

ForeignClients LocalBroker::foreignClients() const {
    ForeignClients out;
    std::set<std::tuple<QString, QString, QString>> clients;
    for (const auto& connection : connections())
        if (!connection.ofThisConsole) {
            ++out.connections;
            clients.emplace(connection.clientId, connection.software,
                            connection.address.left(connection.address.lastIndexOf(QLatin1Char(':'))));
        }
    out.atLeast = static_cast<int>(clients.size());
    return out;
}

} // namespace session
