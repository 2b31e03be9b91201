#include "group_talk.h"

namespace broker_test {

base::Uuid makeTopic(BrokerClient& client, const std::string& name, std::int32_t partitions) {
    protocol::CreateTopicsRequest create;
    auto& topic = create.topics.emplace_back();
    topic.name = name;
    topic.numPartitions = partitions;
    topic.replicationFactor = -1;
    const auto created = client.call<protocol::CreateTopicsResponse>(create, 5);
    EXPECT_EQ(errorOf(created.topics.at(0).errorCode), ErrorCode::NONE);
    base::Uuid id;
    EXPECT_TRUE(eventually([&] {
        protocol::MetadataRequest ask;
        ask.topics = std::vector<protocol::MetadataRequest::MetadataRequestTopic>(1);
        ask.topics->front().name = name;
        ask.allowAutoTopicCreation = false;
        const auto metadata = client.call<protocol::MetadataResponse>(ask, 12);
        if (metadata.topics.size() != 1 || metadata.topics[0].errorCode != 0)
            return false;
        id = metadata.topics[0].topicId;
        for (const auto& partition : metadata.topics[0].partitions)
            if (partition.errorCode != 0)
                return false;
        return !metadata.topics[0].partitions.empty();
    }));
    return id;
}

void awaitCoordinator(BrokerClient& client, const std::string& group) {
    EXPECT_TRUE(eventually([&] {
        protocol::FindCoordinatorRequest find;
        find.coordinatorKeys = {group};
        const auto found = client.call<protocol::FindCoordinatorResponse>(find, 4);
        if (found.coordinators.empty() || found.coordinators[0].errorCode != 0)
            return false;
        protocol::DescribeGroupsRequest describe;
        describe.groups = {group};
        return client.call<protocol::DescribeGroupsResponse>(describe, 5).groups.at(0).errorCode == 0;
    }));
}

std::int64_t brokerSetting(BrokerClient& client, const std::string& key) {
    const auto metadata = client.call<protocol::MetadataResponse>(protocol::MetadataRequest{}, 9);
    constexpr std::int8_t brokerResource = 4;
    protocol::DescribeConfigsRequest ask;
    ask.resources.push_back(
        {brokerResource, std::to_string(metadata.brokers.at(0).nodeId), std::vector{key}});
    const auto answer = client.call<protocol::DescribeConfigsResponse>(ask, 4);
    for (const auto& result : answer.results)
        for (const auto& config : result.configs)
            if (config.name == key)
                return std::stoll(config.value.value_or("-1"));
    ADD_FAILURE() << key << " is not described";
    return -1;
}

} // namespace broker_test
