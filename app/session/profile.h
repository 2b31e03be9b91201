#pragma once

#include <QString>
#include <QUuid>

namespace session {

enum class Environment { Development, Test, Production };

/// One remembered cluster. A plain value; Workspace owns the list and stores it.
struct ConnectionProfile {
    QUuid id;
    QString name;
    int colour = 0; ///< index into the theme's series colours, 0…9
    Environment environment = Environment::Development;
    QString bootstrap;        ///< comma-separated HOST:PORT
    bool localBroker = false; ///< the broker inside this program; bootstrap is then where it last listened

    bool operator==(const ConnectionProfile&) const = default;
};

} // namespace session
