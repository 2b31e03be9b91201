#include "protocol/messages/12_heartbeat.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<HeartbeatRequest>;
template struct Codec<HeartbeatResponse>;

} // namespace protocol
