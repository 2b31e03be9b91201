#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace broker_test {

/// The broker that a suite talks to: the one at HOST:PORT in the environment's MILENA_TEST_BOOTSTRAP, such as
/// Apache Kafka, or else ours, started in this process on a port the system picked.
class ServedBroker {
public:
    using Config = std::map<std::string, std::string>;
    /// `config` and `folder`, without which it keeps nothing, are for ours only.
    explicit ServedBroker(Config config = {}, std::optional<std::filesystem::path> folder = {});
    ~ServedBroker();
    /// Another one after a restart.
    [[nodiscard]] const std::string& address() const { return m_address; }
    /// Whether somebody else's broker is meant.
    [[nodiscard]] static bool isForeign();

    /// Whether `restart` can be: of somebody else's broker only if the environment's KAFKA_STARTER names the
    /// process that starts it again on SIGHUP.
    [[nodiscard]] static bool restarts();
    /// Stops it cleanly and starts it on what it kept. Returns once it accepts connections.
    void restart();

private:
    struct Ours;
    void start();

    Config m_config;
    std::optional<std::filesystem::path> m_folder;
    std::unique_ptr<Ours> m_ours;
    std::string m_address;
};

} // namespace broker_test
