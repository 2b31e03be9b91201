#pragma once

#include "base/buffer.h"
#include "base/result.h"
#include "protocol/records/record_batch.h"

namespace storage {

/// The same records with offsets that rise by one from the batch's base offset, packed with `codec`. Header
/// fields that say who produced them stay.
[[nodiscard]] base::Result<base::Bytes> rewriteBatch(const protocol::BatchView& batch,
                                                     protocol::Compression codec);

} // namespace storage
