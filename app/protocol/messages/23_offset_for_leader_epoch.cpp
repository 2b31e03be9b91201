#include "protocol/messages/23_offset_for_leader_epoch.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<OffsetForLeaderEpochRequest>;
template struct Codec<OffsetForLeaderEpochResponse>;

} // namespace protocol
