#include "protocol/messages/02_list_offsets.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ListOffsetsRequest>;
template struct Codec<ListOffsetsResponse>;

} // namespace protocol
