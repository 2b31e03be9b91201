#include "protocol/records/record_fields.h"

#include <fmt/format.h>

#include "protocol/error_codes.h"

namespace protocol {

base::Error unreadableRecord(const BatchView& batch, std::int32_t number, const char* flaw) {
    return makeError(ErrorCode::CORRUPT_MESSAGE,
                     fmt::format("Record {} of {} in the batch at offset {} cannot be read: {}.", number,
                                 batch.recordCount(), batch.baseOffset().value(), flaw));
}

} // namespace protocol
