#include <atomic>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "broker/broker.h"
#include "client/cluster.h"
#include "client/producer.h"

using namespace client;
using namespace std::chrono_literals;

namespace {

/// A cluster of its own at each start, always at the same port.
class Port {
public:
    Port() { start(); }
    void stop() { m_broker.reset(); }
    void start() {
        broker::BrokerOptions options;
        options.listeners = {{.bind = {"127.0.0.1", m_port}, .advertised = {}}};
        options.memoryLimit = 64 << 20;
        m_broker = broker::Broker::start(std::move(options)).value();
        m_port = m_broker->listening().front().port;
        const std::vector<NewTopic> topics{{.name = "orders", .partitions = 1, .configs = {}}};
        EXPECT_FALSE((*connect({.bootstrap = address()}))->createTopics(topics).value().front().error);
    }
    [[nodiscard]] std::string clusterId() const { return m_broker->clusterId(); }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }

private:
    std::uint16_t m_port = 0;
    std::unique_ptr<broker::Broker> m_broker;
};

} // namespace

TEST(AnotherCluster, GetsNothingOfWhatWasMeantForTheFirst) {
    Port port;
    Reaper reaper;
    const auto producer =
        Producer::create(
            {.connect = {.bootstrap = port.address(), .clusterId = port.clusterId()}, .idempotent = true},
            reaper)
            .value();
    std::atomic<int> arrived = 0;
    std::mutex mutex;
    std::optional<base::Error> refused;
    const auto send = [&] {
        return producer->send({.topic = "orders", .value = "v"},
                              [&](tl::expected<Delivery, Undelivered> done) {
                                  const std::lock_guard lock(mutex);
                                  if (done)
                                      ++arrived;
                                  else
                                      refused = done.error();
                              });
    };
    ASSERT_TRUE(send());
    ASSERT_TRUE(producer->flush(20s));
    ASSERT_EQ(arrived, 1);
    port.stop();
    port.start();
    base::Status sent;
    for (const auto until = std::chrono::steady_clock::now() + 20s;
         sent && std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(1ms))
        sent = send();
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().name, "ANOTHER_CLUSTER");
    EXPECT_TRUE(producer->flush(20s));
    const std::lock_guard lock(mutex);
    EXPECT_EQ(refused.value().name, "ANOTHER_CLUSTER");
    EXPECT_EQ(arrived, 1);
    const std::vector<base::TopicPartition> parts{{"orders", base::PartitionId(0)}};
    const auto there = *connect({.bootstrap = port.address()});
    EXPECT_EQ(there->listOffsets(parts, OffsetQuestion::Latest).value().front().offset, base::Offset(0));
}

TEST(AnotherCluster, GetsNothingThoughItIsTheFirstToAnswer) {
    Port port;
    Reaper reaper;
    const auto producer =
        Producer::create({.connect = {.bootstrap = port.address(), .clusterId = "nobody's"}}, reaper).value();
    base::Status outcome;
    // It may know before it is given the record, and says so then.
    if (auto taken = producer->send({.topic = "orders", .value = "v"},
                                    [&](const base::Result<Delivery>& done) {
                                        if (!done)
                                            outcome = base::fail(done.error());
                                    });
        !taken)
        outcome = std::move(taken);
    ASSERT_TRUE(producer->flush(20s));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().name, "ANOTHER_CLUSTER");
}

TEST(AnotherCluster, TheOneThatIsMeantGetsAll) {
    Port port;
    Reaper reaper;
    const auto producer =
        Producer::create({.connect = {.bootstrap = port.address(), .clusterId = port.clusterId()}}, reaper)
            .value();
    std::atomic<int> arrived = 0;
    for (int i = 0; i < 10; ++i)
        ASSERT_TRUE(producer->send({.topic = "orders", .value = "v"},
                                   [&](const auto& done) { arrived += done ? 1 : 0; }));
    ASSERT_TRUE(producer->flush(20s));
    EXPECT_EQ(arrived, 10);
}
