#include "client/connection_guard.h"

#include <cerrno>
#include <string_view>
#include <utility>

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
    if (m_isElsewhere ||
        !mayConnect(addressIn(broker), std::string(reinterpret_cast<const char*>(address), size)))
        return ECONNREFUSED;
    return ::connect(socket, address, size) == 0 || errno == EINPROGRESS ? 0 : errno;
}

bool ConnectionGuard::mayConnect(const std::string& address, std::string socketAddress) {
    constexpr std::chrono::seconds fresh{3}; // the library tries again within two
    const std::lock_guard lock(m_mutex);
    const auto [place, isNew] = m_brokers.try_emplace(address);
    Broker& broker = place->second;
    m_isAgain = m_isAgain || !isNew;
    if (!m_isAgain && m_options.clusterId.empty()) {
        if (m_clusterId.empty())
            ask(address, true);
        return true;
    }
    if (broker.sameAt && Clock::now() - *broker.sameAt < fresh &&
        broker.used.insert(std::move(socketAddress)).second)
        return true;
    ask(address, false);
    return false;
}

/// With the mutex held.
void ConnectionGuard::ask(const std::string& address, bool isFirst) {
    if (std::exchange(m_brokers[address].isAsked, true))
        return;
    std::erase_if(m_questions, [](const std::future<void>& one) {
        return one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    });
    m_questions.push_back(std::async(std::launch::async, [this, address, isFirst] {
        auto options = m_options;
        options.bootstrap = address;
        const auto met = client::connect(options, m_stop.get_token());
        const std::lock_guard lock(m_mutex);
        m_brokers[address].isAsked = false;
        if (met)
            take(address, (*met)->info().clusterId, isFirst);
    }));
}

/// With the mutex held.
void ConnectionGuard::take(const std::string& address, const std::string& clusterId, bool isFirst) {
    if (m_clusterId.empty())
        m_clusterId = clusterId;
    if (!clusterId.empty() && clusterId != m_clusterId)
        m_isElsewhere = true;
    else if (!isFirst) // whose connection is made already
        m_brokers[address] = {.isAsked = false, .sameAt = Clock::now(), .used = {}};
}

} // namespace client
