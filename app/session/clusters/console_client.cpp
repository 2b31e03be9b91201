#include "session/clusters/console_client.h"

#include <QCoreApplication>

#include "client/connect_options.h"

namespace session {

std::string consoleClientId() {
    return "milena-console-" + std::to_string(QCoreApplication::applicationPid());
}

client::ConnectOptions connectOptions(const std::string& bootstrap) {
    client::ConnectOptions options;
    options.bootstrap = bootstrap;
    options.clientId = consoleClientId();
    return options;
}

} // namespace session
