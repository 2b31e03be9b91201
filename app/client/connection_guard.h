#pragma once

#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include <sys/socket.h>

#include "client/connect_options.h"

namespace client {

/// Keeps the connections of a librdkafka handle to one cluster. The library asks nobody whom it meets when it
/// connects again, and sends on to whoever answers at the address by then. Thread-safe; destroying it waits
/// for questions under way, which stop() ends.
class ConnectionGuard {
public:
    explicit ConnectionGuard(ConnectOptions options)
        : m_options(std::move(options)), m_clusterId(m_options.clusterId) {}
    ~ConnectionGuard() { stop(); }
    ConnectionGuard(const ConnectionGuard&) = delete;
    ConnectionGuard& operator=(const ConnectionGuard&) = delete;

    /// For rd_kafka_conf_set_connect_cb, which holds the library's locks and must not wait: connects the
    /// socket to a broker that is met for the first time. To others only once somebody has asked, over a
    /// connection of his own, which cluster is there since the last one; until then it is refused, and the
    /// library comes again. `broker`: as librdkafka names it, [PROTOCOL://]HOST:PORT[/ID]. 0: done or under
    /// way, else an errno.
    int connect(int socket, const sockaddr* address, socklen_t size, const char* broker);
    /// Another cluster was met: there is no connecting any more.
    [[nodiscard]] bool isElsewhere() const { return m_isElsewhere; }
    void stop() { m_stop.request_stop(); }

private:
    using Clock = std::chrono::steady_clock;
    struct Broker {
        bool isAsked = false;                    ///< a question is under way
        std::optional<Clock::time_point> sameAt; ///< then it was answered
        std::set<std::string> used;              ///< each socket address of the name may be tried once on it
    };
    [[nodiscard]] bool mayConnect(const std::string& address, std::string socketAddress);
    void ask(const std::string& address, bool isFirst);
    void take(const std::string& address, const std::string& clusterId, bool isFirst);

    const ConnectOptions m_options;
    std::stop_source m_stop;
    std::atomic<bool> m_isElsewhere = false;
    std::mutex m_mutex; // guards what follows
    std::map<std::string, Broker> m_brokers;
    bool m_isAgain = false;  ///< a broker was met a second time: where another was, new ones may be too
    std::string m_clusterId; ///< empty: nobody has told; brokers of before Kafka 0.10.1 tell none
    std::vector<std::future<void>> m_questions; // last: destroyed, and waited for, before the rest
};

} // namespace client
