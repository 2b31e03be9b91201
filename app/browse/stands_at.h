#pragma once

#include "base/buffer.h"
#include "browse/record_source.h"

namespace browse {

/// What stands at an offset, by batches that were asked for from there on. An error where they do not tell:
/// what cannot be read may hold it.
base::Result<Missing> whatStandsAt(base::Offset offset, base::ByteView bytes);

} // namespace browse
