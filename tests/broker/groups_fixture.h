#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "broker/groups/group_coordinator.h"
#include "broker/groups/group_records.h"
#include "broker/scheduler.h"
#include "protocol/codec.h"
#include "protocol/error_codes.h"
#include "protocol/structs/consumer_protocol_subscription.h"

namespace groups_test {

using protocol::ErrorCode;

/// Time that only moves when a test says so, and the calls that wait for it.
class ManualTime final : public base::Clock, public broker::Scheduler {
public:
    [[nodiscard]] std::int64_t wallMs() const override { return 1'700'000'000'000 + m_now.count(); }
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::time_point{m_now};
    }
    [[nodiscard]] broker::Timer schedule(base::Millis delay, std::function<void()> call) override {
        const auto key = std::make_pair(m_now + delay, ++m_lastId);
        m_calls[key] = std::move(call);
        return broker::Timer([this, key] { m_calls.erase(key); });
    }
    void pass(base::Millis span) {
        const auto until = m_now + span;
        while (!m_calls.empty() && m_calls.begin()->first.first <= until) {
            auto node = m_calls.extract(m_calls.begin());
            m_now = std::max(m_now, node.key().first);
            node.mapped()();
        }
        m_now = until;
    }

private:
    base::Millis m_now{0};
    std::uint64_t m_lastId = 0;
    std::map<std::pair<base::Millis, std::uint64_t>, std::function<void()>> m_calls;
};

/// `__consumer_offsets` in a vector.
class VectorLog final : public broker::groups::GroupLog {
public:
    base::Status make() override { return {}; }
    bool isOpen() const override { return true; }
    base::Status open() override { return {}; }
    base::Status append(const std::string&, const std::vector<broker::groups::GroupRecord>& added) override {
        if (failure != ErrorCode::NONE)
            return base::fail(protocol::makeError(failure, "the test says so"));
        records.insert(records.end(), added.begin(), added.end());
        return {};
    }
    base::Status
    replay(const std::function<void(base::ByteView, std::optional<base::ByteView>)>& visit) override {
        for (const auto& r : records)
            visit(r.key, r.value ? std::optional<base::ByteView>(*r.value) : std::nullopt);
        return {};
    }
    [[nodiscard]] std::int32_t partitions() const override { return 1; }
    [[nodiscard]] std::optional<std::int32_t> overgrown() const override {
        return records.size() > longest ? std::optional<std::int32_t>(0) : std::nullopt;
    }
    base::Status rewrite(std::int32_t, const std::vector<broker::groups::GroupRecord>& live) override {
        records = live;
        return {};
    }

    std::vector<broker::groups::GroupRecord> records;
    ErrorCode failure = ErrorCode::NONE;
    std::size_t longest = static_cast<std::size_t>(-1);
};

template <class Response>
using Awaited = std::shared_ptr<std::optional<Response>>;
using AwaitedJoin = Awaited<protocol::JoinGroupResponse>;
using AwaitedSync = Awaited<protocol::SyncGroupResponse>;

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

struct JoinOptions {
    std::string memberId{};
    std::optional<std::string> instanceId{};
    std::vector<std::pair<std::string, std::string>> protocols{{"range", "x"}};
    std::int32_t session = 10'000;
    std::int32_t rebalance = 60'000;
    std::int16_t version = 9;
    std::string type = "consumer";
    std::string group = "g";
};

struct CommitOptions {
    std::string memberId{};
    std::int32_t generation = -1;
    std::int16_t version = 9;
    std::string metadata{};
    std::string topic = "t";
    std::string group = "g";
    std::int64_t retention = -1;
    std::optional<std::string> instanceId{};
};

/// A coordinator on manual time, and short ways to talk to it about the group "g".
class GroupsTest : public testing::Test {
protected:
    GroupsTest() { start(); }

    void start() {
        coordinator.reset();
        coordinator =
            std::make_unique<broker::groups::GroupCoordinator>(broker::groups::GroupCoordinator::Parts{
                settings, time, *time, log, broker::Logger(nullptr, time)});
        ASSERT_TRUE(coordinator->load());
    }

    AwaitedJoin join(const JoinOptions& options) {
        protocol::JoinGroupRequest request;
        request.groupId = options.group;
        request.sessionTimeoutMs = options.session;
        request.rebalanceTimeoutMs = options.rebalance;
        request.memberId = options.memberId;
        request.groupInstanceId = options.instanceId;
        request.protocolType = options.type;
        for (const auto& [name, metadata] : options.protocols)
            request.protocols.push_back({name, bytes(metadata)});
        auto answer = std::make_shared<std::optional<protocol::JoinGroupResponse>>();
        coordinator->join({"client", "/127.0.0.1", options.version}, request,
                          [answer](protocol::JoinGroupResponse r) { *answer = std::move(r); });
        return answer;
    }

    /// An id the coordinator gave out, not joined with yet.
    std::string newId(JoinOptions options = {}) {
        options.memberId.clear();
        const auto answer = join(options);
        EXPECT_TRUE(answer->has_value());
        EXPECT_EQ(errorOf((*answer)->errorCode), ErrorCode::MEMBER_ID_REQUIRED);
        return (*answer)->memberId;
    }

    AwaitedSync sync(const std::string& memberId, std::int32_t inGeneration,
                     const std::map<std::string, std::string>& assignments = {},
                     const std::optional<std::string>& instanceId = {}) {
        protocol::SyncGroupRequest request;
        request.groupId = "g";
        request.generationId = inGeneration;
        request.memberId = memberId;
        request.groupInstanceId = instanceId;
        for (const auto& [id, assignment] : assignments)
            request.assignments.push_back({id, bytes(assignment)});
        auto answer = std::make_shared<std::optional<protocol::SyncGroupResponse>>();
        coordinator->sync(request, [answer](protocol::SyncGroupResponse r) { *answer = std::move(r); });
        return answer;
    }

    ErrorCode heartbeat(const std::string& memberId, std::int32_t inGeneration,
                        const std::optional<std::string>& instanceId = {}) {
        return errorOf(coordinator->heartbeat({"g", inGeneration, memberId, instanceId}).errorCode);
    }

    ErrorCode leave(const std::string& memberId, const std::optional<std::string>& instanceId = {}) {
        protocol::LeaveGroupRequest request;
        request.groupId = "g";
        request.members.push_back({memberId, instanceId, std::nullopt});
        return errorOf(coordinator->leave(request).members.at(0).errorCode);
    }

    ErrorCode commit(std::int64_t offset, const CommitOptions& options = {}) {
        protocol::OffsetCommitRequest request;
        request.groupId = options.group;
        request.memberId = options.memberId;
        request.generationIdOrMemberEpoch = options.generation;
        request.groupInstanceId = options.instanceId;
        request.retentionTimeMs = options.retention;
        auto& topic = request.topics.emplace_back();
        topic.name = options.topic;
        auto& partition = topic.partitions.emplace_back();
        partition.committedOffset = offset;
        partition.committedLeaderEpoch = 3;
        partition.committedMetadata = options.metadata;
        const auto response = coordinator->commit({"client", "/127.0.0.1", options.version}, request);
        return errorOf(response.topics.at(0).partitions.at(0).errorCode);
    }

    protocol::OffsetFetchResponse::OffsetFetchResponsePartitions fetch(const std::string& topic = "t",
                                                                       const std::string& group = "g") {
        protocol::OffsetFetchRequest::OffsetFetchRequestGroup request;
        request.groupId = group;
        auto& asked = request.topics->emplace_back();
        asked.name = topic;
        asked.partitionIndexes = {0};
        return coordinator->fetch(request).topics.at(0).partitions.at(0);
    }

    std::string state(const std::string& group = "g") { return coordinator->describe(group, 5).groupState; }

    /// Member ids of a stable group of `count` members with session 10 s; the first leads.
    std::vector<std::string> stableGroup(std::size_t count, JoinOptions options = {}) {
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < count; ++i)
            ids.push_back(newId(options));
        std::vector<AwaitedJoin> joins;
        for (const auto& id : ids) {
            options.memberId = id;
            joins.push_back(join(options));
        }
        if (count > 1) { // the first one was alone in a generation of its own
            options.memberId = ids[0];
            joins[0] = join(options);
        }
        generation = (*joins[0])->generationId;
        leader = (*joins[0])->leader;
        std::map<std::string, std::string> assignments;
        for (const auto& id : ids)
            assignments[id] = "for " + id;
        for (const auto& id : ids)
            if (id != leader)
                (void)sync(id, generation);
        (void)sync(leader, generation, assignments);
        EXPECT_EQ(state(), "Stable");
        return ids;
    }

    broker::groups::GroupSettings settings;
    std::shared_ptr<ManualTime> time = std::make_shared<ManualTime>();
    std::shared_ptr<VectorLog> log = std::make_shared<VectorLog>();
    std::unique_ptr<broker::groups::GroupCoordinator> coordinator;
    std::int32_t generation = 0;
    std::string leader;
};

} // namespace groups_test
