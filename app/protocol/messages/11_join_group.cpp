#include "protocol/messages/11_join_group.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<JoinGroupRequest>;
template struct Codec<JoinGroupResponse>;

} // namespace protocol
