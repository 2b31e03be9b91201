#include "protocol/structs/group_metadata_value.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<GroupMetadataValue>;

} // namespace protocol
