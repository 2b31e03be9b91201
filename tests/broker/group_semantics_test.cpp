#include "group_semantics.h"

using namespace std::chrono_literals;

namespace broker_test {

TEST_F(GroupSemantics, S47_JoinWithoutAMemberIdIsGivenOneAndAskedToComeBack) {
    const auto first = a.join({});
    EXPECT_EQ(errorOf(first.errorCode), ErrorCode::MEMBER_ID_REQUIRED);
    EXPECT_EQ(first.memberId.find("talk-"), 0U);
    const auto second = a.join({.memberId = first.memberId});
    EXPECT_EQ(errorOf(second.errorCode), ErrorCode::NONE);
    EXPECT_EQ(second.generationId, 1);
    EXPECT_EQ(second.leader, first.memberId);
}

TEST_F(GroupSemantics, S47_MemberIdStaysPendingForOneSessionOnly) {
    const auto id = a.newId({.session = 6'000});
    std::this_thread::sleep_for(7s); // what is tested is that time passes
    EXPECT_EQ(errorOf(a.join({.memberId = id}).errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupSemantics, S47_StaticMembersAndOlderVersionsJoinAtOnce) {
    EXPECT_EQ(errorOf(a.join({.instanceId = "i"}).errorCode), ErrorCode::NONE);
    GroupTalk old(s_broker->address(), freshName("old"));
    EXPECT_EQ(errorOf(old.join({.version = 3}).errorCode), ErrorCode::NONE);
}

TEST_F(GroupSemantics, S48_MemberIdInAMissingGroupIsUnknown) {
    EXPECT_EQ(errorOf(a.join({.memberId = "who"}).errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(a.heartbeat("who", 1), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(errorOf(a.sync("who", 1).errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupSemantics, S50_SessionTimeoutOutsideTheLimitsIsRefused) {
    EXPECT_EQ(errorOf(a.join({.session = 5'999}).errorCode), ErrorCode::INVALID_SESSION_TIMEOUT);
    EXPECT_EQ(errorOf(a.join({.session = 1'800'001}).errorCode), ErrorCode::INVALID_SESSION_TIMEOUT);
}

TEST_F(GroupSemantics, S50_Version0HasNoRebalanceTimeoutOfItsOwn) {
    EXPECT_EQ(errorOf(a.join({.version = 0}).errorCode), ErrorCode::NONE);
}

TEST_F(GroupSemantics, S51_MostVotesAmongCommonProtocolsWin) {
    const std::vector<std::pair<std::string, std::string>> ab{
        {"only", ""}, {"roundrobin", "1"}, {"range", "1"}};
    const std::vector<std::pair<std::string, std::string>> ba{{"range", "2"}, {"roundrobin", "2"}};
    const auto first = a.join({.protocols = ab, .version = 3});
    b.sendJoin({.protocols = ba, .version = 3});
    GroupTalk c(s_broker->address(), group);
    c.sendJoin({.protocols = ba, .version = 3});
    EXPECT_TRUE(eventually([&] { return a.describe().members.size() == 3; }));
    const auto again = a.join({.memberId = first.memberId, .protocols = ab, .version = 3});
    EXPECT_EQ(again.protocolName, "range");
    EXPECT_EQ(again.members.size(), 3U);
    EXPECT_EQ(b.joined().protocolName, "range");
}

TEST_F(GroupSemantics, S51_WrongTypeOrNoCommonProtocolIsInconsistent) {
    (void)stableSingle();
    EXPECT_EQ(errorOf(b.join({.type = "connect"}).errorCode), ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
    EXPECT_EQ(errorOf(b.join({.protocols = {{"sticky", ""}}}).errorCode),
              ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
}

TEST_F(GroupSemantics, S51_WhoComesBackWithItsIdAfterTheLastMemberLeftIsConsistent) {
    const auto member = stableSingle();
    GroupTalk c(s_broker->address(), group);
    const auto joining = c.newId();
    c.sendJoin({.memberId = joining}); // the rebalance now waits for the first member
    awaitRebalance(member, generation);
    const auto pending = b.newId();
    EXPECT_EQ(errorOf(a.leave({{joining, {}, {}}}).members.at(0).errorCode), ErrorCode::NONE);
    EXPECT_EQ(errorOf(a.leave({{member, {}, {}}}).members.at(0).errorCode), ErrorCode::NONE);
    EXPECT_EQ(errorOf(b.join({.memberId = pending}).errorCode), ErrorCode::NONE);
}

TEST_F(GroupSemantics, S52_FollowerWithTheSameMetadataKeepsItsGeneration) {
    const auto [leader, follower] = stablePair();
    const auto again = b.join({.memberId = follower});
    EXPECT_EQ(again.generationId, generation);
    EXPECT_EQ(a.heartbeat(leader, generation), ErrorCode::NONE);
}

TEST_F(GroupSemantics, S52_ChangedMetadataRebalances) {
    const auto [leader, follower] = stablePair();
    b.sendJoin({.memberId = follower, .protocols = changed});
    awaitRebalance(leader, generation);
    const auto rejoined = a.join({.memberId = leader});
    EXPECT_EQ(errorOf(rejoined.errorCode), ErrorCode::NONE);
    EXPECT_EQ(rejoined.generationId, generation + 1);
    EXPECT_EQ(b.joined().generationId, generation + 1);
}

TEST_F(GroupSemantics, S52_LeaderThatRejoinsRebalances) {
    const auto [leader, follower] = stablePair();
    a.sendJoin({.memberId = leader});
    EXPECT_TRUE(
        eventually([&] { return b.heartbeat(follower, generation) == ErrorCode::REBALANCE_IN_PROGRESS; }));
    EXPECT_EQ(b.join({.memberId = follower}).generationId, generation + 1);
    EXPECT_EQ(a.joined().generationId, generation + 1);
}

TEST_F(GroupSemantics, S52_LostJoinAnswerIsGivenAgainWhileTheAssignmentIsAwaited) {
    const auto id = a.newId();
    const auto first = a.join({.memberId = id});
    const auto again = a.join({.memberId = id});
    EXPECT_EQ(again.generationId, first.generationId);
    EXPECT_EQ(again.members.size(), 1U);
}

TEST_F(GroupSemantics, S53_OnlyTheLeaderGetsTheMembers) {
    const auto [leader, follower] = stablePair();
    b.sendJoin({.memberId = follower, .protocols = changed});
    awaitRebalance(leader, generation);
    EXPECT_EQ(a.join({.memberId = leader}).members.size(), 2U);
    EXPECT_TRUE(b.joined().members.empty());
}

TEST_F(GroupSemantics, S53_StaticLeaderThatComesBackSkipsItsAssignment) {
    (void)stableSingle({.instanceId = "i"});
    const auto back = b.join({.instanceId = "i"});
    EXPECT_TRUE(back.skipAssignment);
    EXPECT_EQ(back.leader, back.memberId);
    EXPECT_EQ(back.members.size(), 1U);
    const auto older = b.join({.instanceId = "i", .version = 8});
    EXPECT_EQ(older.leader, back.memberId);
    EXPECT_NE(older.memberId, back.memberId);
}

TEST_F(GroupSemantics, S54_StaticMemberComesBackWithoutARebalanceAndItsOldIdIsFenced) {
    const auto old = stableSingle({.instanceId = "i"});
    const auto back = b.join({.instanceId = "i"});
    EXPECT_NE(back.memberId, old);
    EXPECT_EQ(back.generationId, generation);
    EXPECT_EQ(text(b.sync(back.memberId, generation, {}, "i").assignment), "mine");
    EXPECT_EQ(a.heartbeat(old, generation, "i"), ErrorCode::FENCED_INSTANCE_ID);
    EXPECT_EQ(errorOf(a.sync(old, generation, {}, "i").errorCode), ErrorCode::FENCED_INSTANCE_ID);
    EXPECT_EQ(errorOf(a.join({.memberId = old, .instanceId = "i"}).errorCode), ErrorCode::FENCED_INSTANCE_ID);
    EXPECT_EQ(a.commit(s_topic, 1, {.memberId = old, .generation = generation, .instanceId = "i"}),
              ErrorCode::FENCED_INSTANCE_ID);
    EXPECT_EQ(errorOf(a.leave({{old, "i", {}}}).members.at(0).errorCode), ErrorCode::FENCED_INSTANCE_ID);
}

TEST_F(GroupSemantics, S55_RebalanceTimeoutDropsDynamicMembersAndKeepsStaticOnes) {
    const auto first = a.join({.instanceId = "i", .rebalance = 1'000});
    b.sendJoin({.memberId = b.newId(), .rebalance = 1'000});
    awaitRebalance(first.memberId, first.generationId);
    (void)a.join({.memberId = first.memberId, .instanceId = "i", .rebalance = 1'000});
    const auto dynamic = b.joined();
    b.sendSync(dynamic.memberId, dynamic.generationId);
    (void)a.sync(first.memberId, dynamic.generationId, {}, "i");
    (void)b.synced();

    GroupTalk c(s_broker->address(), group);
    const auto newcomer = c.join({.memberId = c.newId(), .rebalance = 1'000});
    EXPECT_EQ(newcomer.generationId, dynamic.generationId + 1);
    EXPECT_EQ(b.heartbeat(dynamic.memberId, newcomer.generationId), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(a.heartbeat(first.memberId, newcomer.generationId, "i"), ErrorCode::NONE);
    EXPECT_EQ(newcomer.leader, newcomer.memberId);
}

TEST_F(GroupSemantics, S56_HeartbeatTellsTheStateOfTheGroup) {
    const auto [leader, follower] = stablePair();
    EXPECT_EQ(a.heartbeat(leader, generation), ErrorCode::NONE);
    EXPECT_EQ(a.heartbeat(leader, generation - 1), ErrorCode::ILLEGAL_GENERATION);
    b.sendJoin({.memberId = follower, .protocols = changed});
    awaitRebalance(leader, generation);
    (void)a.join({.memberId = leader});
    (void)b.joined();
    EXPECT_EQ(a.heartbeat(leader, generation + 1), ErrorCode::NONE); // the assignment is awaited
}

TEST_F(GroupSemantics, S56_SilenceEndsTheSessionAndHeartbeatsKeepIt) {
    const auto id = stableSingle({.session = 6'000});
    for (int i = 0; i < 3; ++i) {
        std::this_thread::sleep_for(3s); // what is tested is that time passes
        EXPECT_EQ(a.heartbeat(id, generation), ErrorCode::NONE);
    }
    // A group left empty without offsets may be swept away (Dead) before anybody looks.
    EXPECT_TRUE(eventually([&] { return a.state() == "Empty" || a.state() == "Dead"; }));
    EXPECT_EQ(a.heartbeat(id, generation), ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupSemantics, S57_SyncDuringARebalanceSaysSo) {
    const auto [leader, follower] = stablePair();
    b.sendJoin({.memberId = follower, .protocols = changed});
    awaitRebalance(leader, generation);
    EXPECT_EQ(errorOf(a.sync(leader, generation).errorCode), ErrorCode::REBALANCE_IN_PROGRESS);
}

TEST_F(GroupSemantics, S57_MembersMissingFromTheLeadersListGetAnEmptyAssignment) {
    const auto first = a.join({.version = 3});
    b.sendJoin({.version = 3});
    awaitRebalance(first.memberId, first.generationId);
    const auto leads = a.join({.memberId = first.memberId, .version = 3});
    const auto follows = b.joined();
    b.sendSync(follows.memberId, follows.generationId);
    EXPECT_EQ(text(a.sync(leads.memberId, leads.generationId, {{leads.memberId, "all"}}).assignment), "all");
    const auto empty = b.synced();
    EXPECT_EQ(errorOf(empty.errorCode), ErrorCode::NONE);
    EXPECT_TRUE(empty.assignment.empty());
    EXPECT_EQ(text(a.sync(leads.memberId, leads.generationId).assignment), "all"); // Stable: the stored one
}

TEST_F(GroupSemantics, S57_MembersThatNeverSyncAreRemovedAfterTheRebalanceTimeout) {
    const auto first = a.join({.rebalance = 1'000, .version = 3});
    b.sendJoin({.rebalance = 1'000, .version = 3});
    awaitRebalance(first.memberId, first.generationId);
    const auto leads = a.join({.memberId = first.memberId, .rebalance = 1'000, .version = 3});
    const auto silent = b.joined();
    (void)a.sync(leads.memberId, leads.generationId);
    awaitRebalance(leads.memberId, leads.generationId);
    EXPECT_EQ(b.heartbeat(silent.memberId, silent.generationId), ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupSemantics, S61_LeaveTakesABatchWithAnErrorEach) {
    const auto [leader, follower] = stablePair();
    GroupTalk c(s_broker->address(), group);
    const auto left = c.leave({{leader, {}, {}}, {"who", {}, {}}, {"", "no-such-instance", {}}});
    ASSERT_EQ(left.members.size(), 3U);
    EXPECT_EQ(errorOf(left.errorCode), ErrorCode::NONE);
    EXPECT_EQ(errorOf(left.members[0].errorCode), ErrorCode::NONE);
    EXPECT_EQ(errorOf(left.members[1].errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(errorOf(left.members[2].errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(b.heartbeat(follower, generation), ErrorCode::REBALANCE_IN_PROGRESS);
    EXPECT_EQ(errorOf(c.leave({{follower, {}, {}}}).members.at(0).errorCode), ErrorCode::NONE);
    EXPECT_EQ(c.state(), "Empty");
}

TEST_F(GroupSemantics, S61_PendingIdsAndStaticMembersCanBeMadeToLeave) {
    (void)stableSingle({.instanceId = "i"});
    const auto pending = b.newId();
    const auto left = b.leave({{pending, {}, {}}, {"", "i", {}}});
    EXPECT_EQ(errorOf(left.members.at(0).errorCode), ErrorCode::NONE);
    EXPECT_EQ(errorOf(left.members.at(1).errorCode), ErrorCode::NONE);
    EXPECT_EQ(b.state(), "Empty");
}

TEST_F(GroupSemantics, S61_BeforeVersion3TheErrorIsTheAnswers) {
    protocol::LeaveGroupRequest request;
    request.groupId = group;
    request.memberId = "who";
    EXPECT_EQ(errorOf(a.client().call<protocol::LeaveGroupResponse>(request, 2).errorCode),
              ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupSemantics, S62_UnknownGroupIsDeadAndFromVersion6NotFound) {
    const auto old = a.describe(5);
    EXPECT_EQ(old.groupState, "Dead");
    EXPECT_EQ(errorOf(old.errorCode), ErrorCode::NONE);
    const auto described = a.describe(6);
    EXPECT_EQ(described.groupState, "Dead");
    EXPECT_EQ(errorOf(described.errorCode), ErrorCode::GROUP_ID_NOT_FOUND);
}

TEST_F(GroupSemantics, S62_DescribeShowsMembersWithSubscriptionAndAssignment) {
    const auto id = stableSingle();
    protocol::DescribeGroupsRequest request;
    request.groups = {group};
    request.includeAuthorizedOperations = true;
    const auto described = a.client().call<protocol::DescribeGroupsResponse>(request, 5).groups.at(0);
    EXPECT_EQ(described.groupState, "Stable");
    EXPECT_EQ(described.protocolType, "consumer");
    EXPECT_EQ(described.protocolData, "range");
    ASSERT_EQ(described.members.size(), 1U);
    EXPECT_EQ(described.members[0].memberId, id);
    EXPECT_EQ(described.members[0].clientId, "talk");
    EXPECT_EQ(described.members[0].clientHost, "/127.0.0.1");
    EXPECT_EQ(text(described.members[0].memberMetadata), "x");
    EXPECT_EQ(text(described.members[0].memberAssignment), "mine");
    // Read, delete, describe, describe and alter configurations.
    EXPECT_EQ(described.authorizedOperations, 1 << 3 | 1 << 6 | 1 << 8 | 1 << 10 | 1 << 11);
}

TEST_F(GroupSemantics, S62_LiveGroupsAreNotDeletedAndEmptyOnesGoWithTheirOffsets) {
    const auto id = stableSingle();
    EXPECT_EQ(a.commit(s_topic, 5, {.memberId = id, .generation = generation}), ErrorCode::NONE);
    EXPECT_EQ(a.remove(), ErrorCode::NON_EMPTY_GROUP);
    (void)a.leave({{id, {}, {}}});
    EXPECT_EQ(a.remove(), ErrorCode::NONE);
    EXPECT_EQ(a.fetch(s_topic).committedOffset, -1);
    EXPECT_EQ(a.state(), "Dead");
    EXPECT_EQ(a.remove(), ErrorCode::GROUP_ID_NOT_FOUND);
}

TEST_F(GroupSemantics, GroupsAreListedByStateAndType) {
    (void)stableSingle();
    const auto has = [&](std::vector<std::string> states, std::vector<std::string> types) {
        const auto listed = a.client().call<protocol::ListGroupsResponse>(
            protocol::ListGroupsRequest{std::move(states), std::move(types)}, 5);
        for (const auto& g : listed.groups)
            if (g.groupId == group)
                return g.protocolType == "consumer" && g.groupState == "Stable" && g.groupType == "classic";
        return false;
    };
    EXPECT_TRUE(has({}, {}));
    EXPECT_TRUE(has({"Empty", "stable"}, {"classic"}));
    EXPECT_FALSE(has({"Empty"}, {}));
    EXPECT_FALSE(has({}, {"consumer"}));
}

TEST_F(GroupSemantics, S63_SingleNodeCoordinatesEveryGroupBeforeItExists) {
    const auto metadata = a.client().call<protocol::MetadataResponse>(protocol::MetadataRequest{}, 9);
    const auto& node = metadata.brokers.at(0);
    for (std::int16_t version = 0; version <= 6; ++version) {
        protocol::FindCoordinatorRequest request;
        if (version < 4)
            request.key = group;
        else
            request.coordinatorKeys = {group, group + "-2"};
        const auto found = a.client().call<protocol::FindCoordinatorResponse>(request, version);
        if (version < 4) {
            EXPECT_EQ(errorOf(found.errorCode), ErrorCode::NONE);
            EXPECT_EQ(found.nodeId, node.nodeId);
            EXPECT_EQ(found.host, node.host);
            EXPECT_EQ(found.port, node.port);
        } else {
            ASSERT_EQ(found.coordinators.size(), 2U);
            EXPECT_EQ(found.coordinators[1].key, group + "-2");
            EXPECT_EQ(found.coordinators[1].nodeId, node.nodeId);
            EXPECT_EQ(found.coordinators[1].port, node.port);
        }
    }
}

TEST_F(GroupSemantics, TransactionsAreRefusedForGood) {
    if (ServedBroker::isForeign())
        GTEST_SKIP() << "other brokers serve transactions";
    constexpr std::int8_t transaction = 1;
    protocol::FindCoordinatorRequest request;
    request.key = "t";
    request.keyType = transaction;
    EXPECT_EQ(errorOf(a.client().call<protocol::FindCoordinatorResponse>(request, 3).errorCode),
              ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
}

TEST_F(GroupSemantics, EveryVersionOfAGroupsLifeIsServed) {
    const auto versions = a.client().call<protocol::ApiVersionsResponse>(protocol::ApiVersionsRequest{}, 0);
    std::map<std::int16_t, std::pair<std::int16_t, std::int16_t>> served;
    for (const auto& api : versions.apiKeys)
        served[api.apiKey] = {api.minVersion, api.maxVersion};
    const auto within = [&](protocol::ApiKey key, std::int16_t wanted) {
        const auto [oldest, newest] = served.at(static_cast<std::int16_t>(key));
        return std::clamp(wanted, oldest, newest);
    };
    for (std::int16_t step = 0; step <= 10; ++step) {
        const auto name = group + "-" + std::to_string(step);
        GroupTalk talk(s_broker->address(), name);
        awaitCoordinator(talk.client(), name);
        auto& client = talk.client();
        Join options{.version = within(protocol::ApiKey::JoinGroup, step)};
        if (options.version >= 4)
            options.memberId = talk.newId(options);
        const auto joined = talk.join(options);
        ASSERT_EQ(errorOf(joined.errorCode), ErrorCode::NONE) << step;

        protocol::SyncGroupRequest sync;
        sync.groupId = name;
        sync.generationId = joined.generationId;
        sync.memberId = joined.memberId;
        sync.assignments.push_back({joined.memberId, bytes("mine")});
        const auto syncVersion = within(protocol::ApiKey::SyncGroup, step);
        if (syncVersion >= 5) {
            sync.protocolType = "consumer";
            sync.protocolName = "range";
        }
        EXPECT_EQ(text(client.call<protocol::SyncGroupResponse>(sync, syncVersion).assignment), "mine")
            << step;

        protocol::HeartbeatRequest heartbeat{name, joined.generationId, joined.memberId, std::nullopt};
        EXPECT_EQ(
            client.call<protocol::HeartbeatResponse>(heartbeat, within(protocol::ApiKey::Heartbeat, step))
                .errorCode,
            0);

        protocol::OffsetCommitRequest commit;
        commit.groupId = name;
        const auto commitVersion = within(protocol::ApiKey::OffsetCommit, step);
        if (commitVersion >= 1) {
            commit.memberId = joined.memberId;
            commit.generationIdOrMemberEpoch = joined.generationId;
        }
        auto& topic = commit.topics.emplace_back();
        if (commitVersion >= 10)
            topic.topicId = s_topicId;
        else
            topic.name = s_topic;
        topic.partitions.emplace_back().committedOffset = step;
        const auto committed = client.call<protocol::OffsetCommitResponse>(commit, commitVersion);
        // Version 0 cannot name its member: a group with members does not take it.
        EXPECT_EQ(errorOf(committed.topics.at(0).partitions.at(0).errorCode),
                  commitVersion == 0 ? ErrorCode::UNKNOWN_MEMBER_ID : ErrorCode::NONE)
            << step;

        protocol::OffsetFetchRequest fetch;
        const auto fetchVersion = within(protocol::ApiKey::OffsetFetch, step);
        if (fetchVersion < 8) {
            fetch.groupId = name;
            fetch.topics->push_back({s_topic, {0}});
        } else {
            auto& asked = fetch.groups.emplace_back();
            asked.groupId = name;
            asked.topics->push_back(
                {fetchVersion < 10 ? s_topic : "", fetchVersion < 10 ? base::Uuid{} : s_topicId, {0}});
        }
        const auto fetched = client.call<protocol::OffsetFetchResponse>(fetch, fetchVersion);
        const auto offset = fetchVersion < 8
                                ? fetched.topics.at(0).partitions.at(0).committedOffset
                                : fetched.groups.at(0).topics.at(0).partitions.at(0).committedOffset;
        EXPECT_EQ(offset, commitVersion == 0 ? -1 : step) << step;

        EXPECT_EQ(talk.describe(within(protocol::ApiKey::DescribeGroups, step)).groupState, "Stable");
        const auto listed = client.call<protocol::ListGroupsResponse>(
            protocol::ListGroupsRequest{}, within(protocol::ApiKey::ListGroups, step));
        EXPECT_FALSE(listed.groups.empty());

        protocol::LeaveGroupRequest leave;
        leave.groupId = name;
        const auto leaveVersion = within(protocol::ApiKey::LeaveGroup, step);
        if (leaveVersion < 3)
            leave.memberId = joined.memberId;
        else
            leave.members.push_back({joined.memberId, std::nullopt, std::nullopt});
        const auto left = client.call<protocol::LeaveGroupResponse>(leave, leaveVersion);
        EXPECT_EQ(left.errorCode, 0);
        protocol::DeleteGroupsRequest remove;
        remove.groupsNames = {name};
        EXPECT_EQ(
            client.call<protocol::DeleteGroupsResponse>(remove, within(protocol::ApiKey::DeleteGroups, step))
                .results.at(0)
                .errorCode,
            0);
    }
}

TEST_F(GroupSemantics, ManyMembersAtOnceComeToOneGeneration) {
    constexpr std::size_t count = 8;
    std::vector<std::thread> members;
    std::vector<std::int32_t> seen(count);
    for (std::size_t i = 0; i < count; ++i)
        members.emplace_back([&, i] {
            GroupTalk talk(s_broker->address(), group);
            const auto id = talk.newId();
            // As a consumer does: join, sync, and again whenever the group says so, until all eight are in.
            EXPECT_TRUE(eventually([&] {
                const auto joined = talk.join({.memberId = id});
                const auto synced = talk.sync(id, joined.generationId);
                if (synced.errorCode != 0 || talk.heartbeat(id, joined.generationId) != ErrorCode::NONE)
                    return false;
                EXPECT_NE(talk.commit(s_topic, 1, {.memberId = id, .generation = joined.generationId}),
                          ErrorCode::UNKNOWN_MEMBER_ID);
                seen[i] = joined.generationId;
                const auto described = talk.describe();
                return described.groupState == "Stable" && described.members.size() == count;
            }));
        });
    for (auto& member : members)
        member.join();
    const auto described = a.describe();
    EXPECT_EQ(described.members.size(), count);
    EXPECT_EQ(described.groupState, "Stable");
}

/// A broker of its own: the delay is a setting of the whole broker.
TEST(GroupInitialDelay, S49_InitialRebalanceWaitsSoThatMembersStartTogether) {
    ServedBroker broker(ServedBroker::Config{{"group.initial.rebalance.delay.ms", "1000"}});
    const auto group = freshName("group");
    GroupTalk a(broker.address(), group), b(broker.address(), group);
    if (brokerSetting(a.client(), "group.initial.rebalance.delay.ms") < 1'000)
        GTEST_SKIP() << "needs a broker with group.initial.rebalance.delay.ms of a second or more";
    awaitCoordinator(a.client(), group);
    const auto idA = a.newId(), idB = b.newId();
    a.sendJoin({.memberId = idA});
    b.sendJoin({.memberId = idB});
    EXPECT_EQ(a.joined().generationId, 1);
    EXPECT_EQ(b.joined().generationId, 1);
}

} // namespace broker_test
