#include "protocol/messages/69_consumer_group_describe.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ConsumerGroupDescribeRequest>;
template struct Codec<ConsumerGroupDescribeResponse>;

} // namespace protocol
