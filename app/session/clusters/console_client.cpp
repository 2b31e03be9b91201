#include "session/clusters/console_client.h"

#include <QCoreApplication>

namespace session {

std::string consoleClientId() {
    return "milena-console-" + std::to_string(QCoreApplication::applicationPid());
}

client::ConnectOptions connectOptions(const std::string& bootstrap, client::Loop loop) {
    client::ConnectOptions options;
    options.bootstrap = bootstrap;
    options.clientId = consoleClientId();
    options.loop = std::move(loop);
    return options;
}

} // namespace session
