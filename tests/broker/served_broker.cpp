#include "served_broker.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "broker/broker.h"

namespace broker_test {

struct ServedBroker::Ours {
    std::unique_ptr<broker::Broker> broker;
};

bool ServedBroker::isForeign() {
    return std::getenv("MILENA_TEST_BOOTSTRAP") != nullptr;
}

ServedBroker::ServedBroker(const Config& config) {
    if (isForeign()) {
        m_address = std::getenv("MILENA_TEST_BOOTSTRAP");
        return;
    }
    broker::BrokerOptions options;
    options.listeners = {{{"127.0.0.1", 0}, std::nullopt}};
    options.config = config;
    auto started = broker::Broker::start(std::move(options));
    if (!started) {
        ADD_FAILURE() << "the broker did not start: " << started.error().cause;
        return;
    }
    m_ours = std::make_unique<Ours>(Ours{std::move(*started)});
    m_address = m_ours->broker->listening().front().toString();
}

ServedBroker::~ServedBroker() = default;

} // namespace broker_test
