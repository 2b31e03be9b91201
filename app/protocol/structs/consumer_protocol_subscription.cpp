#include "protocol/structs/consumer_protocol_subscription.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ConsumerProtocolSubscription>;

} // namespace protocol
