#include <future>

#include <gtest/gtest.h>

#include "client/cluster.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/10_find_coordinator.h"
#include "protocol/messages/90_describe_share_group_offsets.h"
#include "support/fake_requests.h"

using namespace client;
using support::FakeRequest;
using support::FakeServer;

namespace {

/// A broker that never answers where the group "workers" is, and by that nothing else on the same connection:
/// it takes what comes in order, as Kafka does.
class HoldingBroker {
public:
    [[nodiscard]] ConnectOptions options() const {
        ConnectOptions out;
        out.bootstrap = m_server.address();
        return out;
    }
    void waitUntilItHolds() { m_holds.get_future().wait(); }

private:
    void serve(const FakeRequest& request) {
        switch (request.key()) {
        case protocol::ApiKey::Metadata: {
            protocol::MetadataResponse response;
            auto& broker = response.brokers.emplace_back();
            broker.nodeId = 1;
            broker.host = "127.0.0.1";
            broker.port = m_server.port();
            request.answer(response);
            break;
        }
        case protocol::ApiKey::FindCoordinator: {
            protocol::FindCoordinatorResponse response;
            for (const auto& key : request.body<protocol::FindCoordinatorRequest>().coordinatorKeys) {
                auto& coordinator = response.coordinators.emplace_back();
                coordinator.key = key;
                coordinator.nodeId = 1;
                coordinator.host = "127.0.0.1";
                coordinator.port = m_server.port();
            }
            request.answer(response);
            break;
        }
        default:
            const auto groups = request.body<protocol::DescribeShareGroupOffsetsRequest>().groups;
            if (groups.front().groupId == "workers") {
                m_holds.set_value();
                request.peer.waitForEnd();
                break;
            }
            protocol::DescribeShareGroupOffsetsResponse response;
            response.groups.emplace_back().groupId = groups.front().groupId;
            request.answer(response);
        }
    }

    std::promise<void> m_holds;
    FakeServer m_server{[this](FakeServer::Peer& peer) {
        support::serveRequests(peer, {{3, 4, 12}, {10, 0, 6}, {18, 0, 3}, {90, 0, 0}},
                               [this](const FakeRequest& request) { serve(request); });
    }};
};

TEST(HeldAnswer, KeepsNothingElseWaiting) {
    HoldingBroker broker;
    const auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const std::vector<GroupName> workers{{"workers", GroupType::Share}};
    auto held = std::async(std::launch::async, [&] { return (*cluster)->groupOffsets(workers); });
    broker.waitUntilItHolds();
    auto other = std::async(std::launch::async, [&] { return (*cluster)->metadata(); });
    const bool soon = other.wait_for(std::chrono::seconds(5)) == std::future_status::ready;
    (*cluster)->close();
    EXPECT_TRUE(soon);
    EXPECT_TRUE(other.get());
    held.wait();
}

TEST(HeldAnswer, OfAGroupAskedApartKeepsNoOtherShareGroupWaiting) {
    HoldingBroker broker;
    const auto cluster = connect(broker.options());
    ASSERT_TRUE(cluster) << cluster.error().cause;
    const std::vector<GroupName> late{{"workers", GroupType::Share, true}}, healthy{{"g", GroupType::Share}};
    auto held = std::async(std::launch::async, [&] { return (*cluster)->groupOffsets(late); });
    broker.waitUntilItHolds();
    auto other = std::async(std::launch::async, [&] { return (*cluster)->groupOffsets(healthy); });
    const bool soon = other.wait_for(std::chrono::seconds(5)) == std::future_status::ready;
    (*cluster)->close();
    EXPECT_TRUE(soon);
    const auto offsets = other.get();
    EXPECT_TRUE(offsets && !offsets->front().error);
    held.wait();
}

} // namespace
