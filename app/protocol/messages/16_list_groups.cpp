#include "protocol/messages/16_list_groups.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ListGroupsRequest>;
template struct Codec<ListGroupsResponse>;

} // namespace protocol
