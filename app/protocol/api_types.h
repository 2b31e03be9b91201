#pragma once

// Every message header at once: for the list of APIs, tests and fuzzers. Others include the messages they
// use.

#include "protocol/messages/00_produce.h"
#include "protocol/messages/01_fetch.h"
#include "protocol/messages/02_list_offsets.h"
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
#include "protocol/messages/21_delete_records.h"
#include "protocol/messages/22_init_producer_id.h"
#include "protocol/messages/23_offset_for_leader_epoch.h"
#include "protocol/messages/32_describe_configs.h"
#include "protocol/messages/33_alter_configs.h"
#include "protocol/messages/35_describe_log_dirs.h"
#include "protocol/messages/37_create_partitions.h"
#include "protocol/messages/42_delete_groups.h"
#include "protocol/messages/44_incremental_alter_configs.h"
#include "protocol/messages/46_list_partition_reassignments.h"
#include "protocol/messages/60_describe_cluster.h"
#include "protocol/messages/69_consumer_group_describe.h"
#include "protocol/messages/77_share_group_describe.h"
#include "protocol/messages/89_streams_group_describe.h"
#include "protocol/messages/90_describe_share_group_offsets.h"

namespace protocol {

template <class Req, class Resp>
struct Api {
    using Request = Req;
    using Response = Resp;
    static_assert(Req::apiKey == Resp::apiKey);
    static_assert(Req::versions.oldest == Resp::versions.oldest &&
                  Req::versions.newest == Resp::versions.newest);
};

template <class... Apis>
struct ApiTypes {
    template <class F>
    static void forEach(F&& f) {
        (f(Apis{}), ...);
    }
};

/// A new API is a message header and a line here.
using AllApis = ApiTypes<
    Api<ProduceRequest, ProduceResponse>, Api<FetchRequest, FetchResponse>,
    Api<ListOffsetsRequest, ListOffsetsResponse>, Api<MetadataRequest, MetadataResponse>,
    Api<OffsetCommitRequest, OffsetCommitResponse>, Api<OffsetFetchRequest, OffsetFetchResponse>,
    Api<FindCoordinatorRequest, FindCoordinatorResponse>, Api<JoinGroupRequest, JoinGroupResponse>,
    Api<HeartbeatRequest, HeartbeatResponse>, Api<LeaveGroupRequest, LeaveGroupResponse>,
    Api<SyncGroupRequest, SyncGroupResponse>, Api<DescribeGroupsRequest, DescribeGroupsResponse>,
    Api<ListGroupsRequest, ListGroupsResponse>, Api<ApiVersionsRequest, ApiVersionsResponse>,
    Api<CreateTopicsRequest, CreateTopicsResponse>, Api<DeleteTopicsRequest, DeleteTopicsResponse>,
    Api<DeleteRecordsRequest, DeleteRecordsResponse>, Api<InitProducerIdRequest, InitProducerIdResponse>,
    Api<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>,
    Api<DescribeConfigsRequest, DescribeConfigsResponse>, Api<AlterConfigsRequest, AlterConfigsResponse>,
    Api<DescribeLogDirsRequest, DescribeLogDirsResponse>,
    Api<CreatePartitionsRequest, CreatePartitionsResponse>, Api<DeleteGroupsRequest, DeleteGroupsResponse>,
    Api<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>,
    Api<ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse>,
    Api<DescribeClusterRequest, DescribeClusterResponse>,
    Api<ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse>,
    Api<ShareGroupDescribeRequest, ShareGroupDescribeResponse>,
    Api<StreamsGroupDescribeRequest, StreamsGroupDescribeResponse>,
    Api<DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsResponse>>;

} // namespace protocol
