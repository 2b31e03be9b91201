#include "protocol/structs/aborted_txn.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<AbortedTxn>;

} // namespace protocol
