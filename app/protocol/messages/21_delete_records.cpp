#include "protocol/messages/21_delete_records.h"

#include "protocol/codec_impl.h"

namespace protocol {

template struct Codec<DeleteRecordsRequest>;
template struct Codec<DeleteRecordsResponse>;

} // namespace protocol
