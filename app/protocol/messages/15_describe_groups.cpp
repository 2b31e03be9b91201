#include "protocol/messages/15_describe_groups.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<DescribeGroupsRequest>;
template struct Codec<DescribeGroupsResponse>;

} // namespace protocol
