#include "protocol/structs/share_group_records.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ShareGroupMemberMetadataValue>;
template struct Codec<ShareGroupMetadataValue>;
template struct Codec<ShareGroupTargetAssignmentMetadataValue>;
template struct Codec<ShareGroupTargetAssignmentMemberValue>;
template struct Codec<ShareGroupCurrentMemberAssignmentValue>;
template struct Codec<ShareGroupStatePartitionMetadataValue>;

} // namespace protocol
