#include "protocol/messages/09_offset_fetch.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<OffsetFetchRequest>;
template struct Codec<OffsetFetchResponse>;

} // namespace protocol
