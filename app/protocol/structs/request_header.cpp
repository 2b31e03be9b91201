#include "protocol/structs/request_header.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<RequestHeader>;

} // namespace protocol
