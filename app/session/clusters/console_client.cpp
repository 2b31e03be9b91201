#include "session/clusters/console_client.h"

#include <QCoreApplication>

namespace session {

std::string consoleClientId() {
    return "milena-console-" + std::to_string(QCoreApplication::applicationPid());
}

} // namespace session
