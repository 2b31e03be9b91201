#include <map>
#include <mutex>

#include <gtest/gtest.h>

#include "client/cluster.h"
#include "protocol/messages/02_list_offsets.h"
#include "protocol/messages/03_metadata.h"
#include "support/fake_requests.h"

using namespace client;
using support::FakeServer;

namespace {

constexpr int Leaders = 2, Partitions = 6;

/// Two brokers that lead every other partition of the topic "orders"; partition p ends at offset 100 + p.
class TwoLeaders {
public:
    TwoLeaders() = default;

    [[nodiscard]] ConnectOptions options() const {
        ConnectOptions out;
        out.bootstrap = m_first.address();
        return out;
    }
    /// Partitions of each ListOffsets request that came, by broker.
    [[nodiscard]] std::map<int, std::vector<std::size_t>> asked() const {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

private:
    void serve(int node, FakeServer::Peer& peer) {
        support::serveRequests(peer, {{2, 1, 7}, {3, 4, 12}, {18, 0, 3}}, [&](const auto& request) {
            switch (request.key()) {
            case protocol::ApiKey::Metadata:
                request.answer(metadata());
                break;
            case protocol::ApiKey::ListOffsets:
                request.answer(offsets(node, request.template body<protocol::ListOffsetsRequest>()));
                break;
            default:
                ADD_FAILURE() << "asked with key " << request.header().requestApiKey;
                peer.hangUp();
            }
        });
    }
    protocol::MetadataResponse metadata() const {
        protocol::MetadataResponse response;
        for (const auto* server : {&m_first, &m_second}) {
            auto& broker = response.brokers.emplace_back();
            broker.nodeId = server == &m_first ? 1 : 2;
            broker.host = "127.0.0.1";
            broker.port = server->port();
        }
        auto& topic = response.topics.emplace_back();
        topic.name = "orders";
        for (int i = 0; i < Partitions; ++i) {
            auto& partition = topic.partitions.emplace_back();
            partition.partitionIndex = i;
            partition.leaderId = 1 + i % Leaders;
        }
        return response;
    }
    protocol::ListOffsetsResponse offsets(int node, const protocol::ListOffsetsRequest& request) {
        protocol::ListOffsetsResponse response;
        auto& topic = response.topics.emplace_back();
        topic.name = "orders";
        for (const auto& asked : request.topics.at(0).partitions) {
            EXPECT_EQ(1 + asked.partitionIndex % Leaders, node);
            auto& partition = topic.partitions.emplace_back();
            partition.partitionIndex = asked.partitionIndex;
            partition.offset = 100 + asked.partitionIndex;
        }
        const std::lock_guard lock(m_mutex);
        m_asked[node].push_back(topic.partitions.size());
        return response;
    }

    mutable std::mutex m_mutex; // guards what follows
    std::map<int, std::vector<std::size_t>> m_asked;
    FakeServer m_second{[this](FakeServer::Peer& peer) { serve(2, peer); }};
    FakeServer m_first{[this](FakeServer::Peer& peer) { serve(1, peer); }}; // last: it tells of the other
};

TEST(Leaders, AQuestionAboutManyPartitionsIsOneListOffsetsALeader) {
    TwoLeaders brokers;
    auto cluster = connect(brokers.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    std::vector<base::TopicPartition> all;
    for (int i = 0; i < Partitions; ++i)
        all.push_back({"orders", base::PartitionId(i)});
    std::map<int, std::vector<std::size_t>> expected;
    for (const auto question : {OffsetQuestion::LastStable, OffsetQuestion::Earliest}) {
        const auto offsets = (*cluster)->listOffsets(all, question);
        ASSERT_TRUE(offsets) << offsets.error().cause;
        ASSERT_EQ(offsets->size(), all.size());
        for (int i = 0; i < Partitions; ++i)
            EXPECT_EQ(offsets->at(static_cast<std::size_t>(i)).offset, base::Offset(100 + i));
        for (int node = 1; node <= Leaders; ++node)
            expected[node].push_back(Partitions / Leaders);
        EXPECT_EQ(brokers.asked(), expected);
    }
}

} // namespace
