#include "broker/handlers/handler_list.h"

#include <algorithm>
#include <array>

#include "broker/handlers/00_produce.h"
#include "broker/handlers/01_fetch.h"
#include "broker/handlers/02_list_offsets.h"
#include "broker/handlers/03_metadata.h"
#include "broker/handlers/08_offset_commit.h"
#include "broker/handlers/09_offset_fetch.h"
#include "broker/handlers/10_find_coordinator.h"
#include "broker/handlers/11_join_group.h"
#include "broker/handlers/12_heartbeat.h"
#include "broker/handlers/13_leave_group.h"
#include "broker/handlers/14_sync_group.h"
#include "broker/handlers/15_describe_groups.h"
#include "broker/handlers/16_list_groups.h"
#include "broker/handlers/18_api_versions.h"
#include "broker/handlers/19_create_topics.h"
#include "broker/handlers/20_delete_topics.h"
#include "broker/handlers/21_delete_records.h"
#include "broker/handlers/22_init_producer_id.h"
#include "broker/handlers/23_offset_for_leader_epoch.h"
#include "broker/handlers/32_describe_configs.h"
#include "broker/handlers/33_alter_configs.h"
#include "broker/handlers/35_describe_log_dirs.h"
#include "broker/handlers/37_create_partitions.h"
#include "broker/handlers/42_delete_groups.h"
#include "broker/handlers/44_incremental_alter_configs.h"
#include "broker/handlers/60_describe_cluster.h"

namespace broker {

namespace {

using namespace protocol;

// A thousand topics are a thousand folders.
constexpr auto createTopicsOnWorker = onWorker<CreateTopicsRequest, CreateTopicsResponse, createTopics>;
constexpr auto deleteTopicsOnWorker = onWorker<DeleteTopicsRequest, DeleteTopicsResponse, deleteTopics>;
constexpr auto createPartitionsOnWorker =
    onWorker<CreatePartitionsRequest, CreatePartitionsResponse, createPartitions>;

// The floors are Kafka 3.9's and the ceilings Kafka 4.3's: old and new clients at once.
constexpr std::array handlers = {
    // Clients older than librdkafka 2.11 want Produce 0 to be advertised before they compress.
    serve<ProduceRequest, ProduceResponse, produce>("Produce", 0, 13, 3),
    serve<FetchRequest, FetchResponse, fetch>("Fetch", 4, 18, 4),
    serve<ListOffsetsRequest, ListOffsetsResponse, listOffsets>("ListOffsets", 0, 11),
    serve<MetadataRequest, MetadataResponse, metadata>("Metadata", 0, 13),
    serve<OffsetCommitRequest, OffsetCommitResponse, offsetCommit>("OffsetCommit", 0, 10),
    serve<OffsetFetchRequest, OffsetFetchResponse, offsetFetch>("OffsetFetch", 0, 10),
    serve<FindCoordinatorRequest, FindCoordinatorResponse, findCoordinator>("FindCoordinator", 0, 6),
    serve<JoinGroupRequest, JoinGroupResponse, joinGroup>("JoinGroup", 0, 9),
    serve<HeartbeatRequest, HeartbeatResponse, heartbeat>("Heartbeat", 0, 4),
    serve<LeaveGroupRequest, LeaveGroupResponse, leaveGroup>("LeaveGroup", 0, 5),
    serve<SyncGroupRequest, SyncGroupResponse, syncGroup>("SyncGroup", 0, 5),
    serve<DescribeGroupsRequest, DescribeGroupsResponse, describeGroups>("DescribeGroups", 0, 6),
    serve<ListGroupsRequest, ListGroupsResponse, listGroups>("ListGroups", 0, 5),
    serve<ApiVersionsRequest, ApiVersionsResponse, apiVersions>("ApiVersions", 0, 4),
    serve<CreateTopicsRequest, CreateTopicsResponse, createTopicsOnWorker>("CreateTopics", 0, 7),
    serve<DeleteTopicsRequest, DeleteTopicsResponse, deleteTopicsOnWorker>("DeleteTopics", 0, 6),
    serve<DeleteRecordsRequest, DeleteRecordsResponse, deleteRecords>("DeleteRecords", 0, 2),
    serve<InitProducerIdRequest, InitProducerIdResponse, initProducerId>("InitProducerId", 0, 5),
    serve<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse, offsetForLeaderEpoch>(
        "OffsetForLeaderEpoch", 0, 4),
    serve<DescribeConfigsRequest, DescribeConfigsResponse, describeConfigs>("DescribeConfigs", 0, 4),
    serve<AlterConfigsRequest, AlterConfigsResponse, alterConfigs>("AlterConfigs", 0, 2),
    serve<DescribeLogDirsRequest, DescribeLogDirsResponse, describeLogDirs>("DescribeLogDirs", 0, 5),
    serve<CreatePartitionsRequest, CreatePartitionsResponse, createPartitionsOnWorker>("CreatePartitions", 0,
                                                                                       3),
    serve<DeleteGroupsRequest, DeleteGroupsResponse, deleteGroups>("DeleteGroups", 0, 2),
    serve<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse, incrementalAlterConfigs>(
        "IncrementalAlterConfigs", 0, 1),
    serve<DescribeClusterRequest, DescribeClusterResponse, describeCluster>("DescribeCluster", 0, 2),
};

static_assert(std::ranges::is_sorted(handlers, {}, &HandlerEntry::key));

} // namespace

std::span<const HandlerEntry> handlerList() {
    return handlers;
}

const HandlerEntry* findHandler(std::int16_t key) {
    const auto at =
        std::ranges::lower_bound(handlers, static_cast<protocol::ApiKey>(key), {}, &HandlerEntry::key);
    return at != handlers.end() && static_cast<std::int16_t>(at->key) == key ? &*at : nullptr;
}

} // namespace broker
