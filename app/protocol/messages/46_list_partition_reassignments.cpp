#include "protocol/messages/46_list_partition_reassignments.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ListPartitionReassignmentsRequest>;
template struct Codec<ListPartitionReassignmentsResponse>;

} // namespace protocol
