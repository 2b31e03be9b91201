#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.h"
#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for state, epochs and members of groups of the consumer protocol (key 69, KIP-848).
struct ConsumerGroupDescribeRequest {
    static constexpr std::string_view messageName = "ConsumerGroupDescribeRequest";
    static constexpr ApiKey apiKey = ApiKey::ConsumerGroupDescribe;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;

    std::vector<std::string> groupIds;
    bool includeAuthorizedOperations = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupIds", m.groupIds);
        v.field("includeAuthorizedOperations", m.includeAuthorizedOperations);
    }
};

/// State, epochs, assignor and members of each group, with what each member has and is to have.
struct ConsumerGroupDescribeResponse {
    static constexpr std::string_view messageName = "ConsumerGroupDescribeResponse";
    static constexpr ApiKey apiKey = ApiKey::ConsumerGroupDescribe;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;

    struct TopicPartitions {
        base::Uuid topicId;
        std::string topicName;
        std::vector<std::int32_t> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topicId", m.topicId);
            v.field("topicName", m.topicName);
            v.field("partitions", m.partitions);
        }
    };

    struct Assignment {
        std::vector<TopicPartitions> topicPartitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topicPartitions", m.topicPartitions);
        }
    };

    struct Member {
        std::string memberId;
        std::optional<std::string> instanceId;
        std::optional<std::string> rackId;
        std::int32_t memberEpoch = 0;
        std::string clientId;
        std::string clientHost;
        std::vector<std::string> subscribedTopicNames;
        std::optional<std::string> subscribedTopicRegex;
        Assignment assignment;
        Assignment targetAssignment;
        std::int8_t memberType = -1; ///< 0 speaks the classic protocol, 1 the consumer protocol, -1 not told

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId);
            v.field("instanceId", m.instanceId, {.nullableSince = 0});
            v.field("rackId", m.rackId, {.nullableSince = 0});
            v.field("memberEpoch", m.memberEpoch);
            v.field("clientId", m.clientId);
            v.field("clientHost", m.clientHost);
            v.field("subscribedTopicNames", m.subscribedTopicNames);
            v.field("subscribedTopicRegex", m.subscribedTopicRegex, {.nullableSince = 0});
            v.field("assignment", m.assignment);
            v.field("targetAssignment", m.targetAssignment);
            v.field("memberType", m.memberType, {.since = 1, .ignorable = true});
        }
    };

    struct DescribedGroup {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::string groupId;
        std::string groupState;
        std::int32_t groupEpoch = 0;
        std::int32_t assignmentEpoch = 0;
        std::string assignorName;
        std::vector<Member> members;
        std::int32_t authorizedOperations = std::numeric_limits<std::int32_t>::min();

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
            v.field("groupId", m.groupId);
            v.field("groupState", m.groupState);
            v.field("groupEpoch", m.groupEpoch);
            v.field("assignmentEpoch", m.assignmentEpoch);
            v.field("assignorName", m.assignorName);
            v.field("members", m.members);
            v.field("authorizedOperations", m.authorizedOperations);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribedGroup> groups;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("groups", m.groups);
    }
};

} // namespace protocol
