#pragma once

namespace widgets {

inline constexpr int usualPort = 9092; ///< Kafka's own, which clients are set up for

} // namespace widgets
