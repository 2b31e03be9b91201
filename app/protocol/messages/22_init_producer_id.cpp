#include "protocol/messages/22_init_producer_id.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<InitProducerIdRequest>;
template struct Codec<InitProducerIdResponse>;

} // namespace protocol
