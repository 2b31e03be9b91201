#include "protocol/structs/streams_group_records.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<StreamsGroupMetadataValue>;
template struct Codec<StreamsGroupMemberMetadataValue>;
template struct Codec<StreamsGroupTargetAssignmentMetadataValue>;
template struct Codec<StreamsGroupTargetAssignmentMemberValue>;
template struct Codec<StreamsGroupCurrentMemberAssignmentValue>;
template struct Codec<StreamsGroupTopologyValue>;

} // namespace protocol
