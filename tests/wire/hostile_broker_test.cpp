#include <memory>

#include <gtest/gtest.h>

#include "protocol/framing.h"
#include "protocol/messages/10_find_coordinator.h"
#include "protocol/messages/18_api_versions.h"
#include "support/fake_server.h"
#include "wire/cluster_wire.h"
#include "wire/kafka_error.h"

using namespace std::chrono_literals;
using support::FakeServer;

namespace {

wire::ClusterOptions optionsFor(const std::string& bootstrap, base::Millis patience = 2s) {
    wire::ClusterOptions options;
    options.bootstrap = *wire::parseBootstrap(bootstrap);
    options.connection.connectTimeout = patience;
    options.requestTimeout = patience;
    return options;
}

base::Error errorOf(const std::string& bootstrap, base::Millis patience = 2s) {
    wire::ClusterWire cluster(optionsFor(bootstrap, patience));
    auto served = cluster.versions(std::nullopt);
    EXPECT_FALSE(served);
    return served ? base::Error{} : served.error();
}

bool says(const base::Error& error, std::string_view part) {
    return error.cause.find(part) != std::string::npos;
}

std::int32_t correlationOf(const base::Bytes& frame) {
    return static_cast<std::int32_t>(std::uint32_t{frame.at(4)} << 24 | std::uint32_t{frame.at(5)} << 16 |
                                     std::uint32_t{frame.at(6)} << 8 | frame.at(7));
}

std::int16_t versionOf(const base::Bytes& frame) {
    return static_cast<std::int16_t>(frame.at(2) << 8 | frame.at(3));
}

std::int16_t keyOf(const base::Bytes& frame) {
    return static_cast<std::int16_t>(frame.at(0) << 8 | frame.at(1));
}

void answerVersions(FakeServer::Peer& peer, std::vector<protocol::ApiVersionsResponse::ApiVersion> apis) {
    const base::Bytes request = peer.readFrame();
    if (request.empty())
        return;
    protocol::ApiVersionsResponse response;
    response.apiKeys = std::move(apis);
    peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), response));
}

TEST(HostileBroker, NothingListens) {
    const auto error = errorOf("127.0.0.1:" + std::to_string(support::freePort()));
    EXPECT_EQ(error.name, "ECONNREFUSED");
    EXPECT_TRUE(says(error, "refused the connection: nothing listens there"));
    EXPECT_TRUE(error.retriable);
}

TEST(HostileBroker, TheHostIsUnknown) {
    const auto error = errorOf("no-such-host.invalid:9092", 10s);
    EXPECT_EQ(error.name, "UNKNOWN_HOST");
    EXPECT_TRUE(says(error, "no-such-host.invalid"));
}

TEST(HostileBroker, EveryBootstrapAddressIsTriedAndNamed) {
    const std::string first = "127.0.0.1:" + std::to_string(support::freePort());
    FakeServer web([](FakeServer::Peer& peer) {
        peer.readFrame();
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    const auto error = errorOf(first + "," + web.address());
    EXPECT_TRUE(says(error, first)) << error.cause;
    EXPECT_TRUE(says(error, web.address())) << error.cause;
}

TEST(HostileBroker, TakesTheConnectionAndHangs) {
    FakeServer server([](FakeServer::Peer& peer) { peer.waitForEnd(); });
    const auto error = errorOf(server.address(), 200ms);
    EXPECT_EQ(error.name, "TIMEOUT");
    EXPECT_TRUE(says(error, "did not answer within 0.2 s")) << error.cause;
}

TEST(HostileBroker, SpeaksTls) {
    FakeServer server([](FakeServer::Peer& peer) {
        peer.readFrame();
        peer.send(base::Bytes{0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46});
    });
    const auto error = errorOf(server.address());
    EXPECT_EQ(error.name, "TLS_EXPECTED");
    EXPECT_TRUE(says(error, "speaks TLS")) << error.cause;
}

TEST(HostileBroker, IsSomethingElse) {
    const std::pair<const char*, const char*> others[] = {
        {"HTTP/1.1 400 Bad Request\r\n\r\n", "a web server"},
        {"SSH-2.0-OpenSSH_9.2\r\n", "an SSH server"},
        {"-ERR unknown command\r\n", "Redis"},
        {"\xff\xff\xff\xff", "something else"}};
    for (const auto& [greeting, who] : others) {
        FakeServer server([text = greeting](FakeServer::Peer& peer) {
            peer.readFrame();
            peer.send(text);
            peer.waitForEnd();
        });
        const auto error = errorOf(server.address());
        EXPECT_EQ(error.name, "NOT_KAFKA") << who;
        EXPECT_TRUE(says(error, who)) << error.cause;
    }
}

TEST(HostileBroker, ClosesAtTheFirstRequest) {
    FakeServer server([](FakeServer::Peer& peer) { peer.readFrame(); });
    const auto error = errorOf(server.address());
    EXPECT_TRUE(says(error, "closed the connection") || says(error, "broke the connection off"))
        << error.cause;
}

TEST(HostileBroker, OldOnesAreAskedInTheOldWay) {
    FakeServer server([](FakeServer::Peer& peer) {
        const base::Bytes first = peer.readFrame();
        protocol::ApiVersionsResponse refusal;
        refusal.errorCode = 35;
        refusal.apiKeys = {{18, 0, 2}};
        peer.send(protocol::encodeResponse(correlationOf(first), 0, refusal));
        answerVersions(peer, {{18, 0, 2}, {3, 0, 8}});
        peer.waitForEnd();
    });
    wire::ClusterWire cluster(optionsFor(server.address()));
    auto version = cluster.version(std::nullopt, protocol::ApiKey::Metadata, {4, 12});
    ASSERT_TRUE(version) << version.error().cause;
    EXPECT_EQ(*version, 8);
    EXPECT_EQ(cluster.version(std::nullopt, protocol::ApiKey::Fetch, {4, 12}).error().name,
              "UNSUPPORTED_VERSION");
}

TEST(HostileBroker, IsTheListenerOfAController) {
    // What a controller of Kafka 4.3.1 serves.
    FakeServer server([](FakeServer::Peer& peer) {
        answerVersions(peer,
                       {{1, 4, 18}, {17, 0, 1}, {18, 0, 4}, {19, 2, 7}, {20, 1, 6}, {29, 1, 3}, {30, 1, 3},
                        {31, 1, 3}, {32, 1, 4}, {33, 0, 2}, {36, 0, 2}, {37, 0, 3}, {38, 1, 3}, {39, 1, 2},
                        {40, 1, 2}, {41, 1, 3}, {43, 0, 2}, {44, 0, 1}, {45, 0, 1}, {46, 0, 0}, {49, 0, 1},
                        {50, 0, 0}, {51, 0, 0}, {52, 0, 2}, {53, 0, 1}, {54, 0, 1}, {55, 0, 2}, {56, 2, 3},
                        {57, 0, 2}, {58, 0, 0}, {59, 0, 1}, {60, 0, 2}, {62, 0, 4}, {63, 0, 2}, {64, 0, 0},
                        {67, 0, 0}, {70, 0, 0}, {73, 0, 0}, {80, 0, 1}, {81, 0, 0}, {82, 0, 0}});
        peer.waitForEnd();
    });
    wire::ClusterWire cluster(optionsFor(server.address()));
    const auto error = cluster.metadata(std::nullopt).error();
    EXPECT_EQ(error.name, "UNSUPPORTED_VERSION");
    EXPECT_TRUE(says(error, "does not serve Metadata: it looks like the listener of a controller"))
        << error.cause;
    EXPECT_EQ(error.remedy, "Use the address of a broker's listener.");
}

TEST(HostileBroker, IsTooOldForWhatIsAsked) {
    for (const bool known : {false, true}) {
        FakeServer server([known](FakeServer::Peer& peer) {
            if (known)
                answerVersions(peer, {{3, 0, 8}, {10, 0, 2}, {18, 0, 3}});
            else
                answerVersions(peer, {{3, 0, 8}, {18, 0, 3}});
            peer.waitForEnd();
        });
        wire::ClusterWire cluster(optionsFor(server.address()));
        const auto error = cluster
                               .ask<protocol::FindCoordinatorResponse>(
                                   std::nullopt, protocol::FindCoordinatorRequest{}, {4, 6})
                               .get()
                               .error();
        EXPECT_TRUE(says(error, known ? "does not serve FindCoordinator in a version that we speak."
                                      : "does not serve FindCoordinator."))
            << error.cause;
        EXPECT_EQ(error.remedy, "This needs a newer broker.");
    }
}

/// A broker that is friendly until it is asked for metadata.
class AfterGreeting {
public:
    explicit AfterGreeting(std::function<void(FakeServer::Peer&, const base::Bytes&)> then)
        : m_server([then = std::move(then)](FakeServer::Peer& peer) {
            answerVersions(peer, {{3, 0, 12}, {10, 0, 4}, {18, 0, 3}});
            for (base::Bytes request = peer.readFrame(); !request.empty(); request = peer.readFrame())
                then(peer, request);
        }) {}

    base::Error metadataError(base::Millis patience = 2s) {
        wire::ClusterWire cluster(optionsFor(m_server.address(), patience));
        auto answer = cluster.metadata(std::nullopt);
        EXPECT_FALSE(answer);
        return answer ? base::Error{} : answer.error();
    }
    FakeServer& server() { return m_server; }

private:
    FakeServer m_server;
};

TEST(HostileBroker, AnnouncesAnAnswerOfTwoGigabytes) {
    AfterGreeting broker([](auto& peer, const auto&) {
        peer.send(base::Bytes{0x7f, 0xff, 0xff, 0xff});
        peer.waitForEnd();
    });
    const auto error = broker.metadataError();
    EXPECT_EQ(error.name, "ANSWER_TOO_LARGE") << error.cause;
}

TEST(HostileBroker, AnnouncesAnAnswerOfLessThanNothing) {
    AfterGreeting broker([](auto& peer, const auto&) {
        peer.send(base::Bytes{0xff, 0xff, 0xff, 0xff});
        peer.waitForEnd();
    });
    const auto error = broker.metadataError();
    EXPECT_EQ(error.name, "INVALID_RESPONSE");
    EXPECT_TRUE(says(error, "-1 bytes")) << error.cause;
}

TEST(HostileBroker, AnswersAnotherRequest) {
    AfterGreeting broker([](auto& peer, const base::Bytes& request) {
        peer.send(protocol::encodeResponse(correlationOf(request) + 7, versionOf(request),
                                           protocol::MetadataResponse{}));
    });
    const auto error = broker.metadataError();
    EXPECT_EQ(error.name, "INVALID_RESPONSE");
    EXPECT_TRUE(says(error, "Metadata")) << error.cause;
}

TEST(HostileBroker, CountsABillionTopicsInTwentyBytes) {
    AfterGreeting broker([](auto& peer, const base::Bytes& request) {
        protocol::MetadataResponse response;
        base::Bytes frame = protocol::encodeResponse(correlationOf(request), versionOf(request), response);
        // Size, correlation id and tags of the header, throttle time: then the count of brokers.
        frame.at(13) = 0xff;
        frame.insert(frame.begin() + 14, {0xff, 0xff, 0xff, 0x07});
        frame.at(3) = static_cast<std::uint8_t>(frame.size() - 4);
        peer.send(frame);
    });
    const auto error = broker.metadataError();
    EXPECT_EQ(error.name, "INVALID_RESPONSE") << error.cause;
    EXPECT_TRUE(says(error, "cannot be read")) << error.cause;
}

TEST(HostileBroker, HasNoBrokers) {
    AfterGreeting broker([](auto& peer, const base::Bytes& request) {
        peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request),
                                           protocol::MetadataResponse{}));
    });
    EXPECT_TRUE(says(broker.metadataError(), "no brokers"));
}

TEST(HostileBroker, NamesImpossiblePortsAndPartitions) {
    for (const bool badPort : {true, false}) {
        AfterGreeting broker([badPort](auto& peer, const base::Bytes& request) {
            protocol::MetadataResponse response;
            response.brokers.emplace_back().host = "localhost";
            response.brokers.back().port = badPort ? 70000 : 9092;
            auto& topic = response.topics.emplace_back();
            topic.name = "orders";
            topic.partitions.emplace_back().partitionIndex = -5;
            peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), response));
        });
        const auto error = broker.metadataError();
        EXPECT_EQ(error.name, "INVALID_RESPONSE");
        EXPECT_TRUE(says(error, badPort ? "port 70000" : "partition -5")) << error.cause;
    }
}

TEST(HostileBroker, StopsAnsweringInTheMiddle) {
    AfterGreeting broker([](auto& peer, const auto&) {
        peer.send(base::Bytes{0, 0, 1, 0, 0, 0});
        peer.waitForEnd();
    });
    const auto error = broker.metadataError(300ms);
    EXPECT_EQ(error.name, "REQUEST_TIMED_OUT");
    EXPECT_TRUE(says(error, "did not answer Metadata within 0.3 s")) << error.cause;
}

TEST(HostileBroker, DiesMidwayAndIsConnectedToAgain) {
    std::atomic<int> requests = 0;
    AfterGreeting broker([&requests](FakeServer::Peer& peer, const base::Bytes& request) {
        if (requests++ == 0) {
            peer.send(base::Bytes{0, 0, 1, 0});
            peer.hangUp();
            return;
        }
        protocol::MetadataResponse response;
        response.brokers.emplace_back().host = "localhost";
        response.brokers.back().port = 1;
        peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), response));
    });
    wire::ClusterWire cluster(optionsFor(broker.server().address()));
    const auto first = cluster.metadata(std::nullopt);
    ASSERT_FALSE(first);
    EXPECT_TRUE(says(first.error(), "closed the connection midway")) << first.error().cause;
    EXPECT_TRUE(first.error().retriable);
    const auto second = cluster.metadata(std::nullopt);
    EXPECT_TRUE(second) << second.error().cause;
}

/// A cluster of one broker, in Metadata's words.
protocol::MetadataResponse clusterAt(std::uint16_t port) {
    protocol::MetadataResponse response;
    response.brokers.emplace_back().nodeId = 7;
    response.brokers.back().host = "127.0.0.1";
    response.brokers.back().port = port;
    return response;
}

TEST(HostileBroker, NamesItselfWhereNobodyIs) {
    const auto nowhere = support::freePort();
    AfterGreeting broker([nowhere](FakeServer::Peer& peer, const base::Bytes& request) {
        peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), clusterAt(nowhere)));
    });
    wire::ClusterWire cluster(optionsFor(broker.server().address()));
    ASSERT_TRUE(cluster.metadata(std::nullopt));
    const auto served = cluster.versions(base::BrokerId(7));
    ASSERT_FALSE(served);
    EXPECT_EQ(served.error().name, wire::brokerUnreachable);
    EXPECT_NE(served.error().remedy.find("advertised.listeners"), std::string::npos);
}

TEST(HostileBroker, NamesItselfWhereSomethingElseAnswers) {
    for (const auto& [answer, what] :
         {std::pair<std::string_view, const char*>{"\x15\x03\x03\x01\x02", "speaks TLS"},
          {"HTTP/1.1 400 Bad Request\r\n\r\n", "web server"}}) {
        FakeServer other([answer = answer](FakeServer::Peer& peer) {
            peer.readFrame();
            peer.send(answer);
            peer.waitForEnd();
        });
        AfterGreeting broker([port = other.port()](FakeServer::Peer& peer, const base::Bytes& request) {
            peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), clusterAt(port)));
        });
        wire::ClusterWire cluster(optionsFor(broker.server().address()));
        ASSERT_TRUE(cluster.metadata(std::nullopt));
        const auto served = cluster.versions(base::BrokerId(7));
        ASSERT_FALSE(served);
        EXPECT_TRUE(says(served.error(), "where it cannot be used")) << served.error().cause;
        EXPECT_TRUE(says(served.error(), what)) << served.error().cause;
        EXPECT_EQ(served.error().remedy.find("can reach"), std::string::npos) << served.error().remedy;
    }
}

TEST(HostileBroker, LeavesAnAddressThatWasRight) {
    std::uint16_t port = 0;
    auto broker =
        std::make_unique<AfterGreeting>([&port](FakeServer::Peer& peer, const base::Bytes& request) {
            peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), clusterAt(port)));
        });
    port = broker->server().port();
    wire::ClusterWire cluster(optionsFor(broker->server().address()));
    ASSERT_TRUE(cluster.metadata(std::nullopt));
    ASSERT_TRUE(cluster.versions(base::BrokerId(7)));
    broker.reset();
    ASSERT_FALSE(cluster.metadata(std::nullopt)); // by which the old connection is known to have ended
    const auto served = cluster.versions(base::BrokerId(7));
    ASSERT_FALSE(served);
    EXPECT_EQ(served.error().name, wire::brokerUnreachable);
    EXPECT_TRUE(says(served.error(), "Broker 7 does not answer any more")) << served.error().cause;
    EXPECT_EQ(served.error().remedy.find("advertised.listeners"), std::string::npos);
}

TEST(HostileBroker, LeavesItsAddressToSomethingElse) {
    std::atomic<bool> left = false;
    std::uint16_t port = 0;
    FakeServer server([&](FakeServer::Peer& peer) {
        if (left) {
            peer.readFrame();
            return peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        }
        answerVersions(peer, {{3, 0, 12}, {18, 0, 3}});
        for (base::Bytes request = peer.readFrame(); !request.empty() && !left; request = peer.readFrame())
            peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), clusterAt(port)));
        peer.hangUp();
    });
    port = server.port();
    wire::ClusterWire cluster(optionsFor(server.address()));
    ASSERT_TRUE(cluster.metadata(std::nullopt));
    ASSERT_TRUE(cluster.versions(base::BrokerId(7)));
    left = true;
    ASSERT_FALSE(cluster.metadata(std::nullopt)); // by which the old connection is known to have ended
    const auto served = cluster.versions(base::BrokerId(7));
    ASSERT_FALSE(served);
    EXPECT_EQ(served.error().name, wire::brokerUnreachable);
    EXPECT_TRUE(says(served.error(), "Broker 7 cannot be used any more")) << served.error().cause;
    EXPECT_TRUE(says(served.error(), "a web server")) << served.error().cause;
    EXPECT_NE(served.error().remedy.find("Check the port"), std::string::npos) << served.error().remedy;
}

TEST(HostileBroker, NamesACoordinatorOfAnotherGroup) {
    AfterGreeting broker([](auto& peer, const base::Bytes& request) {
        protocol::FindCoordinatorResponse response;
        auto& coordinator = response.coordinators.emplace_back();
        coordinator.key = "theirs";
        coordinator.host = "localhost";
        coordinator.port = 9092;
        peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), response));
    });
    wire::ClusterWire cluster(optionsFor(broker.server().address()));
    std::vector<std::pair<std::string, base::Error>> orphans;
    const std::vector<std::string> groups{"ours"};
    const auto found = cluster.byCoordinator(groups, orphans);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().name, "INVALID_RESPONSE");
}

TEST(ClusterWire, AnswersComeToTheirRequestsInAPipeline) {
    AfterGreeting broker([](auto& peer, const base::Bytes& request) {
        ASSERT_EQ(keyOf(request), 10);
        const auto header = protocol::decodeRequestHeader(base::Buffer(request));
        const base::Buffer frame(request);
        auto message = protocol::decode<protocol::FindCoordinatorRequest>(
            frame.slice(header->bodyOffset, frame.size() - header->bodyOffset), versionOf(request));
        protocol::FindCoordinatorResponse response;
        response.host = message->key;
        peer.send(protocol::encodeResponse(correlationOf(request), versionOf(request), response));
    });
    wire::ClusterWire cluster(optionsFor(broker.server().address()));
    std::vector<wire::Pending<protocol::FindCoordinatorResponse>> answers;
    for (int i = 0; i < 300; ++i) {
        protocol::FindCoordinatorRequest request;
        request.key = "group-" + std::to_string(i);
        answers.push_back(cluster.ask<protocol::FindCoordinatorResponse>(std::nullopt, request, {0, 3}));
    }
    for (int i = 0; i < 300; ++i) {
        const auto answer = answers[static_cast<std::size_t>(i)].get();
        ASSERT_TRUE(answer) << answer.error().cause;
        EXPECT_EQ(answer->host, "group-" + std::to_string(i));
    }
    EXPECT_EQ(broker.server().connections(), 1);
}

TEST(ClusterWire, ClosingEndsWhatWaits) {
    FakeServer server([](FakeServer::Peer& peer) { peer.waitForEnd(); });
    wire::ClusterWire cluster(optionsFor(server.address(), 60s));
    auto answer = cluster.ask<protocol::MetadataResponse>(std::nullopt, protocol::MetadataRequest{});
    cluster.close();
    EXPECT_EQ(answer.get().error().name, "CANCELLED");
    EXPECT_EQ(cluster.metadata(std::nullopt).error().name, "CANCELLED");
}

TEST(ClusterWire, DestroyingItAnswersEverybody) {
    FakeServer server([](FakeServer::Peer& peer) { peer.waitForEnd(); });
    std::optional<wire::Pending<protocol::MetadataResponse>> answer;
    {
        wire::ClusterWire cluster(optionsFor(server.address(), 60s));
        answer = cluster.ask<protocol::MetadataResponse>(std::nullopt, protocol::MetadataRequest{});
    }
    EXPECT_EQ(answer->get().error().name, "CANCELLED");
}

} // namespace
