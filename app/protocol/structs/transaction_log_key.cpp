#include "protocol/structs/transaction_log_key.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<TransactionLogKey>;

} // namespace protocol
