#include "protocol/messages/14_sync_group.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<SyncGroupRequest>;
template struct Codec<SyncGroupResponse>;

} // namespace protocol
