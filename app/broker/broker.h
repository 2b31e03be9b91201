#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/result.h"

namespace broker {

struct HostPort {
    std::string host;
    std::uint16_t port = 0;
    auto operator<=>(const HostPort&) const = default;
    /// `host:port`, an IPv6 address in brackets.
    [[nodiscard]] std::string toString() const;
};

/// One address to accept on. `localhost` binds both loopbacks; port 0 lets the system pick.
struct Listener {
    HostPort bind;
    /// What clients of this listener are told to dial; the bound address when absent, its port when the port
    /// is 0.
    std::optional<HostPort> advertised;
};

struct BrokerOptions {
    std::vector<Listener> listeners;
    std::optional<std::filesystem::path> dataFolder; ///< absent: memory mode
    std::optional<std::int64_t> memoryLimit;         ///< bytes; memory mode only; default a quarter of RAM
    std::map<std::string, std::string> config;       ///< Kafka's broker keys
    /// The client id of a program that only looks on: records that it fetches do not count as sent. May be
    /// empty.
    std::string observer;
    base::LogSink log;                        ///< may be empty
    std::shared_ptr<const base::Clock> clock; ///< the system's when empty
};

struct ApiCount {
    std::int16_t key = 0;
    std::string name;
    std::uint64_t requests = 0;
};

/// What the broker counted since its start; a consistent-enough snapshot, never a lock held over traffic.
struct Counters {
    base::Millis uptime{};
    std::uint64_t requests = 0;
    std::vector<ApiCount> requestsByApi; ///< in order of API keys, one for each served API
    std::uint64_t bytesIn = 0, bytesOut = 0;
    /// Records out are those in answers to fetches, markers of transactions left out, from the offset that
    /// was asked for; sent is not yet read.
    std::uint64_t recordsIn = 0, recordsOut = 0;
    std::uint64_t recordBytesOut = 0;                       ///< their batches whole, as they were sent
    std::map<std::string, std::uint64_t> recordsOutByTopic; ///< those of which nothing was sent are left out
    std::uint64_t connectionsAccepted = 0;
    std::size_t connections = 0;
    std::int64_t dataBytes = 0;              ///< record bytes held, in memory or on disk
    std::optional<std::int64_t> memoryLimit; ///< memory mode only
    std::size_t topics = 0, partitions = 0;  ///< internal topics included
    std::size_t internalTopics = 0;          ///< among the topics
    std::optional<base::Error> refuses;      ///< why the disk or the memory takes no records, lately
};

struct ConnectionInfo {
    std::uint64_t id = 0;
    std::string address;      ///< peer's host:port
    std::string clientId;     ///< empty until the first request that names one
    std::string softwareName; ///< from ApiVersions 3+, empty before
    std::string softwareVersion;
    std::int64_t connectedSinceMs = 0; ///< wall clock
    std::uint64_t requests = 0;
    std::uint64_t bytesIn = 0, bytesOut = 0;
};

/// The embedded engine: an Apache-Kafka-compatible broker of one node.
/// Owned by whoever started it; its functions may be called from any thread. Its own threads end in stop().
class Broker {
public:
    /// Opens the store (recovering what an unclean stop left) and accepts before it returns.
    /// Errors: a bad configuration value, an address that cannot be bound, a folder that is locked or cannot
    /// be used.
    static base::Result<std::unique_ptr<Broker>> start(BrokerOptions options);
    ~Broker();
    Broker(const Broker&) = delete;
    Broker& operator=(const Broker&) = delete;

    /// One for each listener asked for, with the port that was picked.
    [[nodiscard]] std::vector<HostPort> listening() const;
    /// What clients of each listener are told to dial, in the same order.
    [[nodiscard]] std::vector<HostPort> advertised() const;
    [[nodiscard]] std::string clusterId() const;
    [[nodiscard]] Counters counters() const;
    [[nodiscard]] std::vector<ConnectionInfo> connections() const;
    /// What was recovered and what was dropped when the folder was opened, a sentence each; empty after a
    /// clean stop.
    [[nodiscard]] std::vector<std::string> recoveryReport() const;
    /// Closes every connection, makes what was written durable, releases the folder. Idempotent. Under a
    /// second with hundreds of partitions under load, unless the disk needs longer for what waits to be
    /// written to its volume, by others too: a gigabyte takes what the disk takes for it. A change of a topic
    /// or of a log that is under way is finished first. An error, which is logged too: something could not be
    /// written; the next start checks what is there.
    base::Status stop();

private:
    class Impl;
    explicit Broker(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// README's table of the APIs served, in Markdown, made from the handler list.
[[nodiscard]] std::string apiTable();
/// README's table of the configuration keys, in Markdown, made from the key tables.
[[nodiscard]] std::string configTable();

} // namespace broker
