#include "groups_fixture.h"

using namespace std::chrono_literals;

namespace groups_test {

class GroupOffsets : public GroupsTest {};

TEST_F(GroupOffsets, S58_SimpleConsumersCommitWithoutBeingMembers) {
    EXPECT_EQ(commit(42, {.metadata = "note"}), ErrorCode::NONE);
    const auto found = fetch();
    EXPECT_EQ(found.committedOffset, 42);
    EXPECT_EQ(found.committedLeaderEpoch, 3);
    EXPECT_EQ(found.metadata, "note");
    EXPECT_EQ(state(), "Empty");
}

TEST_F(GroupOffsets, S58_CommitsOfMembersAreCheckedAgainstTheirGroup) {
    const auto id = stableGroup(1)[0];
    EXPECT_EQ(commit(1), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(commit(1, {.memberId = "who", .generation = generation}), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(commit(1, {.memberId = id, .generation = generation - 1}), ErrorCode::ILLEGAL_GENERATION);
    EXPECT_EQ(commit(1, {.memberId = id, .generation = generation}), ErrorCode::NONE);
    (void)join({.memberId = id});
    EXPECT_EQ(state(), "CompletingRebalance");
    EXPECT_EQ(commit(2, {.memberId = id, .generation = generation + 1}), ErrorCode::REBALANCE_IN_PROGRESS);
    EXPECT_EQ(fetch().committedOffset, 1);
}

TEST_F(GroupOffsets, S58_CommitOfAGenerationInAGroupThatIsNotThere) {
    EXPECT_EQ(commit(1, {.memberId = "m", .generation = 1, .version = 8}), ErrorCode::ILLEGAL_GENERATION);
    EXPECT_EQ(commit(1, {.memberId = "m", .generation = 1, .version = 9}), ErrorCode::GROUP_ID_NOT_FOUND);
}

TEST_F(GroupOffsets, S58_MetadataIsLimitedInUtf16Units) {
    EXPECT_EQ(commit(1, {.metadata = std::string(4'096, 'x')}), ErrorCode::NONE);
    EXPECT_EQ(commit(1, {.metadata = std::string(4'097, 'x')}), ErrorCode::OFFSET_METADATA_TOO_LARGE);
    std::string umlauts;
    for (int i = 0; i < 4'096; ++i)
        umlauts += "ö";
    EXPECT_EQ(commit(2, {.metadata = umlauts}), ErrorCode::NONE);
}

TEST_F(GroupOffsets, S58_CommitKeepsTheSession) {
    const auto id = stableGroup(1)[0];
    for (int i = 0; i < 3; ++i) {
        time->pass(9'000ms);
        EXPECT_EQ(commit(i, {.memberId = id, .generation = generation}), ErrorCode::NONE);
    }
}

TEST_F(GroupOffsets, S58_CommitThatCannotBeStoredIsNotTakenOver) {
    EXPECT_EQ(commit(1), ErrorCode::NONE);
    log->failure = ErrorCode::KAFKA_STORAGE_ERROR;
    EXPECT_EQ(commit(2), ErrorCode::NOT_COORDINATOR);
    log->failure = ErrorCode::MESSAGE_TOO_LARGE;
    EXPECT_EQ(commit(2), ErrorCode::INVALID_COMMIT_OFFSET_SIZE);
    EXPECT_EQ(fetch().committedOffset, 1);
}

TEST_F(GroupOffsets, S59_NothingCommittedIsMinusOneWithoutAnError) {
    const auto found = fetch("t", "nobody");
    EXPECT_EQ(found.committedOffset, -1);
    EXPECT_EQ(found.committedLeaderEpoch, -1);
    EXPECT_EQ(found.metadata, "");
    EXPECT_EQ(errorOf(found.errorCode), ErrorCode::NONE);
}

TEST_F(GroupOffsets, S59_NullTopicsAreAllThatWasCommitted) {
    (void)commit(1, {.topic = "a"});
    (void)commit(2, {.topic = "b"});
    (void)commit(3, {.topic = "b", .group = "other"});
    protocol::OffsetFetchRequest::OffsetFetchRequestGroup request;
    request.groupId = "g";
    request.topics = std::nullopt;
    const auto response = coordinator->fetch(request);
    ASSERT_EQ(response.topics.size(), 2U);
    EXPECT_EQ(response.topics[0].name, "a");
    EXPECT_EQ(response.topics[1].partitions.at(0).committedOffset, 2);
}

TEST_F(GroupOffsets, S60_ClockOfAManagedGroupStartsWhenItIsEmpty) {
    settings.offsetsRetention = 3'600'000ms;
    settings.offsetsCheckInterval = 60'000ms;
    start();
    const auto id = stableGroup(1, {.protocols = {{"range", text(subscriptionTo({"t"}))}}})[0];
    EXPECT_EQ(commit(5, {.memberId = id, .generation = generation}), ErrorCode::NONE);
    for (int i = 0; i < 720; ++i) { // two hours, twice the retention
        time->pass(9'999ms);
        ASSERT_EQ(heartbeat(id, generation), ErrorCode::NONE);
    }
    EXPECT_EQ(fetch().committedOffset, 5);
    (void)leave(id);
    time->pass(3'590'000ms);
    EXPECT_EQ(fetch().committedOffset, 5);
    time->pass(120'000ms);
    EXPECT_EQ(fetch().committedOffset, -1);
    EXPECT_EQ(state(), "Dead");
}

TEST_F(GroupOffsets, S60_StableConsumersLoseOnlyTopicsThatTheyNoLongerReceive) {
    settings.offsetsRetention = 60'000ms;
    settings.offsetsCheckInterval = 10'000ms;
    start();
    const auto id =
        stableGroup(1, {.protocols = {{"range", text(subscriptionTo({"t"}))}}, .session = 1'800'000})[0];
    EXPECT_EQ(commit(5, {.memberId = id, .generation = generation}), ErrorCode::NONE);
    EXPECT_EQ(commit(6, {.memberId = id, .generation = generation, .topic = "left"}), ErrorCode::NONE);
    time->pass(80'000ms);
    EXPECT_EQ(fetch().committedOffset, 5);
    EXPECT_EQ(fetch("left").committedOffset, -1);
}

TEST_F(GroupOffsets, S60_ClockOfASimpleGroupStartsWithTheCommit) {
    settings.offsetsRetention = 60'000ms;
    settings.offsetsCheckInterval = 10'000ms;
    start();
    (void)commit(1, {.topic = "a"});
    time->pass(40'000ms);
    (void)commit(2, {.topic = "b"});
    time->pass(30'000ms);
    EXPECT_EQ(fetch("a").committedOffset, -1);
    EXPECT_EQ(fetch("b").committedOffset, 2);
    (void)commit(3, {.version = 4, .topic = "short", .retention = 5'000});
    time->pass(20'000ms);
    EXPECT_EQ(fetch("short").committedOffset, -1);
}

TEST_F(GroupOffsets, OffsetsOfADeletedTopicAreForgotten) {
    (void)commit(1, {.topic = "gone"});
    (void)commit(2, {.topic = "stays"});
    coordinator->forgetTopic("gone");
    EXPECT_EQ(fetch("gone").committedOffset, -1);
    start();
    EXPECT_EQ(fetch("gone").committedOffset, -1);
    EXPECT_EQ(fetch("stays").committedOffset, 2);
}

TEST_F(GroupOffsets, S62_DescribeShowsMembersOnlyWhatTheyAreInAStableGroup) {
    const auto id = stableGroup(1)[0];
    auto described = coordinator->describe("g", 5);
    EXPECT_EQ(described.protocolType, "consumer");
    EXPECT_EQ(described.protocolData, "range");
    ASSERT_EQ(described.members.size(), 1U);
    EXPECT_EQ(described.members[0].clientHost, "/127.0.0.1");
    EXPECT_EQ(text(described.members[0].memberMetadata), "x");
    EXPECT_EQ(text(described.members[0].memberAssignment), "for " + id);
    (void)join({.memberId = id});
    described = coordinator->describe("g", 5);
    EXPECT_EQ(described.groupState, "CompletingRebalance");
    EXPECT_EQ(described.protocolData, "");
    EXPECT_TRUE(described.members.at(0).memberMetadata.empty());
}

TEST_F(GroupOffsets, S62_UnknownGroupIsDeadAndFromVersion6NotFound) {
    EXPECT_EQ(errorOf(coordinator->describe("who", 5).errorCode), ErrorCode::NONE);
    const auto described = coordinator->describe("who", 6);
    EXPECT_EQ(described.groupState, "Dead");
    EXPECT_EQ(errorOf(described.errorCode), ErrorCode::GROUP_ID_NOT_FOUND);
    EXPECT_EQ(described.errorMessage, "Group who not found.");
}

TEST_F(GroupOffsets, ListFiltersByStateAndTypeWhateverTheirCase) {
    (void)stableGroup(1);
    (void)commit(1, {.group = "simple"});
    EXPECT_EQ(coordinator->list({}, {}).size(), 2U);
    const auto stable = coordinator->list({"stable", "Dead"}, {"Classic"});
    ASSERT_EQ(stable.size(), 1U);
    EXPECT_EQ(stable[0].groupId, "g");
    EXPECT_EQ(stable[0].groupState, "Stable");
    EXPECT_EQ(stable[0].groupType, "classic");
    EXPECT_TRUE(coordinator->list({}, {"consumer"}).empty());
}

TEST_F(GroupOffsets, S62_DeleteTakesEmptyGroupsWithTheirOffsets) {
    const auto id = stableGroup(1)[0];
    (void)commit(7, {.memberId = id, .generation = generation});
    EXPECT_EQ(coordinator->remove("g"), ErrorCode::NON_EMPTY_GROUP);
    EXPECT_EQ(coordinator->remove("who"), ErrorCode::GROUP_ID_NOT_FOUND);
    (void)leave(id);
    EXPECT_EQ(coordinator->remove("g"), ErrorCode::NONE);
    start();
    EXPECT_EQ(state(), "Dead");
    EXPECT_EQ(fetch().committedOffset, -1);
}

TEST_F(GroupOffsets, GroupsMembersAndOffsetsSurviveARestart) {
    const auto ids = stableGroup(2);
    const auto fixed = (*join({.instanceId = "i", .group = "h"}))->memberId;
    EXPECT_EQ(commit(7, {.memberId = ids[0], .generation = generation, .metadata = "note"}), ErrorCode::NONE);
    EXPECT_EQ(commit(8, {.topic = "u", .group = "simple"}), ErrorCode::NONE);
    start();
    EXPECT_EQ(state(), "Stable");
    EXPECT_EQ(heartbeat(ids[1], generation), ErrorCode::NONE);
    EXPECT_EQ(text((*sync(ids[0], generation))->assignment), "for " + ids[0]);
    EXPECT_EQ(fetch().metadata, "note");
    EXPECT_EQ(fetch("u", "simple").committedOffset, 8);
    EXPECT_EQ(coordinator->describe("g", 5).protocolData, "range");
    // Those who do not come back are missed.
    time->pass(10'000ms);
    EXPECT_EQ(state(), "Empty");
    EXPECT_EQ(fetch().committedOffset, 7);
}

TEST_F(GroupOffsets, UnreadableRecordsArePassedOverAtStart) {
    (void)commit(7);
    log->records.push_back({{0}, std::nullopt});
    log->records.push_back({{0, 1, 0}, base::Bytes{0, 3}});
    log->records.push_back({{0, 2, 0, 1, 'x'}, base::Bytes{0, 99}});
    log->records.push_back({{0, 5, 1}, base::Bytes{0, 0, 1}}); // a record of Kafka's newer groups
    start();
    EXPECT_EQ(fetch().committedOffset, 7);
    EXPECT_EQ(coordinator->list({}, {}).size(), 1U);
}

TEST_F(GroupOffsets, OvergrownLogIsReplacedByWhatCounts) {
    log->longest = 100;
    for (int i = 0; i < 150; ++i)
        ASSERT_EQ(commit(i), ErrorCode::NONE);
    EXPECT_LE(log->records.size(), 100U);
    start();
    EXPECT_EQ(fetch().committedOffset, 149);
}

TEST(GroupRecords, GroupsAreSpreadAsJavaHashesTheirNames) {
    using broker::groups::partitionOf;
    // "hello".hashCode() == 99162322; "größe" and "日本語" by hand from the definition s[0]*31^(n-1) + …
    EXPECT_EQ(partitionOf("hello", 50), 99'162'322 % 50);
    EXPECT_EQ(partitionOf("", 50), 0);
    EXPECT_EQ(partitionOf("日", 50), 0x65E5 % 50);
    EXPECT_EQ(partitionOf("😀", 50), (0xD83D * 31 + 0xDE00) % 50);
    // "polygenelubricants".hashCode() is Integer.MIN_VALUE, which has no absolute value.
    EXPECT_EQ(partitionOf("polygenelubricants", 50), 0);
}

TEST(GroupRecords, OffsetIsWrittenAsKafkaWritesIt) {
    base::Uuid id;
    id.bytes[0] = 0xAB;
    const auto record = broker::groups::offsetRecord("g", "t", 2, {7, 3, "m", 9, id, {}});
    EXPECT_EQ(record.key, (base::Bytes{0, 1, 0, 1, 'g', 0, 1, 't', 0, 0, 0, 2}));
    // Version, offset, leader epoch, metadata, commit time; one tagged field: number, length, topic id.
    EXPECT_EQ(record.value,
              (base::Bytes{0, 4, 0, 0, 0,  0,    0, 0, 0, 7, 0, 0, 0, 3, 2, 'm', 0, 0, 0, 0, 0, 0,
                           0, 9, 1, 0, 16, 0xAB, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,   0, 0, 0, 0, 0}));
    const auto withExpiry = broker::groups::offsetRecord("g", "t", 2, {7, 3, "", 9, id, 10});
    EXPECT_EQ(withExpiry.value, (base::Bytes{0, 1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0,
                                             0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 10}));
    const auto read = broker::groups::readRecord(record.key, *record.value);
    ASSERT_TRUE(read);
    EXPECT_EQ(std::get<broker::groups::ReadOffset>(*read).offset,
              (broker::groups::CommittedOffset{7, 3, "m", 9, id, {}}));
}

} // namespace groups_test
