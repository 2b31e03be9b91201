#pragma once

#include "base/buffer.h"
#include "base/result.h"
#include "protocol/records/record_batch.h"

namespace storage {

/// The same records with offsets that rise by one from the batch's base offset, packed with `codec`. Header
/// fields that say who produced them stay. Holds all records up to four times over meanwhile: callers
/// bound what they unpack to.
[[nodiscard]] base::Result<base::Bytes> rewriteBatch(const protocol::BatchView& batch,
                                                     protocol::Compression codec);

} // namespace storage
