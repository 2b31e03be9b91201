#include "protocol/messages/90_describe_share_group_offsets.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<DescribeShareGroupOffsetsRequest>;
template struct Codec<DescribeShareGroupOffsetsResponse>;

} // namespace protocol
