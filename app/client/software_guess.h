#pragma once

#include <span>
#include <string>

#include "client/cluster_info.h"

namespace client {

/// The Kafka release whose API versions these are, in words: "Kafka 3.9", "Kafka 4.1 or newer". Other
/// software that speaks the protocol is described the same way: the versions are all there is to see.
std::string guessSoftware(std::span<const ApiRange> apis);

} // namespace client
