#include "protocol/messages/08_offset_commit.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<OffsetCommitRequest>;
template struct Codec<OffsetCommitResponse>;

} // namespace protocol
