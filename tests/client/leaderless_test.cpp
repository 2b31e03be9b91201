#include <gtest/gtest.h>

#include "client/cluster.h"
#include "protocol/messages/03_metadata.h"
#include "support/fake_requests.h"

using namespace client;
using support::FakeServer;

namespace {

/// Broker 1 of the topic "orders", of which no partition has a leader: brokers 2 and 3 hold the first, and
/// broker 1 is among those that hold the second.
class Leaderless {
public:
    [[nodiscard]] ConnectOptions options() const {
        ConnectOptions out;
        out.bootstrap = m_server.address();
        return out;
    }

private:
    [[nodiscard]] protocol::MetadataResponse metadata() const {
        protocol::MetadataResponse response;
        auto& broker = response.brokers.emplace_back();
        broker.nodeId = 1;
        broker.host = "127.0.0.1";
        broker.port = m_server.port();
        auto& topic = response.topics.emplace_back();
        topic.name = "orders";
        for (const auto& holders : {std::vector<std::int32_t>{2, 3}, std::vector<std::int32_t>{1, 2}}) {
            auto& partition = topic.partitions.emplace_back();
            partition.errorCode = 5;
            partition.partitionIndex = static_cast<std::int32_t>(topic.partitions.size()) - 1;
            partition.leaderId = -1;
            partition.replicaNodes = holders;
        }
        return response;
    }

    FakeServer m_server{[this](FakeServer::Peer& peer) {
        support::serveRequests(peer, {{2, 1, 7}, {3, 4, 12}, {18, 0, 3}}, [this](const auto& request) {
            EXPECT_EQ(request.key(), protocol::ApiKey::Metadata);
            request.answer(metadata());
        });
    }};
};

TEST(Leaderless, WhereNobodyThatHoldsItIsThereNobodyIsElected) {
    const Leaderless broker;
    const auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const std::vector<base::TopicPartition> both{{"orders", base::PartitionId(0)},
                                                 {"orders", base::PartitionId(1)}};
    const auto ends = (*cluster)->listOffsets(both, OffsetQuestion::Latest);
    ASSERT_TRUE(ends) << ends.error().cause;
    const auto& lost = ends->at(0).error;
    ASSERT_TRUE(lost && ends->at(1).error);
    EXPECT_EQ(lost->name, "LEADER_NOT_AVAILABLE");
    EXPECT_EQ(lost->cause, "Partition 0 of \"orders\": no broker that holds it is there.");
    EXPECT_EQ(lost->remedy, "Start one of the brokers 2, 3 again.");
    EXPECT_EQ(ends->at(1).error->remedy, "A leader is being elected; try again in a moment.");
}

} // namespace
