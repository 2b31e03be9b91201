#include "protocol/messages/37_create_partitions.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<CreatePartitionsRequest>;
template struct Codec<CreatePartitionsResponse>;

} // namespace protocol
