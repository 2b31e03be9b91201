#include "protocol/messages/13_leave_group.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<LeaveGroupRequest>;
template struct Codec<LeaveGroupResponse>;

} // namespace protocol
