#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/uuid.h"
#include "protocol/error_codes.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/08_offset_commit.h"
#include "protocol/messages/09_offset_fetch.h"
#include "protocol/messages/10_find_coordinator.h"
#include "protocol/messages/11_join_group.h"
#include "protocol/messages/12_heartbeat.h"
#include "protocol/messages/13_leave_group.h"
#include "protocol/messages/14_sync_group.h"
#include "protocol/messages/15_describe_groups.h"
#include "protocol/messages/16_list_groups.h"
#include "protocol/messages/18_api_versions.h"
#include "protocol/messages/19_create_topics.h"
#include "protocol/messages/20_delete_topics.h"
#include "protocol/messages/32_describe_configs.h"
#include "protocol/messages/42_delete_groups.h"
#include "protocol/structs/consumer_protocol_subscription.h"
#include "support/broker_client.h"

namespace broker_test {

using protocol::ErrorCode;
using test_support::BrokerClient;

inline ErrorCode errorOf(std::int16_t code) {
    return static_cast<ErrorCode>(code);
}
inline base::Buffer bytes(std::string_view text) {
    return base::Buffer::copyOf(base::asBytes(text));
}
inline std::string text(const base::Buffer& buffer) {
    return std::string(base::asText(buffer.view()));
}

/// What a consumer of these topics sends in JoinGroup.
inline base::Buffer subscriptionTo(std::vector<std::string> topics) {
    protocol::ConsumerProtocolSubscription subscription;
    subscription.topics = std::move(topics);
    auto encoded = protocol::encode(subscription, 0);
    encoded.insert(encoded.begin(), {0, 0});
    return base::Buffer(std::move(encoded));
}

/// Polls until `done` says so or 30 s are over.
template <class Done>
bool eventually(Done done) {
    using namespace std::chrono;
    for (const auto end = steady_clock::now() + seconds(30); steady_clock::now() < end;) {
        if (done())
            return true;
        std::this_thread::sleep_for(milliseconds(20));
    }
    return false;
}

struct Join {
    std::string memberId{};
    std::optional<std::string> instanceId{};
    std::vector<std::pair<std::string, std::string>> protocols{{"range", "x"}};
    std::int32_t session = 30'000;
    std::int32_t rebalance = 60'000;
    std::int16_t version = 9;
    std::string type = "consumer";
};

struct Commit {
    std::string memberId{};
    std::int32_t generation = -1;
    std::int16_t version = 9;
    std::string metadata{};
    std::optional<std::string> instanceId{};
    std::int32_t partition = 0;
    std::optional<std::string> topic{};
};

/// One client of one group, over a connection of its own; short ways to say what the tests say all the time.
class GroupTalk {
public:
    GroupTalk(const std::string& address, std::string group)
        : m_client(address, "talk"), m_group(std::move(group)) {}

    [[nodiscard]] BrokerClient& client() { return m_client; }

    void sendJoin(const Join& join) {
        protocol::JoinGroupRequest request;
        request.groupId = m_group;
        request.sessionTimeoutMs = join.session;
        request.rebalanceTimeoutMs = join.version > 0 ? join.rebalance : -1;
        request.memberId = join.memberId;
        request.groupInstanceId = join.instanceId;
        request.protocolType = join.type;
        for (const auto& [name, metadata] : join.protocols)
            request.protocols.push_back({name, bytes(metadata)});
        m_version = join.version;
        m_client.send(request, join.version);
    }
    protocol::JoinGroupResponse joined() { return m_client.receive<protocol::JoinGroupResponse>(m_version); }
    protocol::JoinGroupResponse join(const Join& join) {
        sendJoin(join);
        return joined();
    }
    /// An id the broker gave out, not joined with yet.
    std::string newId(Join join = {}) {
        join.memberId.clear();
        const auto answer = this->join(join);
        EXPECT_EQ(errorOf(answer.errorCode), ErrorCode::MEMBER_ID_REQUIRED);
        return answer.memberId;
    }

    /// Joins with an id of its own. A group without members is swept away from time to time; when that
    /// happens between the two requests, the id is unknown and another is asked for.
    protocol::JoinGroupResponse joinAsNew(Join join = {}) {
        protocol::JoinGroupResponse answer;
        for (int tries = 0; tries < 5; ++tries) {
            join.memberId = newId(join);
            answer = this->join(join);
            if (errorOf(answer.errorCode) != ErrorCode::UNKNOWN_MEMBER_ID)
                break;
        }
        EXPECT_EQ(errorOf(answer.errorCode), ErrorCode::NONE);
        return answer;
    }

    void sendSync(const std::string& memberId, std::int32_t generation,
                  const std::map<std::string, std::string>& assignments = {},
                  const std::optional<std::string>& instanceId = {}) {
        protocol::SyncGroupRequest request;
        request.groupId = m_group;
        request.generationId = generation;
        request.memberId = memberId;
        request.groupInstanceId = instanceId;
        for (const auto& [id, assignment] : assignments)
            request.assignments.push_back({id, bytes(assignment)});
        m_client.send(request, 4);
    }
    protocol::SyncGroupResponse synced() { return m_client.receive<protocol::SyncGroupResponse>(4); }
    protocol::SyncGroupResponse sync(const std::string& memberId, std::int32_t generation,
                                     const std::map<std::string, std::string>& assignments = {},
                                     const std::optional<std::string>& instanceId = {}) {
        sendSync(memberId, generation, assignments, instanceId);
        return synced();
    }

    ErrorCode heartbeat(const std::string& memberId, std::int32_t generation,
                        const std::optional<std::string>& instanceId = {}) {
        protocol::HeartbeatRequest request{m_group, generation, memberId, instanceId};
        return errorOf(m_client.call<protocol::HeartbeatResponse>(request, 4).errorCode);
    }
    protocol::LeaveGroupResponse leave(std::vector<protocol::LeaveGroupRequest::MemberIdentity> members) {
        protocol::LeaveGroupRequest request;
        request.groupId = m_group;
        request.members = std::move(members);
        return m_client.call<protocol::LeaveGroupResponse>(request, 4);
    }

    ErrorCode commit(const std::string& topic, std::int64_t offset, const Commit& commit = {}) {
        protocol::OffsetCommitRequest request;
        request.groupId = m_group;
        request.memberId = commit.memberId;
        request.generationIdOrMemberEpoch = commit.generation;
        request.groupInstanceId = commit.instanceId;
        auto& asked = request.topics.emplace_back();
        asked.name = topic;
        auto& partition = asked.partitions.emplace_back();
        partition.partitionIndex = commit.partition;
        partition.committedOffset = offset;
        partition.committedLeaderEpoch = 0;
        partition.committedMetadata = commit.metadata;
        const auto response = m_client.call<protocol::OffsetCommitResponse>(request, commit.version);
        if (response.topics.size() != 1 || response.topics[0].partitions.size() != 1)
            return ErrorCode::UNKNOWN_SERVER_ERROR;
        return errorOf(response.topics[0].partitions[0].errorCode);
    }
    /// Of partition 0.
    protocol::OffsetFetchResponse::OffsetFetchResponsePartitions fetch(const std::string& topic) {
        protocol::OffsetFetchRequest request;
        auto& group = request.groups.emplace_back();
        group.groupId = m_group;
        group.topics = {{topic, {}, {0}}};
        auto response = m_client.call<protocol::OffsetFetchResponse>(request, 9);
        if (response.groups.size() != 1 || response.groups[0].topics.size() != 1) {
            ADD_FAILURE() << "one group and one topic were asked for";
            return {};
        }
        return response.groups[0].topics[0].partitions.at(0);
    }

    protocol::DescribeGroupsResponse::DescribedGroup describe(std::int16_t version = 5) {
        protocol::DescribeGroupsRequest request;
        request.groups = {m_group};
        auto response = m_client.call<protocol::DescribeGroupsResponse>(request, version);
        return response.groups.empty() ? protocol::DescribeGroupsResponse::DescribedGroup{}
                                       : response.groups[0];
    }
    std::string state() { return describe().groupState; }
    ErrorCode remove() {
        protocol::DeleteGroupsRequest request;
        request.groupsNames = {m_group};
        const auto response = m_client.call<protocol::DeleteGroupsResponse>(request, 2);
        return response.results.empty() ? ErrorCode::UNKNOWN_SERVER_ERROR
                                        : errorOf(response.results[0].errorCode);
    }

private:
    BrokerClient m_client;
    const std::string m_group;
    std::int16_t m_version = 0;
};

/// A name nobody has used before: the broker may be one that others used.
inline std::string freshName(const std::string& stem) {
    return stem + "-" + base::Uuid::random().toString();
}

/// Makes the topic and waits until it can be used (elsewhere its leader comes a moment later). Returns its
/// id.
base::Uuid makeTopic(BrokerClient& client, const std::string& name, std::int32_t partitions = 1);
/// Waits until the coordinator of the group answers: elsewhere the offsets topic is made first.
void awaitCoordinator(BrokerClient& client, const std::string& group);
/// A broker setting as DescribeConfigs shows it.
std::int64_t brokerSetting(BrokerClient& client, const std::string& key);

} // namespace broker_test
