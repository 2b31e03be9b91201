#include "broker/broker.h"

namespace broker {

std::string HostPort::toString() const {
    const bool bracket = host.find(':') != std::string::npos;
    return (bracket ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

} // namespace broker
