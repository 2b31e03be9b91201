#include "client/connection_guard.h"

#include <cerrno>
#include <string_view>

#include "client/cluster.h"

namespace client {
namespace {

std::string addressIn(std::string_view broker) {
    constexpr std::string_view behindProtocol = "://";
    if (const auto at = broker.find(behindProtocol); at != std::string_view::npos)
        broker.remove_prefix(at + behindProtocol.size());
    return std::string(broker.substr(0, broker.find('/')));
}

} // namespace

int ConnectionGuard::connect(int socket, const sockaddr* address, socklen_t size, const char* broker) {
    if (m_isElsewhere)
        return ECONNREFUSED;
    auto options = m_options;
    options.bootstrap = addressIn(broker);
    const auto met = client::connect(options, m_stop.get_token());
    if (!met)
        return m_stop.stop_requested() ? ECANCELED : ECONNREFUSED;
    const std::string id = (*met)->info().clusterId;
    {
        const std::lock_guard lock(m_mutex);
        if (m_clusterId.empty())
            m_clusterId = id;
        if (!id.empty() && id != m_clusterId) {
            m_isElsewhere = true;
            return ECONNREFUSED;
        }
    }
    return ::connect(socket, address, size) == 0 || errno == EINPROGRESS ? 0 : errno;
}

} // namespace client
