#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/error_codes.h"
#include "protocol/messages/00_produce.h"
#include "protocol/messages/01_fetch.h"
#include "protocol/messages/02_list_offsets.h"
#include "protocol/messages/19_create_topics.h"
#include "protocol/records/record_batch_builder.h"
#include "served_broker.h"
#include "support/broker_client.h"

namespace record_talk {

using protocol::ErrorCode;
using test_support::BrokerClient;
using Appended = protocol::ProduceResponse::PartitionProduceResponse;
using Fetched = protocol::FetchResponse::PartitionData;
using Listed = protocol::ListOffsetsResponse::ListOffsetsPartitionResponse;

inline constexpr std::int64_t Earliest = -2, Latest = -1;

struct Rec {
    std::string value;
    std::optional<std::string> key;
    std::optional<std::int64_t> timestamp;
};

/// Milliseconds since the epoch.
std::int64_t now();
/// A name that no other test has.
std::string freshName(std::string_view what);

/// One batch of these records, stamped now unless they say otherwise.
base::Bytes batchOf(const std::vector<Rec>& records, protocol::BatchOptions options = {});
/// The same of `count` records that only differ by number.
base::Bytes batchOf(int count, protocol::BatchOptions options = {});
/// Of a producer: id, epoch, first sequence.
base::Bytes sequenced(std::int64_t producerId, std::int16_t epoch, std::int32_t sequence, int count = 1);
/// After somebody changed bytes that the checksum covers.
void seal(base::Bytes& batch);
template <class T>
void put(base::Bytes& batch, std::size_t at, T value) {
    base::storeBigEndian(batch.data() + at, value);
}

inline ErrorCode errorOf(std::int16_t code) {
    return static_cast<ErrorCode>(code);
}
std::vector<std::string> valuesIn(const base::Buffer& records);
std::vector<std::int64_t> offsetsIn(const base::Buffer& records);

/// A client with the verbs of a test: it makes topics and appends to and reads from their first partition.
class Talker {
public:
    explicit Talker(const std::string& address, std::string clientId = "test")
        : client(address, std::move(clientId)) {}

    /// Waits until the topic can be written.
    std::string topic(std::int32_t partitions = 1, const std::map<std::string, std::string>& configs = {});
    Appended append(const std::string& topic, base::Bytes batch, std::int16_t version = 9,
                    std::int16_t acks = 1);
    void appendGood(const std::string& topic, base::Bytes batch);
    Fetched fetch(const std::string& topic, std::int64_t offset, std::int16_t version = 11);
    Listed offsetAt(const std::string& topic, std::int64_t timestamp, std::int16_t version = 8);

    BrokerClient client;
};

protocol::ProduceRequest produceRequest(const std::string& topic, base::Bytes batch, std::int16_t acks = 1);
/// Of the first partition; does not wait.
protocol::FetchRequest fetchRequest(const std::string& topic, std::int64_t offset);

} // namespace record_talk
