#include "protocol/structs/response_header.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ResponseHeader>;

} // namespace protocol
