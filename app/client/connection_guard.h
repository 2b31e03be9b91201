#pragma once

#include <atomic>
#include <mutex>
#include <stop_token>
#include <string>

#include <sys/socket.h>

#include "client/connect_options.h"

namespace client {

/// Keeps the connections of a librdkafka handle to one cluster. The library asks nobody who it meets when it
/// connects again, and sends on to whoever answers at the address by then. Thread-safe; calls block.
class ConnectionGuard {
public:
    explicit ConnectionGuard(ConnectOptions options) : m_options(std::move(options)) {}

    /// For rd_kafka_conf_set_connect_cb: asks at `broker`, as librdkafka names it,
    /// [PROTOCOL://]HOST:PORT[/ID], over a connection of its own which cluster that is, and connects the
    /// socket where it is the one that was met first. 0: done or under way, else an errno.
    int connect(int socket, const sockaddr* address, socklen_t size, const char* broker);
    /// Another cluster was met: there is no connecting any more.
    [[nodiscard]] bool isElsewhere() const { return m_isElsewhere; }
    void stop() { m_stop.request_stop(); }

private:
    const ConnectOptions m_options;
    std::stop_source m_stop;
    std::atomic<bool> m_isElsewhere = false;
    std::mutex m_mutex;      // guards what follows
    std::string m_clusterId; ///< empty: nobody was met, or brokers of before Kafka 0.10.1, which tell none
};

} // namespace client
