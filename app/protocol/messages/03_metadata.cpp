#include "protocol/messages/03_metadata.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<MetadataRequest>;
template struct Codec<MetadataResponse>;

} // namespace protocol
