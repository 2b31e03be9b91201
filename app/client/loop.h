#pragma once

#include <memory>

namespace wire {
class IoLoop;
}

namespace client {

/// The thread on which connections live. Any number of clusters share one.
using Loop = std::shared_ptr<wire::IoLoop>;
[[nodiscard]] Loop makeLoop();

} // namespace client
