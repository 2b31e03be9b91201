#pragma once

#include <atomic>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include "broker/broker.h"

namespace support {

/// The cluster that a test speaks to: the one whose address stands in MILENA_TEST_BOOTSTRAP or
/// KAFKA_BOOTSTRAP, else a broker of our own in memory, started for this test.
class ClusterUnderTest {
public:
    ClusterUnderTest() {
        for (const char* name : {"MILENA_TEST_BOOTSTRAP", "KAFKA_BOOTSTRAP"}) {
            if (const char* address = std::getenv(name); address && *address) {
                m_bootstrap = address;
                return;
            }
        }
        broker::BrokerOptions options;
        options.listeners = {{.bind = {"127.0.0.1", 0}, .advertised = {}}};
        options.memoryLimit = 512 << 20;
        auto started = broker::Broker::start(std::move(options));
        if (!started)
            throw std::runtime_error(started.error().cause);
        m_broker = std::move(*started);
        m_bootstrap = m_broker->listening().front().toString();
    }

    [[nodiscard]] const std::string& bootstrap() const { return m_bootstrap; }
    [[nodiscard]] bool isOurs() const { return m_broker != nullptr; }
    /// A name that no other test of any run uses.
    [[nodiscard]] static std::string fresh(const std::string& prefix) {
        static std::atomic<int> count = 0;
        return prefix + "-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
    }

private:
    std::string m_bootstrap;
    std::unique_ptr<broker::Broker> m_broker;
};

} // namespace support
