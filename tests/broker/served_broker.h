#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace broker_test {

/// The broker that a suite talks to: the one at HOST:PORT in the environment's MILENA_TEST_BOOTSTRAP, such as
/// Apache Kafka, or else ours, started in this process, in memory, on a port the system picked.
class ServedBroker {
public:
    using Config = std::map<std::string, std::string>;
    /// `config` is for ours only.
    explicit ServedBroker(const Config& config = {});
    ~ServedBroker();
    [[nodiscard]] const std::string& address() const { return m_address; }
    /// Whether somebody else's broker is meant.
    [[nodiscard]] static bool isForeign();

private:
    struct Ours;
    std::unique_ptr<Ours> m_ours;
    std::string m_address;
};

} // namespace broker_test
