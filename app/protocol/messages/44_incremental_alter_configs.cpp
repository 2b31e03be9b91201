#include "protocol/messages/44_incremental_alter_configs.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<IncrementalAlterConfigsRequest>;
template struct Codec<IncrementalAlterConfigsResponse>;

} // namespace protocol
