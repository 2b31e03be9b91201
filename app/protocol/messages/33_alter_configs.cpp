#include "protocol/messages/33_alter_configs.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<AlterConfigsRequest>;
template struct Codec<AlterConfigsResponse>;

} // namespace protocol
