#include "protocol/structs/transaction_log_value.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<TransactionLogValue>;

} // namespace protocol
