#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "protocol/error_codes.h"

namespace wire {

/// A broker's error code as an Error: `subject` is what it concerns ("Topic \"orders\""), `said` the broker's
/// own words. A remedy stands beside the codes that a user can do something about.
base::Error kafkaError(std::int16_t code, const std::string& subject,
                       const std::optional<std::string>& said = {});

base::Error kafkaError(protocol::ErrorCode code, const std::string& subject);

/// The leader or coordinator is another one now: ask again where it is.
bool meansMoved(std::int16_t code);

enum class Asked { Facts, Change };

/// For what a broker was asked and left out of its answer. Of a change it stays open whether it was made.
base::Error notAnswered(const std::string& subject, Asked asked = Asked::Facts);

/// The name of errors that say: a broker is not to be reached where it says that it is.
inline constexpr std::string_view brokerUnreachable = "BROKER_UNREACHABLE";
/// The name of errors that say: it took a request and is silent. It hangs, is frozen or overloaded. Kafka's
/// own.
inline constexpr std::string_view brokerSilent = "REQUEST_TIMED_OUT";

/// "Partition 3 of \"orders\""
std::string nameOf(const base::TopicPartition& partition);

} // namespace wire
