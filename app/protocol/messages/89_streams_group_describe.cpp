#include "protocol/messages/89_streams_group_describe.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<StreamsGroupDescribeRequest>;
template struct Codec<StreamsGroupDescribeResponse>;

} // namespace protocol
