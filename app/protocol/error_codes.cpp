#include "protocol/error_codes.h"

#include <array>

namespace protocol {
namespace {

constexpr bool retriable = true;
constexpr bool lasting = false;

#define ROW(name, again, text)                                                                               \
    ErrorInfo {                                                                                              \
        ErrorCode::name, #name, again, text                                                                  \
    }
constexpr std::array errors{
    ROW(UNKNOWN_SERVER_ERROR, lasting, "The server failed in a way it has no name for; its log says more."),
    ROW(NONE, lasting, "Done."),
    ROW(OFFSET_OUT_OF_RANGE, lasting, "The offset lies outside of what the partition holds."),
    ROW(CORRUPT_MESSAGE, retriable,
        "The bytes do not match their checksum, or their size or shape is wrong."),
    ROW(UNKNOWN_TOPIC_OR_PARTITION, retriable, "There is no such topic or partition here."),
    ROW(INVALID_FETCH_SIZE, lasting, "The fetch asked for a size that cannot be."),
    ROW(LEADER_NOT_AVAILABLE, retriable, "The partition has no leader just now."),
    ROW(NOT_LEADER_OR_FOLLOWER, retriable, "This broker does not lead the partition."),
    ROW(REQUEST_TIMED_OUT, retriable, "It took longer than the time allowed."),
    ROW(BROKER_NOT_AVAILABLE, lasting, "The broker is not available."),
    ROW(REPLICA_NOT_AVAILABLE, retriable, "The replica is not available."),
    ROW(MESSAGE_TOO_LARGE, lasting, "The message is larger than the topic allows."),
    ROW(STALE_CONTROLLER_EPOCH, lasting, "The controller moved on to a newer epoch."),
    ROW(OFFSET_METADATA_TOO_LARGE, lasting, "The metadata of the committed offset is too long."),
    ROW(NETWORK_EXCEPTION, retriable, "The connection broke before an answer came."),
    ROW(COORDINATOR_LOAD_IN_PROGRESS, retriable, "The coordinator is still loading its state."),
    ROW(COORDINATOR_NOT_AVAILABLE, retriable, "There is no coordinator just now."),
    ROW(NOT_COORDINATOR, retriable, "This broker does not coordinate that group or transaction."),
    ROW(INVALID_TOPIC_EXCEPTION, lasting, "The topic name is not allowed."),
    ROW(RECORD_LIST_TOO_LARGE, lasting, "The batch is larger than a segment can hold."),
    ROW(NOT_ENOUGH_REPLICAS, retriable, "Too few replicas are in sync to take the message."),
    ROW(NOT_ENOUGH_REPLICAS_AFTER_APPEND, retriable,
        "The message was written, but to fewer replicas than asked for."),
    ROW(INVALID_REQUIRED_ACKS, lasting, "acks must be -1, 0 or 1."),
    ROW(ILLEGAL_GENERATION, lasting, "The generation of the group is over."),
    ROW(INCONSISTENT_GROUP_PROTOCOL, lasting, "The member's protocols do not fit those of the group."),
    ROW(INVALID_GROUP_ID, lasting, "The group name is not allowed."),
    ROW(UNKNOWN_MEMBER_ID, lasting, "The group does not know this member."),
    ROW(INVALID_SESSION_TIMEOUT, lasting, "The session timeout lies outside of what the broker allows."),
    ROW(REBALANCE_IN_PROGRESS, lasting, "The group is being rebalanced; join again."),
    ROW(INVALID_COMMIT_OFFSET_SIZE, lasting, "The committed offset is too large to store."),
    ROW(TOPIC_AUTHORIZATION_FAILED, lasting, "Not allowed to use this topic."),
    ROW(GROUP_AUTHORIZATION_FAILED, lasting, "Not allowed to use this group."),
    ROW(CLUSTER_AUTHORIZATION_FAILED, lasting, "Not allowed to do this to the cluster."),
    ROW(INVALID_TIMESTAMP, lasting, "The timestamp lies outside of what the topic allows."),
    ROW(UNSUPPORTED_SASL_MECHANISM, lasting, "The broker does not offer this SASL mechanism."),
    ROW(ILLEGAL_SASL_STATE, lasting, "Not possible in this state of the SASL exchange."),
    ROW(UNSUPPORTED_VERSION, lasting, "The other side does not speak this version."),
    ROW(TOPIC_ALREADY_EXISTS, lasting, "There is a topic of that name already."),
    ROW(INVALID_PARTITIONS, lasting, "That number of partitions is not possible."),
    ROW(INVALID_REPLICATION_FACTOR, lasting,
        "There are not enough brokers for that many replicas, or the number is not possible."),
    ROW(INVALID_REPLICA_ASSIGNMENT, lasting, "The replicas named for the partitions are not possible."),
    ROW(INVALID_CONFIG, lasting, "The configuration is not possible."),
    ROW(NOT_CONTROLLER, retriable, "This node is not the controller."),
    ROW(INVALID_REQUEST, lasting, "The request contradicts itself, or a value in it cannot be."),
    ROW(UNSUPPORTED_FOR_MESSAGE_FORMAT, lasting, "The message format of the topic cannot do this."),
    ROW(POLICY_VIOLATION, lasting, "A rule of the broker forbids it."),
    ROW(OUT_OF_ORDER_SEQUENCE_NUMBER, lasting,
        "A batch is missing between this one and the last one of the producer."),
    ROW(DUPLICATE_SEQUENCE_NUMBER, lasting, "The batch was written before."),
    ROW(INVALID_PRODUCER_EPOCH, lasting, "A newer producer with the same id has taken over."),
    ROW(INVALID_TXN_STATE, lasting, "The transaction is not in a state for that."),
    ROW(INVALID_PRODUCER_ID_MAPPING, lasting, "The producer id does not belong to this transactional id."),
    ROW(INVALID_TRANSACTION_TIMEOUT, lasting, "The transaction timeout is larger than the broker allows."),
    ROW(CONCURRENT_TRANSACTIONS, retriable, "Another change of the same transaction is still under way."),
    ROW(TRANSACTION_COORDINATOR_FENCED, lasting, "A newer transaction coordinator has taken over."),
    ROW(TRANSACTIONAL_ID_AUTHORIZATION_FAILED, lasting, "Not allowed to use this transactional id."),
    ROW(SECURITY_DISABLED, lasting, "Security features are switched off here."),
    ROW(OPERATION_NOT_ATTEMPTED, lasting, "Not tried, because another part of the request failed."),
    ROW(KAFKA_STORAGE_ERROR, retriable, "The disk failed, or there is no room left."),
    ROW(LOG_DIR_NOT_FOUND, lasting, "There is no such log folder."),
    ROW(SASL_AUTHENTICATION_FAILED, lasting, "The name or password was refused."),
    ROW(UNKNOWN_PRODUCER_ID, lasting, "Nothing is remembered of this producer here."),
    ROW(REASSIGNMENT_IN_PROGRESS, lasting, "The partition is being moved already."),
    ROW(DELEGATION_TOKEN_AUTH_DISABLED, lasting, "Delegation tokens are switched off here."),
    ROW(DELEGATION_TOKEN_NOT_FOUND, lasting, "There is no such delegation token."),
    ROW(DELEGATION_TOKEN_OWNER_MISMATCH, lasting, "The delegation token belongs to somebody else."),
    ROW(DELEGATION_TOKEN_REQUEST_NOT_ALLOWED, lasting, "Delegation tokens need an authenticated connection."),
    ROW(DELEGATION_TOKEN_AUTHORIZATION_FAILED, lasting, "Not allowed to use this delegation token."),
    ROW(DELEGATION_TOKEN_EXPIRED, lasting, "The delegation token has expired."),
    ROW(INVALID_PRINCIPAL_TYPE, lasting, "That kind of principal is not supported."),
    ROW(NON_EMPTY_GROUP, lasting, "The group still has members."),
    ROW(GROUP_ID_NOT_FOUND, lasting, "There is no such group."),
    ROW(FETCH_SESSION_ID_NOT_FOUND, retriable, "There is no such fetch session."),
    ROW(INVALID_FETCH_SESSION_EPOCH, retriable, "The fetch session is at another epoch."),
    ROW(LISTENER_NOT_FOUND, retriable, "The leader has no listener of the kind that was used."),
    ROW(TOPIC_DELETION_DISABLED, lasting, "Deleting topics is switched off here."),
    ROW(FENCED_LEADER_EPOCH, retriable, "A newer leader epoch has begun."),
    ROW(UNKNOWN_LEADER_EPOCH, retriable, "The leader epoch is newer than this broker knows."),
    ROW(UNSUPPORTED_COMPRESSION_TYPE, lasting, "The compression is not supported here."),
    ROW(STALE_BROKER_EPOCH, lasting, "The broker's epoch is over."),
    ROW(OFFSET_NOT_AVAILABLE, retriable, "The leader does not yet know how far it may answer."),
    ROW(MEMBER_ID_REQUIRED, lasting, "Join again with the member id that came with this answer."),
    ROW(PREFERRED_LEADER_NOT_AVAILABLE, retriable, "The preferred leader is not available."),
    ROW(GROUP_MAX_SIZE_REACHED, lasting, "The group has as many members as it may."),
    ROW(FENCED_INSTANCE_ID, lasting, "Another member took over the same static id."),
    ROW(ELIGIBLE_LEADERS_NOT_AVAILABLE, retriable, "No replica that may lead is available."),
    ROW(ELECTION_NOT_NEEDED, retriable, "The leader is already the one asked for."),
    ROW(NO_REASSIGNMENT_IN_PROGRESS, lasting, "The partition is not being moved."),
    ROW(GROUP_SUBSCRIBED_TO_TOPIC, lasting, "The group still reads that topic."),
    ROW(INVALID_RECORD, lasting, "The broker refused a record as invalid."),
    ROW(UNSTABLE_OFFSET_COMMIT, retriable, "A transaction holds offsets that are not yet decided."),
    ROW(THROTTLING_QUOTA_EXCEEDED, retriable, "The quota is used up for now."),
    ROW(PRODUCER_FENCED, lasting, "A newer producer with the same transactional id has taken over."),
    ROW(RESOURCE_NOT_FOUND, lasting, "There is nothing of that name."),
    ROW(DUPLICATE_RESOURCE, lasting, "The same name was given twice."),
    ROW(UNACCEPTABLE_CREDENTIAL, lasting, "The password does not meet the rules."),
    ROW(INCONSISTENT_VOTER_SET, lasting, "The two sides disagree about who votes."),
    ROW(INVALID_UPDATE_VERSION, lasting, "The feature version asked for is not possible."),
    ROW(FEATURE_UPDATE_FAILED, lasting, "The feature could not be updated."),
    ROW(PRINCIPAL_DESERIALIZATION_FAILURE, lasting, "The principal could not be read."),
    ROW(SNAPSHOT_NOT_FOUND, lasting, "There is no such snapshot."),
    ROW(POSITION_OUT_OF_RANGE, lasting, "The position lies outside of the snapshot."),
    ROW(UNKNOWN_TOPIC_ID, retriable, "There is no topic with that id."),
    ROW(DUPLICATE_BROKER_REGISTRATION, lasting, "That broker id is already in use."),
    ROW(BROKER_ID_NOT_REGISTERED, lasting, "That broker id is not registered."),
    ROW(INCONSISTENT_TOPIC_ID, retriable, "The topic id does not belong to the topic."),
    ROW(INCONSISTENT_CLUSTER_ID, lasting, "The cluster id is another one."),
    ROW(TRANSACTIONAL_ID_NOT_FOUND, lasting, "There is no such transactional id."),
    ROW(FETCH_SESSION_TOPIC_ID_ERROR, retriable, "The fetch session names topics in another way."),
    ROW(INELIGIBLE_REPLICA, lasting, "The replica may not join those in sync."),
    ROW(NEW_LEADER_ELECTED, lasting, "A new leader was chosen meanwhile."),
    ROW(OFFSET_MOVED_TO_TIERED_STORAGE, lasting, "The offset has moved to tiered storage."),
    ROW(FENCED_MEMBER_EPOCH, lasting, "The group moved on to a newer member epoch; join again."),
    ROW(UNRELEASED_INSTANCE_ID, lasting, "The static id still belongs to another member."),
    ROW(UNSUPPORTED_ASSIGNOR, lasting, "The group does not offer this assignor."),
    ROW(STALE_MEMBER_EPOCH, lasting, "The member epoch is over; ask again with the newest."),
    ROW(MISMATCHED_ENDPOINT_TYPE, lasting, "The connection goes to the other kind of node."),
    ROW(UNSUPPORTED_ENDPOINT_TYPE, lasting, "That kind of node is not supported."),
    ROW(UNKNOWN_CONTROLLER_ID, lasting, "There is no such controller."),
    ROW(UNKNOWN_SUBSCRIPTION_ID, lasting, "The telemetry subscription is out of date."),
    ROW(TELEMETRY_TOO_LARGE, lasting, "The telemetry is larger than allowed."),
    ROW(INVALID_REGISTRATION, lasting, "The registration is not possible."),
    ROW(TRANSACTION_ABORTABLE, lasting, "The transaction can only be aborted."),
    ROW(INVALID_RECORD_STATE, lasting, "The record is not in a state for that."),
    ROW(SHARE_SESSION_NOT_FOUND, retriable, "There is no such share session."),
    ROW(INVALID_SHARE_SESSION_EPOCH, retriable, "The share session is at another epoch."),
    ROW(FENCED_STATE_EPOCH, lasting, "A newer epoch of the share state has begun."),
    ROW(INVALID_VOTER_KEY, lasting, "The voter's key is not the right one."),
    ROW(DUPLICATE_VOTER, lasting, "That voter is already there."),
    ROW(VOTER_NOT_FOUND, lasting, "There is no such voter."),
    ROW(INVALID_REGULAR_EXPRESSION, lasting, "The regular expression is not possible."),
    ROW(REBOOTSTRAP_REQUIRED, lasting, "Ask the bootstrap servers again."),
    ROW(STREAMS_INVALID_TOPOLOGY, lasting, "The streams topology is not possible."),
    ROW(STREAMS_INVALID_TOPOLOGY_EPOCH, lasting, "The epoch of the streams topology is not possible."),
    ROW(STREAMS_TOPOLOGY_FENCED, lasting, "A newer streams topology has taken over."),
    ROW(SHARE_SESSION_LIMIT_REACHED, retriable, "There are as many share sessions as there may be."),
    ROW(GROUP_DELETION_FAILED, lasting, "The group could not be deleted."),
    ROW(STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED, lasting,
        "The description of the streams topology could not be updated."),
    ROW(CONTROLLER_ID_NOT_REGISTERED, lasting, "That controller id is not registered."),
};
#undef ROW

constexpr bool standAtTheirCode() {
    for (std::size_t i = 0; i < errors.size(); ++i)
        if (toWire(errors[i].code) != static_cast<std::int16_t>(i) - 1)
            return false;
    return true;
}
static_assert(standAtTheirCode(), "a code is looked up by its place");

} // namespace

const ErrorInfo& errorInfo(std::int16_t code) {
    const auto at = static_cast<std::size_t>(code + 1);
    return errors[at < errors.size() ? at : 0];
}

const ErrorInfo& errorInfo(ErrorCode code) {
    return errorInfo(toWire(code));
}

base::Error makeError(ErrorCode code, std::string cause, std::string remedy) {
    const auto& info = errorInfo(code);
    return {toWire(code), std::string(info.name), cause.empty() ? std::string(info.text) : std::move(cause),
            std::move(remedy), info.retriable};
}

} // namespace protocol
