#include "protocol/messages/42_delete_groups.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<DeleteGroupsRequest>;
template struct Codec<DeleteGroupsResponse>;

} // namespace protocol
