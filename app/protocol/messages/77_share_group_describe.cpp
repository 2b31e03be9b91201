#include "protocol/messages/77_share_group_describe.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ShareGroupDescribeRequest>;
template struct Codec<ShareGroupDescribeResponse>;

} // namespace protocol
