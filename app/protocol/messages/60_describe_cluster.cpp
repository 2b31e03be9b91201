#include "protocol/messages/60_describe_cluster.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<DescribeClusterRequest>;
template struct Codec<DescribeClusterResponse>;

} // namespace protocol
