#include "protocol/structs/consumer_protocol_assignment.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ConsumerProtocolAssignment>;

} // namespace protocol
