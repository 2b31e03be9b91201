#include <future>

#include <gtest/gtest.h>

#include "client/cluster.h"
#include "protocol/framing.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/10_find_coordinator.h"
#include "protocol/messages/18_api_versions.h"
#include "protocol/messages/90_describe_share_group_offsets.h"
#include "support/fake_server.h"

using namespace client;
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
    void serve(FakeServer::Peer& peer) {
        for (base::Bytes bytes = peer.readFrame(); !bytes.empty(); bytes = peer.readFrame()) {
            const base::Buffer frame(std::move(bytes));
            const auto decoded = protocol::decodeRequestHeader(frame);
            const auto& header = decoded->header;
            const auto asked = [&]<class Request>() {
                const auto body = frame.slice(decoded->bodyOffset, frame.size() - decoded->bodyOffset);
                return *protocol::decode<Request>(body, header.requestApiVersion);
            };
            const auto reply = [&](const auto& message) {
                peer.send(protocol::encodeResponse(header.correlationId, header.requestApiVersion, message));
            };
            switch (static_cast<protocol::ApiKey>(header.requestApiKey)) {
            case protocol::ApiKey::ApiVersions: {
                protocol::ApiVersionsResponse response;
                response.apiKeys = {{3, 4, 12}, {10, 0, 6}, {18, 0, 3}, {90, 0, 0}};
                reply(response);
                break;
            }
            case protocol::ApiKey::Metadata: {
                protocol::MetadataResponse response;
                auto& broker = response.brokers.emplace_back();
                broker.nodeId = 1;
                broker.host = "127.0.0.1";
                broker.port = m_server.port();
                reply(response);
                break;
            }
            case protocol::ApiKey::FindCoordinator: {
                protocol::FindCoordinatorResponse response;
                for (const auto& key : asked.operator()<protocol::FindCoordinatorRequest>().coordinatorKeys) {
                    auto& coordinator = response.coordinators.emplace_back();
                    coordinator.key = key;
                    coordinator.nodeId = 1;
                    coordinator.host = "127.0.0.1";
                    coordinator.port = m_server.port();
                }
                reply(response);
                break;
            }
            default:
                const auto groups = asked.operator()<protocol::DescribeShareGroupOffsetsRequest>().groups;
                if (groups.front().groupId != "workers") {
                    protocol::DescribeShareGroupOffsetsResponse response;
                    response.groups.emplace_back().groupId = groups.front().groupId;
                    reply(response);
                    break;
                }
                m_holds.set_value();
                peer.waitForEnd();
                return;
            }
        }
    }

    std::promise<void> m_holds;
    FakeServer m_server{[this](FakeServer::Peer& peer) { serve(peer); }};
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
