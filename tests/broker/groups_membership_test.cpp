#include "groups_fixture.h"

using namespace std::chrono_literals;

namespace groups_test {

class GroupMembership : public GroupsTest {};

TEST_F(GroupMembership, S47_NewMemberIsGivenAnIdAndAskedToComeBackWithIt) {
    const auto answer = join({});
    ASSERT_TRUE(answer->has_value());
    EXPECT_EQ(errorOf((*answer)->errorCode), ErrorCode::MEMBER_ID_REQUIRED);
    EXPECT_EQ((*answer)->memberId.find("client-"), 0U);
    EXPECT_EQ((*answer)->memberId.size(), std::string("client-").size() + 36);
    EXPECT_EQ(state(), "Empty");

    const auto second = join({.memberId = (*answer)->memberId});
    ASSERT_TRUE(second->has_value());
    EXPECT_EQ(errorOf((*second)->errorCode), ErrorCode::NONE);
    EXPECT_EQ((*second)->generationId, 1);
    EXPECT_EQ((*second)->leader, (*answer)->memberId);
    EXPECT_EQ(state(), "CompletingRebalance");
}

TEST_F(GroupMembership, S47_IdNotUsedWithinTheSessionIsForgotten) {
    const auto id = newId({.session = 6'000});
    time->pass(6'000ms);
    EXPECT_EQ(errorOf((*join({.memberId = id}))->errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupMembership, S47_OlderVersionsAndStaticMembersJoinAtOnce) {
    EXPECT_EQ(errorOf((*join({.version = 3}))->errorCode), ErrorCode::NONE);
    const auto fixed = join({.instanceId = "i", .group = "h"});
    EXPECT_EQ(errorOf((*fixed)->errorCode), ErrorCode::NONE);
    EXPECT_EQ((*fixed)->memberId.find("i-"), 0U);
}

TEST_F(GroupMembership, S48_MemberIdInAGroupThatIsNotThereIsUnknown) {
    EXPECT_EQ(errorOf((*join({.memberId = "who"}))->errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(heartbeat("who", 1), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(errorOf((*sync("who", 1))->errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(leave("who"), ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupMembership, S49_InitialRebalanceWaitsAndIsExtendedWhileMembersJoin) {
    settings.initialRebalanceDelay = 3'000ms;
    start();
    const auto first = join({.rebalance = 7'000, .version = 3});
    time->pass(2'999ms);
    const auto second = join({.rebalance = 7'000, .version = 3});
    time->pass(1ms); // the first delay is over, but somebody came
    EXPECT_FALSE(first->has_value());
    time->pass(2'999ms);
    EXPECT_FALSE(first->has_value());
    time->pass(1ms);
    ASSERT_TRUE(first->has_value());
    ASSERT_TRUE(second->has_value());
    EXPECT_EQ((*first)->generationId, 1);
    EXPECT_EQ((*second)->generationId, 1);
}

TEST_F(GroupMembership, S49_ExtensionEndsWithTheRebalanceTimeout) {
    settings.initialRebalanceDelay = 3'000ms;
    start();
    const auto first = join({.rebalance = 7'000, .version = 3});
    for (int second = 0; second < 10 && !first->has_value(); ++second) {
        EXPECT_LE(second, 7);
        (void)join({.rebalance = 7'000, .version = 3});
        time->pass(1'000ms);
    }
    EXPECT_TRUE(first->has_value());
}

TEST_F(GroupMembership, S50_SessionTimeoutOutsideTheLimitsIsRefused) {
    EXPECT_EQ(errorOf((*join({.session = 5'999}))->errorCode), ErrorCode::INVALID_SESSION_TIMEOUT);
    EXPECT_EQ(errorOf((*join({.session = 1'800'001}))->errorCode), ErrorCode::INVALID_SESSION_TIMEOUT);
    EXPECT_EQ(errorOf((*join({.session = 1'800'000}))->errorCode), ErrorCode::MEMBER_ID_REQUIRED);
}

TEST_F(GroupMembership, S51_MostVotesAmongCommonProtocolsWin) {
    const JoinOptions a{.protocols = {{"only-a", ""}, {"roundrobin", "a"}, {"range", "a"}}, .version = 3};
    const JoinOptions b{.protocols = {{"range", "b"}, {"roundrobin", "b"}}, .version = 3};
    const auto first = join(a);
    const auto second = join(b);
    const auto third = join(b);
    auto again = a;
    again.memberId = (*first)->memberId;
    const auto all = join(again);
    ASSERT_TRUE(second->has_value() && third->has_value() && all->has_value());
    EXPECT_EQ((*all)->protocolName, "range");
    ASSERT_EQ((*all)->members.size(), 3U);
    for (const auto& member : (*all)->members)
        EXPECT_EQ(text(member.metadata), member.memberId == again.memberId ? "a" : "b");
}

TEST_F(GroupMembership, S51_WrongTypeOrNoCommonProtocolIsInconsistent) {
    (void)stableGroup(1);
    EXPECT_EQ(errorOf((*join({.type = "connect"}))->errorCode), ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
    EXPECT_EQ(errorOf((*join({.protocols = {{"sticky", ""}}}))->errorCode),
              ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
    EXPECT_EQ(errorOf((*join({.protocols = {}, .group = "new"}))->errorCode),
              ErrorCode::INCONSISTENT_GROUP_PROTOCOL);
    EXPECT_EQ(state("new"), "Dead");
}

TEST_F(GroupMembership, S52_FollowerWithTheSameMetadataGetsTheGenerationThatGoesOn) {
    const auto ids = stableGroup(2);
    const auto follower = ids[0] == leader ? ids[1] : ids[0];
    const auto answer = join({.memberId = follower});
    ASSERT_TRUE(answer->has_value());
    EXPECT_EQ((*answer)->generationId, generation);
    EXPECT_TRUE((*answer)->members.empty());
    EXPECT_EQ(state(), "Stable");
}

TEST_F(GroupMembership, S52_LeaderThatRejoinsOrChangedMetadataRebalances) {
    const auto ids = stableGroup(2);
    const auto follower = ids[0] == leader ? ids[1] : ids[0];
    const auto fromLeader = join({.memberId = leader});
    EXPECT_FALSE(fromLeader->has_value());
    EXPECT_EQ(state(), "PreparingRebalance");
    EXPECT_EQ(heartbeat(follower, generation), ErrorCode::REBALANCE_IN_PROGRESS);
    const auto fromFollower = join({.memberId = follower});
    ASSERT_TRUE(fromLeader->has_value());
    EXPECT_EQ((*fromFollower)->generationId, generation + 1);

    const auto changed = join({.memberId = follower, .protocols = {{"range", "changed"}}});
    EXPECT_FALSE(changed->has_value());
    EXPECT_EQ(state(), "PreparingRebalance");
}

TEST_F(GroupMembership, S52_LostJoinAnswerIsGivenAgain) {
    const auto id = newId();
    const auto first = join({.memberId = id});
    const auto again = join({.memberId = id});
    ASSERT_TRUE(again->has_value());
    EXPECT_EQ((*again)->generationId, (*first)->generationId);
    EXPECT_EQ((*again)->members.size(), 1U);
}

TEST_F(GroupMembership, S53_OnlyTheLeaderIsToldTheMembers) {
    const auto first = join({.version = 3});
    const auto second = join({.version = 3});
    const auto leads = join({.memberId = (*first)->memberId, .version = 3});
    EXPECT_EQ((*leads)->members.size(), 2U);
    EXPECT_TRUE((*second)->members.empty());
    EXPECT_EQ((*second)->leader, (*leads)->memberId);
}

TEST_F(GroupMembership, S53_StaticLeaderThatComesBackMaySkipItsAssignment) {
    const auto first = join({.instanceId = "i"});
    (void)sync((*first)->memberId, 1, {{(*first)->memberId, "mine"}}, "i");
    const auto back = join({.instanceId = "i"});
    ASSERT_TRUE(back->has_value());
    EXPECT_TRUE((*back)->skipAssignment);
    EXPECT_EQ((*back)->leader, (*back)->memberId);
    EXPECT_EQ((*back)->members.size(), 1U);

    // Before version 9 it must not take itself for the leader.
    const auto older = join({.instanceId = "i", .version = 8});
    EXPECT_FALSE((*older)->skipAssignment);
    EXPECT_EQ((*older)->leader, (*back)->memberId);
    EXPECT_TRUE((*older)->members.empty());
}

TEST_F(GroupMembership, S54_StaticMemberComesBackWithoutARebalanceAndItsOldIdIsFenced) {
    const auto first = join({.instanceId = "i"});
    const auto old = (*first)->memberId;
    (void)sync(old, 1, {{old, "mine"}}, "i");
    const auto back = join({.instanceId = "i"});
    ASSERT_TRUE(back->has_value());
    const auto now = (*back)->memberId;
    EXPECT_NE(now, old);
    EXPECT_EQ((*back)->generationId, 1);
    EXPECT_EQ(state(), "Stable");
    EXPECT_EQ(text((*sync(now, 1, {}, "i"))->assignment), "mine");

    EXPECT_EQ(heartbeat(old, 1, "i"), ErrorCode::FENCED_INSTANCE_ID);
    EXPECT_EQ(errorOf((*sync(old, 1, {}, "i"))->errorCode), ErrorCode::FENCED_INSTANCE_ID);
    EXPECT_EQ(errorOf((*join({.memberId = old, .instanceId = "i"}))->errorCode),
              ErrorCode::FENCED_INSTANCE_ID);
    EXPECT_EQ(commit(1, {.memberId = old, .generation = 1, .instanceId = "i"}),
              ErrorCode::FENCED_INSTANCE_ID);
    EXPECT_EQ(leave(old, "i"), ErrorCode::FENCED_INSTANCE_ID);
}

TEST_F(GroupMembership, S54_ParkedJoinOfTheOldIdIsFencedWhenTheStaticMemberComesBack) {
    settings.initialRebalanceDelay = 3'000ms;
    start();
    const auto parked = join({.instanceId = "i"});
    ASSERT_FALSE(parked->has_value());
    const auto back = join({.instanceId = "i"});
    ASSERT_TRUE(parked->has_value());
    EXPECT_EQ(errorOf((*parked)->errorCode), ErrorCode::FENCED_INSTANCE_ID);
    time->pass(3'000ms);
    ASSERT_TRUE(back->has_value());
    EXPECT_EQ(errorOf((*back)->errorCode), ErrorCode::NONE);
}

TEST_F(GroupMembership, S54_FailureToStoreTheNewIdLeavesTheOldOneInCharge) {
    const auto old = (*join({.instanceId = "i"}))->memberId;
    (void)sync(old, 1, {{old, "mine"}}, "i");
    log->failure = ErrorCode::KAFKA_STORAGE_ERROR;
    const auto back = join({.instanceId = "i"});
    ASSERT_TRUE(back->has_value());
    EXPECT_EQ(errorOf((*back)->errorCode), ErrorCode::NOT_COORDINATOR);
    EXPECT_EQ(heartbeat(old, 1, "i"), ErrorCode::NONE);
}

TEST_F(GroupMembership, S55_RebalanceTimeoutDropsDynamicMembersAndKeepsStaticOnes) {
    const auto fixed = join({.instanceId = "i", .session = 60'000});
    const auto id = newId();
    const auto dynamic = join({.memberId = id, .rebalance = 20'000});
    (void)join({.memberId = (*fixed)->memberId, .instanceId = "i", .session = 60'000, .rebalance = 20'000});
    generation = (*dynamic)->generationId;
    (void)sync((*fixed)->memberId, generation, {}, "i");
    (void)sync((*dynamic)->leader, generation);
    (void)sync(id, generation);
    ASSERT_EQ(state(), "Stable");

    const auto newcomer = join({.memberId = newId(), .session = 60'000, .rebalance = 20'000});
    EXPECT_EQ(heartbeat(id, generation), ErrorCode::REBALANCE_IN_PROGRESS);
    time->pass(9'000ms);
    EXPECT_EQ(heartbeat(id, generation), ErrorCode::REBALANCE_IN_PROGRESS); // alive, but it does not rejoin
    time->pass(9'000ms);
    EXPECT_EQ(heartbeat(id, generation), ErrorCode::REBALANCE_IN_PROGRESS);
    time->pass(2'000ms);
    ASSERT_TRUE(newcomer->has_value());
    EXPECT_EQ((*newcomer)->generationId, generation + 1);
    EXPECT_EQ(heartbeat(id, generation + 1), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(heartbeat((*fixed)->memberId, generation + 1, "i"), ErrorCode::NONE);
    // The one that did not rejoin cannot lead.
    EXPECT_EQ((*newcomer)->leader, (*newcomer)->memberId);
    EXPECT_EQ((*newcomer)->members.size(), 2U);
}

TEST_F(GroupMembership, S56_HeartbeatTellsTheStateAndKeepsTheSession) {
    const auto id = stableGroup(1)[0];
    for (int i = 0; i < 5; ++i) {
        time->pass(9'000ms);
        EXPECT_EQ(heartbeat(id, generation), ErrorCode::NONE);
    }
    EXPECT_EQ(heartbeat(id, generation - 1), ErrorCode::ILLEGAL_GENERATION);
    EXPECT_EQ(heartbeat("who", generation), ErrorCode::UNKNOWN_MEMBER_ID);
    time->pass(10'000ms);
    EXPECT_EQ(heartbeat(id, generation), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(state(), "Empty");
}

TEST_F(GroupMembership, S56_HeartbeatWhileTheAssignmentIsAwaitedIsFine) {
    const auto id = newId();
    (void)join({.memberId = id});
    ASSERT_EQ(state(), "CompletingRebalance");
    EXPECT_EQ(heartbeat(id, 1), ErrorCode::NONE);
}

TEST_F(GroupMembership, S56_ParkedJoinersOutliveTheirSession) {
    const auto ids = stableGroup(2);
    const auto follower = ids[0] == leader ? ids[1] : ids[0];
    const auto parked = join({.memberId = leader, .session = 10'000});
    for (int i = 0; i < 3; ++i) {
        time->pass(9'000ms);
        EXPECT_EQ(heartbeat(follower, generation), ErrorCode::REBALANCE_IN_PROGRESS);
    }
    EXPECT_FALSE(parked->has_value());
    (void)join({.memberId = follower});
    ASSERT_TRUE(parked->has_value());
    EXPECT_EQ(errorOf((*parked)->errorCode), ErrorCode::NONE);
}

TEST_F(GroupMembership, S57_MembersMissingFromTheLeadersListGetAnEmptyAssignment) {
    const auto first = join({.version = 3});
    const auto second = join({.version = 3});
    const auto leads = join({.memberId = (*first)->memberId, .version = 3});
    generation = (*leads)->generationId;
    const auto waiting = sync((*second)->memberId, generation);
    EXPECT_FALSE(waiting->has_value());
    const auto fromLeader = sync((*leads)->memberId, generation, {{(*leads)->memberId, "all"}});
    ASSERT_TRUE(waiting->has_value() && fromLeader->has_value());
    EXPECT_EQ(errorOf((*waiting)->errorCode), ErrorCode::NONE);
    EXPECT_TRUE((*waiting)->assignment.empty());
    EXPECT_EQ(text((*fromLeader)->assignment), "all");
    EXPECT_EQ(text((*sync((*leads)->memberId, generation))->assignment), "all"); // Stable: the stored one
}

TEST_F(GroupMembership, S57_SyncDuringARebalanceSaysSo) {
    (void)stableGroup(2);
    (void)join({.memberId = leader});
    EXPECT_EQ(errorOf((*sync(leader, generation))->errorCode), ErrorCode::REBALANCE_IN_PROGRESS);
}

TEST_F(GroupMembership, S57_MembersThatNeverSyncAreRemovedAfterTheRebalanceTimeout) {
    const auto first = join({.session = 60'000, .rebalance = 30'000, .version = 3});
    const auto second = join({.session = 60'000, .rebalance = 30'000, .version = 3});
    const auto leads =
        join({.memberId = (*first)->memberId, .session = 60'000, .rebalance = 30'000, .version = 3});
    generation = (*leads)->generationId;
    (void)sync((*leads)->memberId, generation);
    ASSERT_EQ(state(), "Stable");
    time->pass(30'000ms);
    EXPECT_EQ(heartbeat((*second)->memberId, generation), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(heartbeat((*leads)->memberId, generation), ErrorCode::REBALANCE_IN_PROGRESS);
}

TEST_F(GroupMembership, S57_AssignmentThatCannotBeStoredIsToldAndStartsOver) {
    const auto id = newId();
    (void)join({.memberId = id});
    log->failure = ErrorCode::MESSAGE_TOO_LARGE;
    const auto answer = sync(id, 1, {{id, "huge"}});
    ASSERT_TRUE(answer->has_value());
    EXPECT_EQ(errorOf((*answer)->errorCode), ErrorCode::UNKNOWN_SERVER_ERROR);
    EXPECT_EQ(state(), "PreparingRebalance");
}

TEST_F(GroupMembership, S61_LeaveTakesABatchWithAnErrorEach) {
    const auto ids = stableGroup(2);
    protocol::LeaveGroupRequest request;
    request.groupId = "g";
    request.members = {{ids[0], {}, {}}, {"who", {}, {}}, {"", "no-such-instance", {}}, {newId(), {}, {}}};
    const auto response = coordinator->leave(request);
    ASSERT_EQ(response.members.size(), 4U);
    EXPECT_EQ(errorOf(response.members[0].errorCode), ErrorCode::NONE);
    EXPECT_EQ(errorOf(response.members[1].errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(errorOf(response.members[2].errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(errorOf(response.members[3].errorCode), ErrorCode::NONE); // an id that had not joined yet
    EXPECT_EQ(heartbeat(ids[1], generation), ErrorCode::REBALANCE_IN_PROGRESS);
    EXPECT_EQ(leave(ids[1]), ErrorCode::NONE);
    EXPECT_EQ(state(), "Empty");
}

TEST_F(GroupMembership, S61_AdministratorRemovesAStaticMemberByItsInstanceId) {
    const auto id = (*join({.instanceId = "i"}))->memberId;
    (void)sync(id, 1, {}, "i");
    EXPECT_EQ(leave("", "i"), ErrorCode::NONE);
    EXPECT_EQ(state(), "Empty");
}

TEST_F(GroupMembership, MemberThatLeavesWhileItWaitsIsAnswered) {
    const auto ids = stableGroup(2);
    const auto parked = join({.memberId = leader});
    EXPECT_EQ(leave(leader), ErrorCode::NONE);
    ASSERT_TRUE(parked->has_value());
    EXPECT_EQ(errorOf((*parked)->errorCode), ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupMembership, GroupTakesNoMoreMembersThanItsLimit) {
    settings.maxSize = 1;
    start();
    (void)stableGroup(1);
    EXPECT_EQ(errorOf((*join({}))->errorCode), ErrorCode::GROUP_MAX_SIZE_REACHED);
}

TEST_F(GroupMembership, MemoryOfMembersIsBounded) {
    settings.maxMembersBytes = 4'000;
    settings.maxMemberBytes = 3'000;
    settings.maxPendingMembers = 2;
    settings.maxGroups = 2;
    start();
    EXPECT_EQ(errorOf((*join({.protocols = {{"range", std::string(3'000, 'x')}}}))->errorCode),
              ErrorCode::GROUP_MAX_SIZE_REACHED);
    (void)newId();
    (void)newId();
    EXPECT_EQ(errorOf((*join({}))->errorCode), ErrorCode::GROUP_MAX_SIZE_REACHED);
    (void)join({.protocols = {{"range", std::string(2'900, 'x')}}, .version = 3, .group = "h"});
    EXPECT_EQ(errorOf((*join({.protocols = {{"range", std::string(1'000, 'x')}}, .version = 3}))->errorCode),
              ErrorCode::GROUP_MAX_SIZE_REACHED);
    EXPECT_EQ(errorOf((*join({.group = "third"}))->errorCode), ErrorCode::GROUP_MAX_SIZE_REACHED);
}

TEST_F(GroupMembership, ParkedAnswersMayAskTheCoordinatorAgain) {
    // Answers run outside the lock: one that calls back would hang here otherwise.
    protocol::JoinGroupRequest request;
    request.groupId = "g";
    request.sessionTimeoutMs = 10'000;
    request.protocolType = "consumer";
    request.protocols.push_back({"range", {}});
    std::string seen;
    coordinator->join({"c", "/h", 3}, request, [&](protocol::JoinGroupResponse) { seen = state(); });
    EXPECT_EQ(seen, "CompletingRebalance");
}

} // namespace groups_test
