#include "protocol/messages/00_produce.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ProduceRequest>;
template struct Codec<ProduceResponse>;

} // namespace protocol
