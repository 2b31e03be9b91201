#include "served_broker.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <gtest/gtest.h>

#include "broker/broker.h"
#include "support/broker_client.h"

namespace broker_test {

struct ServedBroker::Ours {
    std::unique_ptr<broker::Broker> broker;
};

namespace {

bool accepts(const std::string& address) {
    const int s = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    const bool connected = ::connect(s, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
    ::close(s);
    return connected;
}

void restartForeign(const std::string& address) {
    test_support::BrokerClient old(address);
    ASSERT_EQ(::kill(std::atoi(std::getenv("KAFKA_STARTER")), SIGHUP), 0);
    ASSERT_TRUE(old.isClosedByPeer());
    // It goes away some time after its connections do.
    for (const bool wanted : {false, true}) {
        for (int tries = 0; tries < 3000 && accepts(address) != wanted; ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        ASSERT_EQ(accepts(address), wanted);
    }
}

} // namespace

bool ServedBroker::isForeign() {
    return std::getenv("MILENA_TEST_BOOTSTRAP") != nullptr;
}

bool ServedBroker::restarts() {
    return !isForeign() || std::getenv("KAFKA_STARTER") != nullptr;
}

ServedBroker::ServedBroker(Config config, std::optional<std::filesystem::path> folder)
    : m_config(std::move(config)), m_folder(std::move(folder)) {
    if (isForeign())
        m_address = std::getenv("MILENA_TEST_BOOTSTRAP");
    else
        start();
}

void ServedBroker::start() {
    broker::BrokerOptions options;
    options.listeners = {{{"127.0.0.1", 0}, std::nullopt}};
    options.config = m_config;
    options.dataFolder = m_folder;
    auto started = broker::Broker::start(std::move(options));
    if (!started) {
        ADD_FAILURE() << "the broker did not start: " << started.error().cause;
        return;
    }
    m_ours = std::make_unique<Ours>(Ours{std::move(*started)});
    m_address = m_ours->broker->listening().front().toString();
}

void ServedBroker::restart() {
    if (isForeign())
        return restartForeign(m_address);
    EXPECT_TRUE(m_ours->broker->stop());
    m_ours.reset();
    start();
}

ServedBroker::~ServedBroker() = default;

} // namespace broker_test
