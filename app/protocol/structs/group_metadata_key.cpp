#include "protocol/structs/group_metadata_key.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<GroupMetadataKey>;

} // namespace protocol
