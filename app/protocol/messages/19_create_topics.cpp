#include "protocol/messages/19_create_topics.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<CreateTopicsRequest>;
template struct Codec<CreateTopicsResponse>;

} // namespace protocol
