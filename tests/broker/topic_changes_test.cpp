#include <latch>

#include "broker/broker.h"
#include "protocol/messages/18_api_versions.h"
#include "record_talk.h"

namespace record_talk {
namespace {

// More clients at it than there are I/O threads: the disk takes its time, and the others are served.
TEST(TopicChanges, WhileTopicsAreMadeOtherClientsAreServed) {
    std::latch reached(1), goOn(1);
    std::atomic<bool> slow{false};
    broker::BrokerOptions options;
    options.listeners = {{{"127.0.0.1", 0}, std::nullopt}};
    options.log = [&](const base::LogLine& line) {
        if (line.category == "topics" && slow.exchange(false)) {
            reached.count_down();
            goOn.wait();
        }
    };
    auto broker = std::move(*broker::Broker::start(options));
    const auto address = broker->listening().front().toString();
    slow = true;
    std::vector<BrokerClient> makers;
    for (int i = 0; i < 4; ++i) {
        protocol::CreateTopicsRequest create;
        create.topics.emplace_back().name = freshName("made");
        create.topics[0].numPartitions = 1;
        create.topics[0].replicationFactor = 1;
        makers.emplace_back(address).send(create, 5);
    }
    reached.wait();
    BrokerClient other(address);
    EXPECT_FALSE(
        other.call<protocol::ApiVersionsResponse>(protocol::ApiVersionsRequest{}, 0).apiKeys.empty());
    goOn.count_down();
    for (auto& maker : makers)
        EXPECT_EQ(errorOf(maker.receive<protocol::CreateTopicsResponse>(5).topics.at(0).errorCode),
                  ErrorCode::NONE);
}

} // namespace
} // namespace record_talk
