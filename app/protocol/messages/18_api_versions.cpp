#include "protocol/messages/18_api_versions.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<ApiVersionsRequest>;
template struct Codec<ApiVersionsResponse>;

} // namespace protocol
