#pragma once

#include <span>

#include "broker/handlers/handler.h"

namespace broker {

/// Every API served, in order of keys. Dispatch, ApiVersions, the counters' labels and README's table follow
/// from it.
[[nodiscard]] std::span<const HandlerEntry> handlerList();
/// Null when the key is not served.
[[nodiscard]] const HandlerEntry* findHandler(std::int16_t key);

} // namespace broker
