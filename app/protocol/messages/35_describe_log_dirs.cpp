#include "protocol/messages/35_describe_log_dirs.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<DescribeLogDirsRequest>;
template struct Codec<DescribeLogDirsResponse>;

} // namespace protocol
