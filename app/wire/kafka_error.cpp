#include "wire/kafka_error.h"

#include <fmt/format.h>

namespace wire {
namespace {

using protocol::ErrorCode;

std::string_view remedyFor(ErrorCode code) {
    switch (code) {
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode::UNKNOWN_TOPIC_ID:
        return "It may have been deleted; refresh.";
    case ErrorCode::LEADER_NOT_AVAILABLE:
    case ErrorCode::NOT_LEADER_OR_FOLLOWER:
        return "A leader is being elected; try again in a moment.";
    case ErrorCode::COORDINATOR_NOT_AVAILABLE:
    case ErrorCode::COORDINATOR_LOAD_IN_PROGRESS:
    case ErrorCode::NOT_COORDINATOR:
        return "The coordinator is moving or starting; try again in a moment.";
    case ErrorCode::TOPIC_ALREADY_EXISTS:
        return "Choose another name, or use the topic that is there.";
    case ErrorCode::INVALID_TOPIC_EXCEPTION:
        return "Use 1 to 249 letters, digits, '.', '_' and '-'.";
    case ErrorCode::INVALID_PARTITIONS:
        return "Partitions can only be added.";
    case ErrorCode::INVALID_REPLICATION_FACTOR:
        return "Use at most as many replicas as there are brokers.";
    case ErrorCode::NON_EMPTY_GROUP:
        return "Stop its members first.";
    case ErrorCode::OFFSET_OUT_OF_RANGE:
        return "Older records were deleted, or the offset lies ahead: look at the partition's start and end.";
    case ErrorCode::MESSAGE_TOO_LARGE:
    case ErrorCode::RECORD_LIST_TOO_LARGE:
        return "Send less, or raise the topic's max.message.bytes.";
    case ErrorCode::INVALID_RECORD:
        return "In a compacted topic every record needs a key; else its time may lie too far from the "
               "broker's.";
    case ErrorCode::UNSUPPORTED_VERSION:
        return "This needs a newer broker.";
    case ErrorCode::TOPIC_AUTHORIZATION_FAILED:
    case ErrorCode::GROUP_AUTHORIZATION_FAILED:
    case ErrorCode::CLUSTER_AUTHORIZATION_FAILED:
        return "Ask who runs the cluster for the right.";
    case ErrorCode::KAFKA_STORAGE_ERROR:
        return "The broker's disk or memory is full or failing; its log says more.";
    case ErrorCode::TOPIC_DELETION_DISABLED:
        return "The broker's delete.topic.enable forbids it.";
    case ErrorCode::INVALID_CONFIG:
        return "Check name and value.";
    default:
        return {};
    }
}

} // namespace

base::Error kafkaError(std::int16_t code, const std::string& subject,
                       const std::optional<std::string>& said) {
    const protocol::ErrorInfo& info = protocol::errorInfo(code);
    // A broker's own words say more than the code.
    std::string cause = said && !said->empty() ? *said : std::string(info.text);
    return {.code = code,
            .name = std::string(info.name),
            .cause = subject.empty() ? cause : fmt::format("{}: {}", subject, cause),
            .remedy = std::string(remedyFor(static_cast<ErrorCode>(code))),
            .retriable = info.retriable,
            // The controller took longer than it was given, and goes on.
            .unanswered = static_cast<ErrorCode>(code) == ErrorCode::REQUEST_TIMED_OUT};
}

base::Error kafkaError(ErrorCode code, const std::string& subject) {
    return kafkaError(protocol::toWire(code), subject);
}

base::Error notAnswered(const std::string& subject, Asked asked) {
    const bool change = asked == Asked::Change;
    return {.name = "INVALID_RESPONSE",
            .cause = subject + " was asked for, and the broker left it out of its answer.",
            .remedy = change ? "The broker's software may be broken."
                             : "Try again; if it stays so, the broker's software is broken.",
            .retriable = true,
            .unanswered = change};
}

bool meansMoved(std::int16_t code) {
    const auto error = static_cast<ErrorCode>(code);
    return error == ErrorCode::NOT_LEADER_OR_FOLLOWER || error == ErrorCode::LEADER_NOT_AVAILABLE ||
           error == ErrorCode::UNKNOWN_TOPIC_OR_PARTITION || error == ErrorCode::UNKNOWN_TOPIC_ID ||
           error == ErrorCode::FENCED_LEADER_EPOCH || error == ErrorCode::NOT_COORDINATOR ||
           error == ErrorCode::COORDINATOR_NOT_AVAILABLE;
}

std::string nameOf(const base::TopicPartition& partition) {
    return fmt::format("Partition {} of \"{}\"", partition.partition.value(), partition.topic);
}

} // namespace wire
