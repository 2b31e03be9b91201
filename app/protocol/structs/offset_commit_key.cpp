#include "protocol/structs/offset_commit_key.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<OffsetCommitKey>;

} // namespace protocol
