#pragma once

#include "client/groups.h"
#include "protocol/messages/15_describe_groups.h"
#include "protocol/messages/69_consumer_group_describe.h"
#include "protocol/messages/77_share_group_describe.h"
#include "protocol/messages/89_streams_group_describe.h"

/// What each kind's describing API answers, as one description.
namespace client {

GroupDescription descriptionOf(const protocol::DescribeGroupsResponse::DescribedGroup& group);
GroupDescription descriptionOf(const protocol::ConsumerGroupDescribeResponse::DescribedGroup& group);
GroupDescription descriptionOf(const protocol::ShareGroupDescribeResponse::DescribedGroup& group);
/// A task reads its partition of every source of its subtopology, so those are its member's assignment: of
/// sources with fewer partitions some that are not there.
GroupDescription descriptionOf(const protocol::StreamsGroupDescribeResponse::DescribedGroup& group);

} // namespace client
