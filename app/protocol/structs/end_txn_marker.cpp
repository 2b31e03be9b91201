#include "protocol/structs/end_txn_marker.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<EndTxnMarker>;

} // namespace protocol
