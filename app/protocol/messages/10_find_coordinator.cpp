#include "protocol/messages/10_find_coordinator.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<FindCoordinatorRequest>;
template struct Codec<FindCoordinatorResponse>;

} // namespace protocol
