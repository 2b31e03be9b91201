#include "protocol/structs/offset_commit_value.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<OffsetCommitValue>;

} // namespace protocol
