#pragma once

#include <cstddef>

#include "base/buffer.h"
#include "base/result.h"
#include "protocol/records/record_batch.h"

namespace storage {

/// The same records with offsets that rise by one from the batch's base offset, packed with `codec`. Header
/// fields that say who produced them stay. Holds all records at once: fails if the batch unpacks to more than
/// `limit` bytes.
[[nodiscard]] base::Result<base::Bytes> rewriteBatch(const protocol::BatchView& batch,
                                                     protocol::Compression codec, std::size_t limit);

} // namespace storage
