#include "protocol/messages/01_fetch.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<FetchRequest>;
template struct Codec<FetchResponse>;

} // namespace protocol
