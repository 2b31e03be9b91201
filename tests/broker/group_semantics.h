#pragma once

#include "group_talk.h"
#include "served_broker.h"

namespace broker_test {

// A subscription that Kafka can read: it fails on some that it cannot.
inline const std::vector<std::pair<std::string, std::string>> changed{
    {"range", text(subscriptionTo({"changed"}))}};

/// The groups' clauses as any client meets them; each test has a group of its own.
class GroupSemantics : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_broker = new ServedBroker(ServedBroker::Config{{"offsets.retention.check.interval.ms", "200"}});
        BrokerClient client(s_broker->address());
        s_topic = freshName("topic");
        s_topicId = makeTopic(client, s_topic, 2);
    }
    static void TearDownTestSuite() { delete std::exchange(s_broker, nullptr); }

    void SetUp() override { awaitCoordinator(a.client(), group); }

    /// Member ids of a stable group of two, the leader first; `generation` is theirs.
    std::pair<std::string, std::string> stablePair(Join options = {}) {
        const auto first = a.joinAsNew(options);
        options.memberId = b.newId();
        b.sendJoin(options);
        awaitRebalance(first.memberId, first.generationId);
        options.memberId = first.memberId;
        const auto leads = a.join(options);
        const auto follows = b.joined();
        generation = leads.generationId;
        EXPECT_EQ(leads.leader, leads.memberId);
        b.sendSync(follows.memberId, generation);
        EXPECT_EQ(errorOf(a.sync(leads.memberId, generation,
                                 {{leads.memberId, "for leader"}, {follows.memberId, "for follower"}})
                              .errorCode),
                  ErrorCode::NONE);
        EXPECT_EQ(text(b.synced().assignment), "for follower");
        return {leads.memberId, follows.memberId};
    }
    /// One stable member, by way of `a`.
    std::string stableSingle(Join options = {}) {
        const auto joined = options.instanceId ? a.join(options) : a.joinAsNew(options);
        generation = joined.generationId;
        EXPECT_EQ(errorOf(a.sync(joined.memberId, generation, {{joined.memberId, "mine"}}, options.instanceId)
                              .errorCode),
                  ErrorCode::NONE);
        return joined.memberId;
    }
    /// Until a parked JoinGroup of somebody else has reached the group.
    void awaitRebalance(const std::string& memberId, std::int32_t inGeneration) {
        EXPECT_TRUE(eventually(
            [&] { return a.heartbeat(memberId, inGeneration) == ErrorCode::REBALANCE_IN_PROGRESS; }));
    }

    static inline ServedBroker* s_broker = nullptr;
    static inline std::string s_topic;
    static inline base::Uuid s_topicId;
    const std::string group = freshName("group");
    GroupTalk a{s_broker->address(), group};
    GroupTalk b{s_broker->address(), group};
    std::int32_t generation = 0;
};

} // namespace broker_test
