#include <algorithm>
#include <fstream>
#include <memory>
#include <random>
#include <thread>

#include "broker/logger.h"
#include "broker/net/server.h"
#include "record_talk.h"

namespace broker::net {
namespace {

using namespace std::chrono_literals;
using test_support::BrokerClient;

/// Answers every frame with itself, so that the net part can be tried alone.
class Echo final : public FrameSink {
public:
    void onFrame(std::shared_ptr<Channel> channel, base::Buffer frame) override {
        base::Bytes size(4);
        base::storeBigEndian(size.data(), static_cast<std::int32_t>(frame.size()));
        channel->answer({base::Buffer(std::move(size)), std::move(frame)});
    }
};

class HostileClients : public testing::Test {
protected:
    void start(Limits limits) {
        const auto clock = std::make_shared<base::SystemClock>();
        server = std::make_unique<Server>(limits, echo, Logger({}, clock), clock);
        ASSERT_TRUE(server->bind({{{"127.0.0.1", 0}, {}}}).has_value());
        server->start();
    }
    BrokerClient connect() { return BrokerClient(server->listening().front().toString()); }
    static base::Bytes frameOf(std::size_t size, std::uint8_t fill = 7) {
        base::Bytes out(4 + size, fill);
        base::storeBigEndian(out.data(), static_cast<std::int32_t>(size));
        return out;
    }
    template <class Done>
    static bool eventually(Done done) {
        for (const auto end = std::chrono::steady_clock::now() + 30s;
             std::chrono::steady_clock::now() < end;) {
            if (done())
                return true;
            std::this_thread::sleep_for(5ms);
        }
        return false;
    }

    Echo echo;
    std::unique_ptr<Server> server;
};

TEST_F(HostileClients, AByteAtATimeIsReadAsOneFrame) {
    start({});
    auto client = connect();
    for (const auto byte : frameOf(20))
        client.sendBytes(std::span(&byte, 1));
    EXPECT_EQ(client.receiveFrame().size(), 20u);
}

TEST_F(HostileClients, ManyFramesInOneSendAreAnsweredInOrder) {
    start({});
    auto client = connect();
    base::Bytes all;
    for (std::uint8_t i = 0; i < 200; ++i) {
        const auto one = frameOf(8 + i, i);
        all.insert(all.end(), one.begin(), one.end());
    }
    client.sendBytes(all);
    for (std::uint8_t i = 0; i < 200; ++i) {
        const auto answer = client.receiveFrame();
        ASSERT_EQ(answer.size(), 8u + i);
        EXPECT_EQ(answer.view().back(), i);
    }
}

TEST_F(HostileClients, LargeFramesWaitForTheBudgetAndAllGetThrough) {
    Limits limits;
    limits.largeFrame = 1000;
    limits.frameBudget = 5000;
    start(limits);
    std::vector<BrokerClient> clients;
    for (int i = 0; i < 10; ++i)
        clients.push_back(connect());
    const auto frame = frameOf(4000);
    for (auto& client : clients)
        client.sendBytes(std::span(frame).first(2000));
    ASSERT_TRUE(eventually([&] { return server->frameBudget().waiting() == 9; }));
    EXPECT_EQ(server->frameBudget().held(), 4000);
    for (auto& client : clients)
        client.sendBytes(std::span(frame).subspan(2000));
    for (auto& client : clients)
        EXPECT_EQ(client.receiveFrame().size(), 4000u);
    EXPECT_TRUE(eventually([&] { return server->frameBudget().held() == 0; }));
}

TEST_F(HostileClients, AnAdmittedFrameThatStallsIsClosedAndGivesItsPlaceBack) {
    Limits limits;
    limits.largeFrame = 1000;
    limits.frameBudget = 5000;
    limits.largeFrameStall = 200ms;
    start(limits);
    auto stalls = connect(), waits = connect();
    const auto frame = frameOf(4000);
    stalls.sendBytes(std::span(frame).first(100));
    ASSERT_TRUE(eventually([&] { return server->frameBudget().held() == 4000; }));
    waits.sendBytes(frame);
    EXPECT_EQ(waits.receiveFrame().size(), 4000u);
    EXPECT_TRUE(stalls.isClosedByPeer());
}

TEST_F(HostileClients, AnAdmittedFrameThatOnlyCrawlsIsClosedInTheEnd) {
    Limits limits;
    limits.largeFrame = 1000;
    limits.largeFrameTotal = 300ms;
    start(limits);
    auto crawls = connect();
    const auto frame = frameOf(1 << 20);
    // Each byte comes long before the frame would count as stalled.
    ASSERT_TRUE(eventually([&, at = std::size_t{0}]() mutable {
        if (crawls.readable(0ms))
            return true;
        crawls.sendBytes(std::span(frame).subspan(at++, 1));
        return false;
    }));
    EXPECT_TRUE(crawls.isClosedByPeer());
    EXPECT_TRUE(eventually([&] { return server->frameBudget().held() == 0; }));
}

TEST_F(HostileClients, AClientThatNeverReadsIsNotReadFromEither) {
    Limits limits;
    limits.unsentAnswers = 64 << 10;
    start(limits);
    auto greedy = connect();
    const timeval brief{0, 200'000};
    setsockopt(greedy.socket(), SOL_SOCKET, SO_SNDTIMEO, &brief, sizeof brief);
    const auto frame = frameOf(32 << 10);
    std::size_t sent = 0;
    for (ssize_t n = 1; n > 0 && sent < (std::size_t{1} << 30);
         sent += static_cast<std::size_t>(std::max<ssize_t>(n, 0)))
        n = ::send(greedy.socket(), frame.data(), frame.size(), MSG_NOSIGNAL);
    EXPECT_LT(sent, std::size_t{200} << 20);
    EXPECT_LE(server->traffic().unsentBytes.load(), std::int64_t{128} << 10);
    auto polite = connect();
    polite.sendBytes(frameOf(10));
    EXPECT_EQ(polite.receiveFrame().size(), 10u);
}

TEST_F(HostileClients, WhatAClientDoesNotReadFillsNoMoreThanTheSendBuffer) {
    Limits limits;
    limits.sendBuffer = 8 << 10;
    start(limits);
    auto greedy = connect();
    const int small = 8 << 10;
    setsockopt(greedy.socket(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    greedy.sendBytes(frameOf(1 << 20));
    ASSERT_TRUE(eventually([&] { return server->traffic().bytesOut > 0; }));
    ASSERT_TRUE(eventually([&] { return server->traffic().bytesIn > (1 << 20); }));
    // The system doubles what is asked for, and the client's side takes some too.
    EXPECT_LT(server->traffic().bytesOut, std::uint64_t{256} << 10);
}

TEST_F(HostileClients, IdleConnectionsAreClosed) {
    Limits limits;
    limits.idle = 100ms;
    start(limits);
    auto idle = connect();
    EXPECT_TRUE(idle.isClosedByPeer());
    EXPECT_TRUE(eventually([&] { return server->connectionCount() == 0; }));
}

TEST_F(HostileClients, RandomBytesHarmNobody) {
    Limits limits;
    limits.largeFrameStall = 100ms;
    start(limits);
    std::mt19937 random(2026);
    for (int i = 0; i < 50; ++i) {
        auto hostile = connect();
        base::Bytes noise(1 + random() % 5000);
        std::ranges::generate(noise, [&] { return static_cast<std::uint8_t>(random()); });
        ::send(hostile.socket(), noise.data(), noise.size(), MSG_NOSIGNAL);
    }
    auto polite = connect();
    polite.sendBytes(frameOf(10));
    EXPECT_EQ(polite.receiveFrame().size(), 10u);
}

TEST_F(HostileClients, StopEndsConnectionsAtOnce) {
    start({});
    auto client = connect();
    client.sendBytes(frameOf(10));
    EXPECT_EQ(client.receiveFrame().size(), 10u);
    server->stop();
    EXPECT_TRUE(client.isClosedByPeer());
}

} // namespace
} // namespace broker::net
