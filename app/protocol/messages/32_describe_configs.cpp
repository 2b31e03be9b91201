#include "protocol/messages/32_describe_configs.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<DescribeConfigsRequest>;
template struct Codec<DescribeConfigsResponse>;

} // namespace protocol
