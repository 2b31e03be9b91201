#include <fmt/format.h>

#include "base/byte_reader.h"
#include "decode/decoder_list.h"
#include "decode/message_tree.h"
#include "protocol/codec.h"
#include "protocol/structs/consumer_group_records.h"
#include "protocol/structs/consumer_protocol_assignment.h"
#include "protocol/structs/consumer_protocol_subscription.h"
#include "protocol/structs/group_metadata_key.h"
#include "protocol/structs/group_metadata_value.h"
#include "protocol/structs/offset_commit_key.h"
#include "protocol/structs/offset_commit_value.h"
#include "protocol/structs/share_group_records.h"
#include "protocol/structs/streams_group_records.h"
#include "protocol/structs/transaction_log_key.h"
#include "protocol/structs/transaction_log_value.h"

namespace decode {
namespace {

constexpr std::size_t typeBytes = 2;

std::int16_t numberAt(base::ByteView bytes) {
    return bytes.size() < typeBytes ? std::int16_t{-1} : base::loadBigEndian<std::int16_t>(bytes.data());
}

Decoded decoded(const Decoder& decoder, const Input& input, std::string_view schema, Tree tree) {
    return {{{.decoder = decoder.id(), .bytes = input.bytes.size(), .schema = std::string(schema)}},
            std::move(tree)};
}

/// Opens what a classic group's members sent and got where their protocol is the consumers'.
class GroupTree final : public MessageTree {
public:
    using MessageTree::MessageTree;
    bool ofConsumers = false;

private:
    template <class M>
    bool opened(const base::Buffer& value) {
        const auto version = numberAt(value.view());
        // As Kafka reads them: what a newer version appends comes after what is known.
        const auto known = std::min(version, M::versions.newest);
        if (version < 0)
            return false;
        const auto body = value.slice(typeBytes, value.size() - typeBytes);
        const auto message = protocol::decodeRequest<M>(body, known);
        if (message)
            MessageTree(m_out, known).structure(*message);
        return message.has_value();
    }

    void bytes(std::string_view field, const base::Buffer& value) override {
        if (ofConsumers && field == "subscription" && opened<protocol::ConsumerProtocolSubscription>(value))
            return;
        if (ofConsumers && field == "assignment" && opened<protocol::ConsumerProtocolAssignment>(value))
            return;
        MessageTree::bytes(field, value);
    }
};

/// The message after its two-byte number, which is the version it is in.
template <class M>
base::Result<Tree> read(const Input& input, const Limits& limits, std::int16_t version) {
    const auto body = input.bytes.slice(typeBytes, input.bytes.size() - typeBytes);
    auto message = protocol::decode<M>(body, version);
    if (!message)
        return refuse(message.error().cause);
    TreeBuilder builder(limits);
    GroupTree out(builder, version);
    if constexpr (std::is_same_v<M, protocol::GroupMetadataValue>)
        out.ofConsumers = message->protocolType == "consumer";
    out.structure(*message);
    return std::move(builder).release();
}

using ReadValue = base::Result<Tree> (*)(const Input&, const Limits&, std::int16_t version);

/// A record type of the newer group protocols: what Kafka calls it, the second field of its key where there
/// is one, and how its value is read: null for those that Kafka has given up.
struct RecordType {
    std::string_view name;
    std::string_view second;
    ReadValue value;
};

template <class M>
constexpr RecordType typeOf(std::string_view second = {}) {
    constexpr auto name = M::messageName;
    return {name.substr(0, name.size() - std::string_view("Value").size()), second, &read<M>};
}

constexpr std::string_view member = "memberId";
constexpr RecordType groupTypes[] = {
    typeOf<protocol::OffsetCommitValue>(),
    typeOf<protocol::OffsetCommitValue>(),
    typeOf<protocol::GroupMetadataValue>(),
    typeOf<protocol::ConsumerGroupMetadataValue>(),
    typeOf<protocol::ConsumerGroupPartitionMetadataValue>(),
    typeOf<protocol::ConsumerGroupMemberMetadataValue>(member),
    typeOf<protocol::ConsumerGroupTargetAssignmentMetadataValue>(),
    typeOf<protocol::ConsumerGroupTargetAssignmentMemberValue>(member),
    typeOf<protocol::ConsumerGroupCurrentMemberAssignmentValue>(member),
    {"ShareGroupPartitionMetadata", {}, nullptr},
    typeOf<protocol::ShareGroupMemberMetadataValue>(member),
    typeOf<protocol::ShareGroupMetadataValue>(),
    typeOf<protocol::ShareGroupTargetAssignmentMetadataValue>(),
    typeOf<protocol::ShareGroupTargetAssignmentMemberValue>(member),
    typeOf<protocol::ShareGroupCurrentMemberAssignmentValue>(member),
    typeOf<protocol::ShareGroupStatePartitionMetadataValue>(),
    typeOf<protocol::ConsumerGroupRegularExpressionValue>("regularExpression"),
    typeOf<protocol::StreamsGroupMetadataValue>(),
    {"StreamsGroupPartitionMetadata", {}, nullptr},
    typeOf<protocol::StreamsGroupMemberMetadataValue>(member),
    typeOf<protocol::StreamsGroupTargetAssignmentMetadataValue>(),
    typeOf<protocol::StreamsGroupTargetAssignmentMemberValue>(member),
    typeOf<protocol::StreamsGroupCurrentMemberAssignmentValue>(member),
    typeOf<protocol::StreamsGroupTopologyValue>(),
};

/// "group" and perhaps another string, each after its length in two bytes.
base::Result<Tree> readNewerKey(const Input& input, const Limits& limits, const RecordType& type) {
    base::ByteReader in(input.bytes.view().subspan(typeBytes));
    TreeBuilder builder(limits);
    builder.open(Type::Object);
    for (const auto field : {std::string_view("groupId"), type.second}) {
        if (field.empty())
            continue;
        const auto size = in.fixed<std::int16_t>();
        const auto text = size < 0 ? base::ByteView() : in.take(static_cast<std::size_t>(size));
        if (size < 0)
            in.fail();
        builder.name(field);
        builder.leaf(Type::String, base::asText(text));
    }
    builder.close();
    if (!in.ok() || in.remaining() > 0)
        return refuse(fmt::format("This is no key of {}.", type.name));
    return std::move(builder).release();
}

/// A record type's number that begins its key.
base::Result<std::int16_t> numberOf(const Input& input, std::size_t known) {
    if (input.bytes.size() < typeBytes)
        return refuse("It is too short for the two bytes that every such record begins with.");
    if (input.side == Side::Value && !input.key)
        return refuse("What such a value holds is told by its key, which is null.");
    const auto type = numberAt(input.side == Side::Key ? input.bytes.view() : input.key->view());
    if (type < 0 || static_cast<std::size_t>(type) >= known)
        return refuse(fmt::format("There is no record of type {}.", type));
    return type;
}

class Offsets final : public Decoder {
    std::string_view id() const override { return "kafka-offsets"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        const auto type = numberOf(input, std::size(groupTypes));
        if (!type)
            return base::fail(type.error());
        const auto& known = groupTypes[*type];
        auto tree = input.side == Side::Key ? key(input, limits, *type) : value(input, limits, *type);
        if (!tree)
            return base::fail(std::move(tree.error()));
        return decoded(*this, input, known.name, std::move(*tree));
    }

    base::Status likely(const Input& input, const Decoded&) const override {
        if (input.topic == "__consumer_offsets")
            return {};
        return refuse("The topic is not __consumer_offsets.");
    }

    static base::Result<Tree> key(const Input& input, const Limits& limits, std::int16_t type) {
        if (type == protocol::GroupMetadataKey::recordType)
            return read<protocol::GroupMetadataKey>(input, limits, 0);
        if (type <= protocol::OffsetCommitKey::recordType)
            return read<protocol::OffsetCommitKey>(input, limits, 0);
        return readNewerKey(input, limits, groupTypes[type]);
    }

    static base::Result<Tree> value(const Input& input, const Limits& limits, std::int16_t type) {
        const auto& known = groupTypes[type];
        if (!known.value)
            return refuse(fmt::format("{} is a record that only Kafka's own trials wrote.", known.name));
        return known.value(input, limits, numberAt(input.bytes.view()));
    }
};

class Transactions final : public Decoder {
    std::string_view id() const override { return "kafka-transactions"; }

    base::Result<Decoded> decode(const Input& input, const Limits& limits) const override {
        const auto type = numberOf(input, 1);
        if (!type)
            return base::fail(type.error());
        auto tree = input.side == Side::Key
                        ? read<protocol::TransactionLogKey>(input, limits, 0)
                        : read<protocol::TransactionLogValue>(input, limits, numberAt(input.bytes.view()));
        if (!tree)
            return base::fail(std::move(tree.error()));
        return decoded(*this, input, "TransactionLog", std::move(*tree));
    }

    base::Status likely(const Input& input, const Decoded&) const override {
        if (input.topic == "__transaction_state")
            return {};
        return refuse("The topic is not __transaction_state.");
    }
};

} // namespace

const Decoder* offsetsDecoder() {
    static const Offsets decoder;
    return &decoder;
}
const Decoder* transactionDecoder() {
    static const Transactions decoder;
    return &decoder;
}

} // namespace decode
