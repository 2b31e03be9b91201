#include <functional>

#include <gtest/gtest.h>

#include "client/cluster.h"
#include "protocol/messages/02_list_offsets.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/19_create_topics.h"
#include "support/fake_requests.h"

using namespace client;
using support::FakeRequest;
using support::FakeServer;

namespace {

/// A broker of one topic "orders" that is honest about itself and answers everything else as a test says.
class LyingBroker {
public:
    using Lie = std::function<void(const FakeRequest&)>;

    explicit LyingBroker(Lie lie)
        : m_lie(std::move(lie)), m_server([this](FakeServer::Peer& peer) { serve(peer); }) {}

    [[nodiscard]] ConnectOptions options() const {
        ConnectOptions out;
        out.bootstrap = m_server.address();
        out.requestTimeout = std::chrono::seconds(2);
        return out;
    }

private:
    void serve(FakeServer::Peer& peer) {
        const support::ApiKeys keys{{1, 4, 12}, {2, 1, 7},  {3, 4, 12}, {9, 1, 8},
                                    {10, 0, 4}, {18, 0, 3}, {19, 4, 7}};
        support::serveRequests(peer, keys, [this](const FakeRequest& request) {
            if (request.key() != protocol::ApiKey::Metadata) {
                m_lie(request);
                return;
            }
            protocol::MetadataResponse response;
            auto& broker = response.brokers.emplace_back();
            broker.nodeId = 1;
            broker.host = "127.0.0.1";
            broker.port = m_server.port();
            auto& topic = response.topics.emplace_back();
            topic.name = "orders";
            topic.partitions.emplace_back().leaderId = 1;
            request.answer(response);
        });
    }

    const Lie m_lie;
    FakeServer m_server; // last: it calls what stands above
};

const std::vector<base::TopicPartition> firstOfOrders{{"orders", base::PartitionId(0)}};

TEST(LyingBroker, AnswersAboutAnotherTopic) {
    LyingBroker broker([](const FakeRequest& request) {
        protocol::ListOffsetsResponse response;
        response.topics.emplace_back().name = "payments";
        response.topics.back().partitions.emplace_back().offset = 7;
        request.answer(response);
    });
    auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const auto offsets = (*cluster)->listOffsets(firstOfOrders, OffsetQuestion::Latest);
    ASSERT_FALSE(offsets);
    EXPECT_EQ(offsets.error().name, "INVALID_RESPONSE");
    EXPECT_NE(offsets.error().cause.find("payments"), std::string::npos);
}

TEST(LyingBroker, LeavesOutWhatWasAsked) {
    LyingBroker broker([](const FakeRequest& request) { request.answer(protocol::ListOffsetsResponse{}); });
    auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const auto offsets = (*cluster)->listOffsets(firstOfOrders, OffsetQuestion::Latest);
    ASSERT_TRUE(offsets);
    EXPECT_EQ(offsets->front().error.value().name, "INVALID_RESPONSE");
}

TEST(LyingBroker, AlwaysSaysThatTheLeaderIsAnother) {
    int asked = 0;
    LyingBroker broker([&asked](const FakeRequest& request) {
        ++asked;
        protocol::ListOffsetsResponse response;
        response.topics.emplace_back().name = "orders";
        response.topics.back().partitions.emplace_back().errorCode = 6;
        request.answer(response);
    });
    auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const auto offsets = (*cluster)->listOffsets(firstOfOrders, OffsetQuestion::Latest);
    ASSERT_TRUE(offsets);
    EXPECT_EQ(offsets->front().error.value().name, "NOT_LEADER_OR_FOLLOWER");
    EXPECT_EQ(asked, 2);
}

TEST(LyingBroker, SendsBytesThatAreNoAnswer) {
    LyingBroker broker([](const FakeRequest& request) {
        base::Bytes frame =
            protocol::encodeResponse(request.header().correlationId, request.header().requestApiVersion,
                                     protocol::ListOffsetsResponse{});
        frame.back() = 0xff;
        request.peer.send(frame);
    });
    auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const auto offsets = (*cluster)->listOffsets(firstOfOrders, OffsetQuestion::Latest);
    ASSERT_TRUE(offsets);
    EXPECT_EQ(offsets->front().error.value().name, "INVALID_RESPONSE");
}

TEST(LyingBroker, HangsOnOneQuestion) {
    LyingBroker broker([](const FakeRequest& request) { request.peer.waitForEnd(); });
    auto options = broker.options();
    options.requestTimeout = std::chrono::milliseconds(200);
    auto cluster = connect(options);
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const auto offsets = (*cluster)->listOffsets(firstOfOrders, OffsetQuestion::Latest);
    ASSERT_TRUE(offsets);
    EXPECT_EQ(offsets->front().error.value().name, "REQUEST_TIMED_OUT");
    EXPECT_FALSE(offsets->front().error->unanswered) << "nothing was to be changed";
    EXPECT_TRUE((*cluster)->metadata()) << "a new connection is made by the next call";
}

TEST(LyingBroker, HangsOnAChange) {
    LyingBroker broker([](const FakeRequest& request) { request.peer.waitForEnd(); });
    auto options = broker.options();
    options.requestTimeout = std::chrono::milliseconds(200);
    auto cluster = connect(options);
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const std::vector<base::NewTopic> fresh{{"fresh"}};
    const auto made = (*cluster)->createTopics(fresh, false);
    ASSERT_FALSE(made);
    EXPECT_TRUE(made.error().unanswered) << "it may be made once the broker goes on";
    EXPECT_EQ(made.error().remedy.find("again"), std::string::npos) << "nobody tries it again";
}

TEST(LyingBroker, SaysThatItsControllerTakesLonger) {
    LyingBroker broker([](const FakeRequest& request) {
        protocol::CreateTopicsResponse response;
        response.topics.emplace_back().name = "fresh";
        response.topics.back().errorCode = 7;
        request.answer(response);
    });
    auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const std::vector<base::NewTopic> fresh{{"fresh"}};
    const auto made = (*cluster)->createTopics(fresh, false);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->front().error.value().unanswered);
}

TEST(LyingBroker, LeavesOutWhatItWasToChange) {
    LyingBroker broker([](const FakeRequest& request) { request.answer(protocol::CreateTopicsResponse{}); });
    auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const std::vector<base::NewTopic> fresh{{"fresh"}};
    const auto made = (*cluster)->createTopics(fresh, false);
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->front().error.value().unanswered);
}

} // namespace
