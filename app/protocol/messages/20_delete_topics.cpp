#include "protocol/messages/20_delete_topics.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<DeleteTopicsRequest>;
template struct Codec<DeleteTopicsResponse>;

} // namespace protocol
